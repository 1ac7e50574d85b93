import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { DrawFields, ROUND_KINDS, RoundFields, type RoundLine } from '../matters/schema.ts';
import { words } from './matter-words.ts';
import './supervision.css';

const SOURCES = ['fromNone', 'fromBoard', 'fromDraw'] as const;
type Source = (typeof SOURCES)[number];
const DrawnRound = RoundFields.extend(DrawFields.shape);

/** 督导检查: rounds of supervision, inspections, coordination and stages. */
export default function RoundsScreen() {
  const t = useWords(words);
  const [opening, setOpening] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['supervision', 'rounds'],
    queryFn: ({ signal }) => api.get<{ rows: RoundLine[] }>('/api/supervision/rounds', { signal }),
  });
  const columns: Column<RoundLine>[] = [
    { key: 'title', title: t('title'), render: (r) => r.title },
    { key: 'kind', title: t('kind'), render: (r) => ROUND_KINDS[r.kind] },
    { key: 'opened', title: t('openedOn'), render: (r) => r.openedOn },
    { key: 'due', title: t('due'), render: (r) => r.dueOn ?? <span className="kit-faint">{t('notSet')}</span> },
    {
      key: 'cycle',
      title: t('cycle'),
      render: (r) => (r.cycleMonths === null ? '—' : t('months', { n: r.cycleMonths })),
    },
    { key: 'closed', title: t('closed'), number: true, render: (r) => t('ofCount', { n: r.closed, all: r.matters }) },
    {
      key: 'late',
      title: t('late'),
      number: true,
      render: (r) => (r.late > 0 ? <strong className="kit-alarm">{r.late}</strong> : r.late),
    },
    { key: 'state', title: t('closedOn'), render: (r) => r.closedOn ?? '—' },
  ];
  return (
    <>
      <PageHeader
        title={t('rounds')}
        note={t('roundsNote')}
        actions={
          <>
            <Allowed permission="supervision.issue">
              <Button type="primary" onClick={() => setOpening(true)}>
                {t('openRound')}
              </Button>
            </Allowed>
            <PrintButton title={t('rounds')} />
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noRounds')} begin={t('noRoundsBegin')} />
      ) : (
        <DataTable
          caption={t('rounds')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(r) => r.roundId}
          rowName={(r) => r.title}
          hrefOf={(r) => `/supervision/rounds/${r.roundId}`}
          loadingRows={isPending ? 3 : undefined}
        />
      )}
      {opening ? <OpenRoundDialog onClose={() => setOpening(false)} /> : null}
    </>
  );
}

function OpenRoundDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const navigate = useNavigate();
  const [source, setSource] = useState<Source>('fromNone');
  const open = async (body: object): Promise<void> => {
    const { roundId } = await api.post<{ roundId: string }>('/api/supervision/rounds', body);
    void navigate({ to: `/supervision/rounds/${roundId}` });
  };
  const above = (
    <fieldset className="kit-field">
      <legend>{t('source')}</legend>
      <Radio.Group
        value={source}
        options={SOURCES.map((value) => ({ value, label: t(value) }))}
        onChange={(event) => setSource(event.target.value as Source)}
      />
    </fieldset>
  );
  return source === 'fromDraw' ? (
    <FormDialog
      key="draw"
      title={t('openRound')}
      schema={DrawnRound}
      initial={{ kind: 'inspection' }}
      above={above}
      onSubmit={({ from, count, seed, ...round }) => open({ ...round, draw: { from, count, seed } })}
      onClose={onClose}
    />
  ) : (
    <FormDialog
      key="plain"
      title={t('openRound')}
      schema={RoundFields}
      initial={{ kind: 'supervision' }}
      above={above}
      onSubmit={(round) => open(source === 'fromBoard' ? { ...round, obligations: 'board' } : round)}
      onClose={onClose}
    />
  );
}
