import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { address, api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  UploadBox,
  useListState,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { planColumns, type PlanTable } from '../plan-tables/columns.ts';
import type { ImportedPlan } from '../plan-tables/import-plan.ts';
import type { PlanShown } from '../plan-tables/show-plan.ts';
import { words } from './words.ts';

type PlanLine = PlanShown['rows'][number];
/** Columns on screen; all stand in the exported table. */
const SHOWN: Record<PlanTable, readonly string[]> = {
  annex1: [
    'serial',
    'schoolName',
    'place',
    'way',
    'grade',
    'studentsAYear',
    'starts',
    'built',
    'helperName',
    'focusMajors',
    'recipientUnit',
  ],
  annex2: [
    'serial',
    'recipientName',
    'place',
    'students',
    'helperName',
    'scope',
    'major1',
    'major2',
    'sendPeople',
    'takePeople',
    'recipientUnit',
    'helperUnit',
  ],
};
const STATES = ['draft', 'agreed', 'sent', 'signed', 'in_force', 'ended', 'discarded'] as const;

/** 对口帮扶计划表: Annex 1 and Annex 2 of N2019, with import and export in the official columns. */
export default function PlansScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const table: PlanTable = state.filters.table === 'annex1' ? 'annex1' : 'annex2';
  const [importing, setImporting] = useState(false);
  const found = useQuery({
    queryKey: ['plans', table],
    queryFn: ({ signal }) => api.get<PlanShown>('/api/partnerships/plans', { query: { table }, signal }),
  });
  const title = `${t('plans')}：${t(table)}`;
  const columns: Column<PlanLine>[] = [
    ...planColumns[table]
      .filter((c) => SHOWN[table].includes(c.key))
      .map((c): Column<PlanLine> => ({
        key: c.key,
        title: c.heading,
        number: c.type === 'number',
        render: (r) => r.values[c.key] ?? '',
      })),
    {
      key: 'state',
      title: t('state'),
      render: (r) => {
        const found = STATES.find((s) => s === r.state);
        return found ? t(`state_${found}`) : r.state;
      },
    },
  ];
  const ordered = [
    columns.find((c) => c.key === (table === 'annex1' ? 'schoolName' : 'recipientName'))!,
    ...columns.filter((c) => c.key !== (table === 'annex1' ? 'schoolName' : 'recipientName')),
  ];
  return (
    <>
      <PageHeader
        title={t('plans')}
        note={t('plansNote')}
        actions={
          <>
            <Allowed permission="agreement.lead">
              <Button type="primary" onClick={() => setImporting(true)}>
                {t('importPlan')}
              </Button>
            </Allowed>
            <Button href={address('/api/partnerships/plans/file', { table })}>{t('exportPlan')}</Button>
            <PrintButton title={title} />
          </>
        }
      />
      <div className="kit-stack">
        <Segmented<PlanTable>
          value={table}
          options={(['annex2', 'annex1'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(next) => setState({ ...state, filters: { ...state.filters, table: next } })}
        />
        {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data ? <p>{t('planCounts', { recipients: found.data.recipients, pairs: found.data.pairs })}</p> : null}
        {found.data && found.data.rows.length === 0 ? (
          <EmptyState title={t('noPlan')} begin={t('noPlanBegin')} />
        ) : (
          <DataTable
            caption={title}
            columns={ordered}
            rows={found.data?.rows ?? []}
            rowKey={(r) => r.agreementId}
            rowName={(r) => String(r.values.recipientName ?? r.values.schoolName)}
            hrefOf={(r) => `/agreements/${r.agreementId}`}
          />
        )}
      </div>
      {importing ? (
        <ImportDialog
          table={table}
          onClose={() => {
            setImporting(false);
            void client.invalidateQueries({ queryKey: ['plans'] });
          }}
        />
      ) : null}
    </>
  );
}

function ImportDialog({ table, onClose }: { table: PlanTable; onClose: () => void }) {
  const t = useWords(words);
  const [result, setResult] = useState<ImportedPlan | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const take = (fileId: string): void => {
    setFailure(null);
    api.post<ImportedPlan>('/api/partnerships/plans', { table, fileId }).then(setResult, setFailure);
  };
  return (
    <Modal
      open
      title={`${t('importPlan')}：${t(table)}`}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
      onCancel={onClose}
      width={640}
    >
      <div className="kit-stack">
        <UploadBox
          label={t(table)}
          note={t('importNote')}
          accept=".xlsx,.xls,.csv"
          onUploaded={(f) => take(f.fileId)}
        />
        {failure === null ? null : <ErrorNote error={failure} />}
        {result === null ? null : (
          <div role="status">
            <p>
              {t('imported', {
                rows: result.rows,
                added: result.added,
                changed: result.changed,
                unchanged: result.unchanged,
                returned: new Set(result.returned.map((r) => r.row)).size,
              })}
            </p>
            <ul>
              {result.returned.map((r) => (
                <li key={`${r.row} ${r.column}`}>{t('returnedRow', { row: r.row, message: r.message })}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Modal>
  );
}
