import { useNavigate } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { DialogButton, FormDialog, ListPage, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { DrawFields, ROUND_KINDS, RoundFields, type RoundLine } from '../matters/schema.ts';
import { words } from './matters/matter-words.ts';

const SOURCES = ['fromNone', 'fromBoard', 'fromDraw'] as const;
type Source = (typeof SOURCES)[number];
const DrawnRound = RoundFields.extend(DrawFields.shape);

/** 督导检查: rounds of supervision, inspections, coordination and stages. */
export default function RoundsScreen() {
  const t = useWords(words);
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
    <ListPage<RoundLine>
      id="rounds"
      title={t('rounds')}
      note={t('roundsNote')}
      endpoint="/api/supervision/rounds"
      columns={columns}
      rowKey={(r) => r.roundId}
      rowName={(r) => r.title}
      open={(r) => `/supervision/rounds/${r.roundId}`}
      empty={{ title: t('noRounds'), begin: t('noRoundsBegin') }}
      actions={
        <DialogButton permission="supervision.issue" label={t('openRound')} primary>
          {(close) => <OpenRoundDialog onClose={close} />}
        </DialogButton>
      }
    />
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
