import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useBilingual,
  useListState,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { DutyLine } from '../matters/schema.ts';
import { MatterDialog } from './matters/matter-dialog.tsx';
import { words } from './matters/matter-words.ts';
import './supervision.css';

const DOCUMENTS = ['N2019', 'N2021', 'HA2020', 'SD2017', 'FYP14'] as const;
const STATES = ['overdue', 'not_set', 'running', 'not_built', 'done', 'ended'] as const;
type StateKey = `state_${(typeof STATES)[number]}`;

/** 义务落实: every must and must-not of one's office with its day, state, and what has been asked about it. */
export default function DutiesScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const [following, setFollowing] = useState<DutyLine | null>(null);
  const { document, state: chosen } = state.filters;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['supervision', 'duties', document, chosen],
    queryFn: ({ signal }) =>
      api.get<{ rows: DutyLine[] }>('/api/supervision/duties', { query: { document, state: chosen }, signal }),
  });
  const filter = (key: 'document' | 'state', value: string | undefined) => {
    const { [key]: _old, ...others } = state.filters;
    setState({ ...state, filters: value === undefined ? others : { ...others, [key]: value } });
  };
  const stateName = (s: string) => t(`state_${s}` as StateKey);
  const columns: Column<DutyLine>[] = [
    { key: 'document', title: t('document'), render: (d) => `${d.document} ${d.place}` },
    { key: 'gist', title: t('duty'), render: (d) => <span title={d.obligation}>{d.gist}</span> },
    { key: 'due', title: t('due'), render: (d) => d.dueOn ?? <span className="kit-faint">{t('notSet')}</span> },
    {
      key: 'state',
      title: t('state'),
      render: (d) => {
        const name = stateName(d.state);
        if (d.state === 'overdue') return <strong className="kit-alarm">{name}</strong>;
        return d.page === null ? name : <Link to={d.page.link}>{`${name} · ${say(d.page.title)}`}</Link>;
      },
    },
    {
      key: 'followed',
      title: t('followed'),
      number: true,
      render: (d) => (d.matters === 0 ? '—' : t('ofCount', { n: d.closed, all: d.matters })),
    },
    {
      key: 'late',
      title: t('late'),
      number: true,
      render: (d) => (d.late > 0 ? <strong className="kit-alarm">{d.late}</strong> : d.late),
    },
    { key: 'evidence', title: t('evidence'), number: true, render: (d) => d.evidence },
    {
      key: 'act',
      title: t('followDuty'),
      render: (d) => (
        <Button size="small" onClick={() => setFollowing(d)}>
          {t('followDuty')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t('duties')} note={t('dutiesNote')} actions={<PrintButton title={t('duties')} />} />
      <div className="supervision-acts kit-no-print">
        <Select
          aria-label={t('document')}
          allowClear
          placeholder={t('document')}
          style={{ minWidth: 140 }}
          value={document}
          options={DOCUMENTS.map((value) => ({ value, label: value }))}
          onChange={(value: string | undefined) => filter('document', value)}
        />
        <Select
          aria-label={t('state')}
          allowClear
          placeholder={t('state')}
          style={{ minWidth: 160 }}
          value={chosen}
          options={STATES.map((value) => ({ value, label: stateName(value) }))}
          onChange={(value: string | undefined) => filter('state', value)}
        />
      </div>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noDuties')} begin={t('clear')} />
      ) : (
        <DataTable
          caption={t('duties')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(d) => d.id}
          rowName={(d) => d.id}
          loadingRows={isPending ? 8 : undefined}
        />
      )}
      {following === null ? null : (
        <MatterDialog
          initial={{
            kind: 'duty',
            title: following.gist,
            ...(following.dueOn === null ? {} : { dueOn: following.dueOn }),
          }}
          extra={{ obligation: following.id }}
          onClose={() => setFollowing(null)}
        />
      )}
    </>
  );
}
