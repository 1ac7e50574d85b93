import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  EmptyState,
  ErrorNote,
  FilePage,
  PrintButton,
  useWords,
  type FileSection,
} from '../../platform/ui-kit/index.ts';
import { MATTER_KINDS } from '../matters/kinds.ts';
import { PARTNERS, ROUND_KINDS, type RoundView } from '../matters/schema.ts';
import { FiguresTable } from './figures-table.tsx';
import { MatterDialog } from './matters/matter-dialog.tsx';
import { MattersTable } from './matters/matters-table.tsx';
import { words } from './matters/matter-words.ts';
import './supervision.css';

/** One round: its figures by kind and partner, and its matters, the latest first. */
export default function RoundScreen() {
  const { roundId = '' } = useParams({ strict: false }) as { roundId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['supervision', 'round', roundId],
    queryFn: ({ signal }) => api.get<RoundView>(`/api/supervision/rounds/${roundId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Round round={data} />;
}

function Round({ round }: { round: RoundView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [act, setAct] = useState<'add' | 'close' | null>(null);
  const open = round.mine && round.state === 'open';
  const closing = t(round.kind === 'stage' ? 'leaveStage' : 'closeRound');
  const sections: FileSection[] = [
    ...(round.figures.length === 0
      ? []
      : [
          {
            key: 'figures',
            title: t('figures'),
            content: (
              <FiguresTable
                caption={t('figures')}
                first={t('kind')}
                rows={round.figures.map((f) => ({ ...f, name: MATTER_KINDS[f.kind].title }))}
              />
            ),
          },
        ]),
    ...(round.partners.length === 0
      ? []
      : [
          {
            key: 'partners',
            title: t('partners'),
            content: (
              <FiguresTable
                caption={t('partners')}
                first={t('partner')}
                rows={round.partners.map((p) => ({ ...p, name: PARTNERS[p.partner as keyof typeof PARTNERS] }))}
              />
            ),
          },
        ]),
    {
      key: 'matters',
      title: t('matters'),
      content:
        round.rows.length === 0 ? (
          <EmptyState title={t('noMatters')} begin={t('noMattersBegin')} />
        ) : (
          <MattersTable caption={t('matters')} rows={round.rows} />
        ),
    },
  ];
  return (
    <>
      <FilePage
        title={round.title}
        note={`${ROUND_KINDS[round.kind]} · ${round.unitName}`}
        actions={
          <div className="supervision-acts">
            {open ? <Button onClick={() => setAct('add')}>{t('addMatter')}</Button> : null}
            {open ? (
              <Button type="primary" onClick={() => setAct('close')}>
                {closing}
              </Button>
            ) : null}
            <PrintButton title={round.title} />
          </div>
        }
        facts={[
          { label: t('openedOn'), value: round.openedOn },
          { label: t('due'), value: round.dueOn ?? t('notSet') },
          ...(round.cycleMonths === null ? [] : [{ label: t('cycle'), value: t('months', { n: round.cycleMonths }) }]),
          ...(round.seed === null
            ? []
            : [{ label: t('drawn'), value: t('drawnNote', { from: round.drawnFrom ?? 0, seed: round.seed }) }]),
          { label: t('closed'), value: t('ofCount', { n: round.closed, all: round.matters }) },
          { label: t('late'), value: round.late > 0 ? <strong className="kit-alarm">{round.late}</strong> : 0 },
          ...(round.closedOn === null ? [] : [{ label: t('closedOn'), value: round.closedOn }]),
        ]}
        sections={sections}
      />
      {act === 'add' ? <MatterDialog extra={{ roundId: round.roundId }} onClose={() => setAct(null)} /> : null}
      {act === 'close' ? (
        <ConfirmAct
          title={closing}
          explain={<p>{t('closeRoundNote')}</p>}
          text="none"
          onConfirm={() => api.post(`/api/supervision/rounds/${round.roundId}/close`, {})}
          onClose={(done) => {
            setAct(null);
            if (done) void client.invalidateQueries();
          }}
        />
      ) : null}
    </>
  );
}
