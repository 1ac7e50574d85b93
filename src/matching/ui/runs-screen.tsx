import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { ErrorNote, ListPage, UploadBox, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { MatchRunView, StartMatch } from '../runs/run-schema.ts';
import type { ComparableList } from '../runs/run-views.ts';
import type { StartedMatch } from '../runs/start-match.ts';
import { words } from './run-words.ts';

/** 精准比对: comparisons of the area, newest first, and the way to start one. */
export default function RunsScreen() {
  const t = useWords(words);
  const [starting, setStarting] = useState(false);
  const columns: Column<MatchRunView>[] = [
    { key: 'title', title: t('list'), render: (r) => r.title },
    { key: 'at', title: t('at'), render: (r) => chinaDate(new Date(r.createdAt)) },
    { key: 'asOf', title: t('asOf'), render: (r) => r.asOf },
    {
      key: 'rows',
      title: t('rows'),
      number: true,
      render: (r) => (r.rows === null ? t('state_queued') : String(r.rows)),
    },
    { key: 'auto', title: t('auto'), number: true, render: (r) => String(r.zones.auto) },
    { key: 'review', title: t('review'), number: true, render: (r) => String(r.zones.review) },
    { key: 'none', title: t('none'), number: true, render: (r) => String(r.zones.none) },
    { key: 'open', title: t('open'), number: true, render: (r) => String(r.open) },
    { key: 'conflicts', title: t('conflicts'), number: true, render: (r) => String(r.conflicts) },
    { key: 'unit', title: t('unit'), render: (r) => `${r.unitName} ${r.createdName}`, optional: true },
  ];
  const start = (
    <Button type="primary" onClick={() => setStarting(true)}>
      {t('start')}
    </Button>
  );
  return (
    <>
      <ListPage<MatchRunView>
        id="match-runs"
        title={t('title')}
        note={t('note')}
        endpoint="/api/matching/runs"
        columns={columns}
        rowKey={(r) => r.runId}
        rowName={(r) => r.title}
        open={(r) => `/matching/${r.runId}`}
        filters={[
          {
            kind: 'select',
            key: 'source',
            label: t('source'),
            options: [
              { value: 'students', label: t('students') },
              { value: 'training_roster', label: t('training_roster') },
              { value: 'upload', label: t('uploadSource') },
            ],
          },
        ]}
        empty={{ title: t('empty'), begin: t('emptyHint'), action: start }}
        actions={start}
      />
      {starting ? <Start onClose={() => setStarting(false)} /> : null}
    </>
  );
}

function Start({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<StartMatch | null>(null);
  const [asOf, setAsOf] = useState('');
  const lists = useQuery({
    queryKey: ['comparable'],
    queryFn: ({ signal }) => api.get<{ rows: ComparableList[] }>('/api/matching/lists', { signal }),
  });
  const begin = useMutation({
    mutationFn: (input: StartMatch) => api.post<StartedMatch>('/api/matching/runs', input),
    onSuccess: async ({ runId }) => {
      await client.invalidateQueries({ queryKey: ['list'] });
      await navigate({ to: `/matching/${runId}` });
    },
  });
  const options = (lists.data?.rows ?? []).map((l) => ({
    value: `${l.source} ${l.institutionId}`,
    label: `${t(l.source)}　${t('rowsOf', { name: l.name, rows: l.rows, on: l.listDate })}`,
  }));
  const choose = (value: string): void => {
    const [source, institutionId] = value.split(' ') as ['students' | 'training_roster', string];
    setChosen({ source, institutionId });
  };
  return (
    <Modal
      open
      title={t('starting')}
      okText={t('begin')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: chosen === null, loading: begin.isPending }}
      onOk={() => chosen && begin.mutate(asOf === '' ? chosen : { ...chosen, asOf })}
      onCancel={onClose}
    >
      <div className="kit-stack">
        <label htmlFor="comparable">{t('list')}</label>
        <Select
          id="comparable"
          showSearch={{ optionFilterProp: 'label' }}
          options={options}
          placeholder={t('choose')}
          loading={lists.isPending}
          value={chosen?.institutionId ? `${chosen.source} ${chosen.institutionId}` : undefined}
          onChange={choose}
        />
        <UploadBox
          label={t('upload')}
          note={t('uploadNote')}
          accept=".xlsx,.xls,.csv"
          onUploaded={(f) => setChosen({ source: 'upload', fileId: f.fileId })}
        />
        <label htmlFor="as-of">{t('asOf')}</label>
        <input
          id="as-of"
          type="date"
          className="kit-input"
          value={asOf}
          aria-describedby="as-of-hint"
          onChange={(e) => setAsOf(e.target.value)}
        />
        <span id="as-of-hint" className="kit-faint">
          {t('asOfHint')}
        </span>
        {begin.error === null ? null : <ErrorNote error={begin.error} />}
      </div>
    </Modal>
  );
}
