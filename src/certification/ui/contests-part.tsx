import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, permits, TitledTable, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { ContestView } from '../contests/contest-schema.ts';
import {
  CloseDialog,
  ContestDialog,
  DiplomasDialog,
  EntrantsDialog,
  IssueProposedDialog,
  RanksDialog,
} from './contest-dialogs.tsx';
import { contestWords } from './contest-words.ts';

type Dialog = { act: 'keep' | 'diplomas' } | { act: 'ranks' | 'close' | 'issue' | 'show'; contest: ContestView };

/** Contests with their ranks, what the rule proposes and what was issued; a school also enters graduation certificates here. */
export function ContestsPart({ onTold }: { onTold: (told: string) => void }) {
  const t = useWords(contestWords);
  const { permissions } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [keeps, issues] = (['certification.contest', 'certification.assess'] as const).map((p) =>
    permits(permissions, p),
  );
  const contests = useQuery({
    queryKey: ['certification', 'contests'],
    queryFn: ({ signal }) =>
      api.get<{ rows: ContestView[] }>('/api/certification/contests', { query: { size: 200 }, signal }),
  });
  const acts = (r: ContestView): ('ranks' | 'close' | 'issue' | 'show')[] => [
    ...(keeps && r.state === 'open' ? (['ranks'] as const) : []),
    ...(keeps && r.state === 'open' && r.entrants > 0 ? (['close'] as const) : []),
    ...(issues && r.proposed > r.issued ? (['issue'] as const) : []),
    'show',
  ];
  const columns: Column<ContestView>[] = [
    { key: 'name', title: t('contest'), render: (r) => r.name },
    { key: 'occupation', title: t('occupation'), render: (r) => r.occupation },
    { key: 'heldOn', title: t('heldOn'), render: (r) => r.heldOn },
    { key: 'body', title: t('body'), render: (r) => r.institution },
    { key: 'entrants', title: t('entrants'), number: true, render: (r) => r.entrants },
    { key: 'proposed', title: t('proposed'), number: true, render: (r) => (r.state === 'open' ? '—' : r.proposed) },
    { key: 'issued', title: t('issuedCount'), number: true, render: (r) => r.issued },
    { key: 'state', title: t('state'), render: (r) => t(r.state) },
    {
      key: 'act',
      title: '',
      render: (r) => (
        <span className="kit-row">
          {acts(r).map((act) => (
            <Button key={act} size="small" onClick={() => setDialog({ act, contest: r })}>
              {t(act)}
            </Button>
          ))}
        </span>
      ),
    },
  ];
  return (
    <div className="kit-stack">
      {contests.error === null ? null : <ErrorNote error={contests.error} />}
      <TitledTable
        title={t('contests')}
        empty={t('none')}
        columns={columns}
        rows={contests.data?.rows}
        rowKey={(r) => r.contestId}
        rowName={(r) => r.name}
      />
      <p>{t('contestsNote')}</p>
      <div className="kit-row">
        {keeps ? <Button onClick={() => setDialog({ act: 'keep' })}>{t('keep')}</Button> : null}
        {issues ? <Button onClick={() => setDialog({ act: 'diplomas' })}>{t('diplomas')}</Button> : null}
      </div>
      {dialog === null ? null : (
        <ShownDialog dialog={dialog} office={!issues} onTold={onTold} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}

type Shown = { dialog: Dialog; office: boolean; onTold: (told: string) => void; onClose: () => void };

function ShownDialog({ dialog, office, ...close }: Shown) {
  switch (dialog.act) {
    case 'keep':
      return <ContestDialog office={office} onClose={close.onClose} />;
    case 'diplomas':
      return <DiplomasDialog {...close} />;
    case 'ranks':
      return <RanksDialog contest={dialog.contest} {...close} />;
    case 'close':
      return <CloseDialog contest={dialog.contest} {...close} />;
    case 'issue':
      return <IssueProposedDialog contest={dialog.contest} {...close} />;
    case 'show':
      return <EntrantsDialog contest={dialog.contest} onClose={close.onClose} />;
  }
}
