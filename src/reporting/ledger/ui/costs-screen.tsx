import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  money,
  PageHeader,
  SchemaForm,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { useYear, YearChoice } from '../../../catalogue/ui/year-choice.tsx';
import type { CostOfPart } from '../costs.ts';
import { costTitles, COSTS, partTitles, RecordCost } from '../schema.ts';
import type { CostLine, SchoolCosts } from '../show-costs.ts';
import { words } from './words.ts';

const COST = '/api/school-costs';
const yuanText = (amount: number | null) => (amount === null ? '—' : money(amount));

/** 工作费用: what a school spent in a year, a person and by the four kinds, and the lines behind it. */
export default function CostsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { institutionId } = useParams({ strict: false }) as { institutionId?: string };
  const [year, setYear] = useYear();
  const [recording, setRecording] = useState(false);
  const [taking, setTaking] = useState<CostLine | null>(null);
  const query = { year: String(year), ...(institutionId === undefined ? {} : { institutionId }) };
  const { data, error, refetch } = useQuery({
    queryKey: ['school-costs', query],
    queryFn: ({ signal }) => api.get<SchoolCosts>(COST, { query, signal }),
  });
  const close = (done: boolean): void => {
    setTaking(null);
    if (done) void client.invalidateQueries();
  };
  const own = institutionId === undefined;
  return (
    <>
      <PageHeader
        title={own || data === undefined ? t('costs') : t('costsOf', { school: data.schoolName })}
        note={t('costsNote')}
        actions={
          <>
            <YearChoice year={year} onChange={setYear} />
            {own ? (
              <Allowed permission="ledger.keep">
                <Button type="primary" onClick={() => setRecording(true)}>
                  {t('record')}
                </Button>
              </Allowed>
            ) : null}
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <section>
          <h2>{t('perPerson')}</h2>
          <PerPerson parts={data.parts} />
        </section>
      )}
      {data === undefined ? null : data.rows.length === 0 ? (
        <EmptyState title={t('noCosts', { year })} begin={own ? t('noCostsBegin') : undefined} />
      ) : (
        <section>
          <h2>{t('lines')}</h2>
          <Lines rows={data.rows} onTake={own ? setTaking : null} />
        </section>
      )}
      {recording ? <RecordDialog onClose={() => setRecording(false)} /> : null}
      {taking === null ? null : (
        <ConfirmAct
          title={t('withdraw')}
          explain={t('withdrawExplain', { what: taking.what, amount: yuanText(taking.fen) })}
          text="required"
          danger
          onConfirm={({ text }) => api.post(`${COST}/${taking.costId}/withdraw`, { reason: text })}
          onClose={close}
        />
      )}
    </>
  );
}

function PerPerson({ parts }: { parts: readonly CostOfPart[] }) {
  const t = useWords(words);
  const columns: Column<CostOfPart>[] = [
    { key: 'part', title: t('part'), width: 96, render: (p) => partTitles[p.part] },
    { key: 'persons', title: t('persons'), number: true, render: (p) => p.persons },
    ...COSTS.map((kind) => ({
      key: kind,
      title: costTitles[kind],
      number: true,
      render: (p: CostOfPart) => {
        const one = p.kinds.find((k) => k.kind === kind);
        return t('cost', { fen: yuanText(one?.fen ?? 0), each: yuanText(one?.perPerson ?? null) });
      },
    })),
    { key: 'total', title: t('total'), number: true, render: (p) => yuanText(p.fen) },
    { key: 'each', title: t('perPerson'), number: true, render: (p) => <strong>{yuanText(p.perPerson)}</strong> },
  ];
  return (
    <DataTable
      caption={t('perPerson')}
      columns={columns}
      rows={parts}
      rowKey={(p) => p.part}
      rowName={(p) => partTitles[p.part]}
    />
  );
}

function Lines({ rows, onTake }: { rows: readonly CostLine[]; onTake: ((line: CostLine) => void) | null }) {
  const t = useWords(words);
  const columns: Column<CostLine>[] = [
    { key: 'on', title: t('on'), render: (c) => c.on },
    { key: 'part', title: t('part'), render: (c) => partTitles[c.part] },
    { key: 'kind', title: t('kind'), render: (c) => costTitles[c.kind] },
    { key: 'amount', title: t('amount'), number: true, render: (c) => yuanText(c.fen) },
    { key: 'what', title: t('what'), render: (c) => c.what },
    { key: 'by', title: t('by'), render: (c) => c.by },
    ...(onTake === null
      ? []
      : [
          {
            key: 'acts',
            title: t('acts'),
            render: (c: CostLine) => (
              <Button size="small" onClick={() => onTake(c)}>
                {t('withdraw')}
              </Button>
            ),
          },
        ]),
  ];
  return (
    <DataTable caption={t('costs')} columns={columns} rows={rows} rowKey={(c) => c.costId} rowName={(c) => c.what} />
  );
}

function RecordDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { today } = useSession();
  return (
    <Modal open title={t('record')} footer={null} onCancel={onClose}>
      <SchemaForm
        schema={RecordCost}
        initial={{ onDate: today }}
        submitLabel={t('save')}
        onSubmit={async (value) => {
          await api.post(COST, value);
          await client.invalidateQueries();
          onClose();
        }}
      />
    </Modal>
  );
}
