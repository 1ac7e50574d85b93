import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { Allowed, ErrorNote, ListPage, money, SchemaForm, useWords } from '../../platform/ui-kit/index.ts';
import type { BillPage, BillRow } from '../bills/list-bills.ts';
import type { IssuedBills } from '../bills/issue-bills.ts';
import { fenOf, SchoolFeeForm } from '../offers/schema-services.ts';
import { BillLines } from './bill-lines.tsx';
import { words } from './words.ts';

const LIST = '/api/students/bills';

/** 收费单: a line per item, also where nothing is charged; the school states its textbooks and makes the bills of a term. */
export default function BillsScreen() {
  const t = useWords(words);
  return (
    <ListPage<BillRow>
      id="students-bills"
      title={t('bills')}
      note={
        <div className="kit-stack">
          <span>{t('billsNote')}</span>
          <Allowed permission="student.register">
            <Textbooks />
          </Allowed>
        </div>
      }
      endpoint={LIST}
      columns={[
        { key: 'name', title: t('name'), render: (r) => r.name },
        { key: 'title', title: t('bill'), render: (r) => r.title },
        { key: 'charged', title: t('charged'), number: true, render: (r) => money(r.chargedFen) },
        { key: 'waived', title: t('waived'), number: true, render: (r) => money(r.waivedFen) },
        { key: 'held', title: t('held'), number: true, render: (r) => (r.heldFen === 0 ? '—' : money(r.heldFen)) },
        { key: 'lines', title: t('lines'), render: (r) => <BillDetails bill={r} /> },
        { key: 'major', title: t('major'), render: (r) => r.major },
        { key: 'number', title: t('billNumber'), render: (r) => r.number },
      ]}
      rowKey={(r) => r.billId}
      rowName={(r) => r.name}
      open={(r) => `/students/${r.statusId}`}
      filters={[
        {
          kind: 'select',
          key: 'term',
          label: t('term'),
          options: [
            { value: '1', label: t('term_1') },
            { value: '2', label: t('term_2') },
          ],
        },
        {
          kind: 'select',
          key: 'kind',
          label: t('billKind'),
          options: [
            { value: 'term', label: t('billOfTerm') },
            { value: 'appraisal', label: t('billOfAppraisal') },
          ],
        },
      ]}
      empty={{ title: t('noBills'), begin: t('noBillsHint') }}
      actions={
        <Allowed permission="student.register">
          <Make term="1" />
          <Make term="2" />
        </Allowed>
      }
    />
  );
}

function BillDetails({ bill }: { bill: BillRow }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {t('linesCount', { count: bill.lines.length })}
      </Button>
      {open ? (
        <Modal open title={`${bill.name} · ${bill.title}`} footer={null} width={760} onCancel={() => setOpen(false)}>
          <BillLines bill={bill} />
        </Modal>
      ) : null}
    </>
  );
}

function usePage() {
  return useQuery({
    queryKey: ['list', LIST, 'head'],
    queryFn: ({ signal }) => api.get<BillPage>(LIST, { query: { size: 1 }, signal }),
  });
}

function Make({ term }: { term: '1' | '2' }) {
  const t = useWords(words);
  const client = useQueryClient();
  const page = usePage();
  const make = useMutation({
    mutationFn: () => api.post<IssuedBills>(LIST, { schoolYear: page.data?.schoolYear, term }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <Button loading={make.isPending} disabled={page.data === undefined} onClick={() => make.mutate()}>
        {t('makeBills', { term: t(`term_${term}`) })}
      </Button>
      {make.data === undefined ? null : <span role="status">{t('madeBills', make.data)}</span>}
      {make.error === null ? null : <ErrorNote error={make.error} />}
    </>
  );
}

function Textbooks() {
  const t = useWords(words);
  const client = useQueryClient();
  const page = usePage();
  const [open, setOpen] = useState(false);
  if (page.data === undefined) return null;
  const stated = page.data.textbooks
    .map(
      (f) => `${t(f.term === '1' ? 'term_1' : 'term_2')}${f.major === '' ? '' : ` ${f.major}`} ${money(f.amountFen)}`,
    )
    .join('；');
  return (
    <div>
      {t('textbooksStated')}：{stated === '' ? t('notStated') : stated}{' '}
      <Button size="small" onClick={() => setOpen(true)}>
        {t('stateTextbooks')}
      </Button>
      {open ? (
        <Modal open title={t('stateTextbooks')} footer={null} onCancel={() => setOpen(false)}>
          <SchemaForm
            schema={SchoolFeeForm}
            initial={{ schoolYear: page.data.schoolYear, term: '1' }}
            fields={{
              term: {
                options: [
                  { value: '1', label: t('term_1') },
                  { value: '2', label: t('term_2') },
                ],
              },
            }}
            submitLabel={t('stateTextbooks')}
            onSubmit={async ({ amountYuan, ...value }) => {
              await api.post('/api/students/fees', { ...value, amountFen: fenOf(amountYuan) });
              await client.invalidateQueries();
              setOpen(false);
            }}
          />
        </Modal>
      ) : null}
    </div>
  );
}
