import { Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  chosenIds,
  ListPage,
  SchemaForm,
  useListState,
  useSession,
  useWords,
  type BulkAct,
  type Column,
  type ListFilter,
  type Selection,
} from '../../platform/ui-kit/index.ts';
import type { DecideOutcome } from '../cards/decide-benefits.ts';
import { RegisterOtherStudent, type StudentRow } from '../schema.ts';
import { STANDINGS } from '../status/standing.ts';
import { StatusCheck } from './status-check.tsx';
import { words } from './words.ts';

type T = ReturnType<typeof useWords<keyof typeof words.zh>>;

const columnsOf = (t: T, school: boolean): Column<StudentRow>[] => [
  { key: 'name', title: t('name'), render: (row) => row.name, sortBy: 'name' },
  { key: 'number', title: t('number'), render: (row) => row.statusNumber },
  ...(school ? [] : [{ key: 'school', title: t('school'), render: (row: StudentRow) => row.schoolName }]),
  { key: 'major', title: t('major'), render: (row) => row.major },
  { key: 'level', title: t('level'), render: (row) => row.level },
  { key: 'className', title: t('className'), render: (row) => row.className ?? '—', optional: !school },
  { key: 'enrolledOn', title: t('enrolled'), render: (row) => row.enrolledOn, sortBy: 'enrolledOn' },
  { key: 'state', title: t('state'), render: (row) => `${row.stateName}（${row.stateFrom}）` },
  {
    key: 'boarding',
    title: t('boarding'),
    render: (row) => (row.boarding === null ? t('notRecorded') : t(row.boarding ? 'yes' : 'no')),
    optional: true,
  },
  { key: 'home', title: t('home'), render: (row) => row.villageName ?? '—', optional: true },
  {
    key: 'card',
    title: t('card'),
    render: (row) => (row.card === null ? t('notDecided') : t(row.card as 'granted' | 'refused' | 'unknown')),
  },
];

const filtersOf = (t: T, school: boolean): ListFilter[] => [
  { kind: 'text', key: 'name', label: t('name') },
  {
    kind: 'select',
    key: 'state',
    label: t('state'),
    options: Object.entries(STANDINGS).map(([value, label]) => ({ value, label })),
  },
  {
    kind: 'select',
    key: 'card',
    label: t('card'),
    options: [
      { value: 'granted', label: t('granted') },
      { value: 'not_granted', label: t('refused') },
      { value: 'undecided', label: t('unknown') },
    ],
  },
  ...(school ? [] : [{ kind: 'area', key: 'division', label: t('home') } as const]),
];

/** The chosen students. */
const chosen = (selection: Selection): Promise<string[]> =>
  chosenIds<StudentRow>(selection, '/api/students', { idOf: (row) => row.statusId });

function decideAct(t: T): BulkAct {
  const ask = async (selection: Selection, dryRun: boolean) =>
    api.post<DecideOutcome>('/api/students/decide', { ids: await chosen(selection), dryRun });
  const skipped = (done: DecideOutcome) =>
    done.unchanged === 0 ? [] : [{ reason: t('unchanged'), count: done.unchanged }];
  return {
    key: 'decide',
    label: t('decide'),
    permission: 'student.register',
    preview: async (selection) => {
      const found = await ask(selection, true);
      return { effect: t('decideEffect'), willHappen: found.changed, skipped: skipped(found) };
    },
    run: async (selection) => {
      const done = await ask(selection, false);
      return { done: done.changed, skipped: skipped(done), ...(done.jobId ? { jobId: done.jobId } : {}) };
    },
  };
}

function RegisterOther({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const register = async (value: object): Promise<void> => {
    await api.post('/api/students/register-other', value);
    await client.invalidateQueries({ queryKey: ['list', '/api/students'] });
    onClose();
  };
  return (
    <Modal open title={t('registerOther')} footer={null} onCancel={onClose}>
      <SchemaForm
        schema={RegisterOtherStudent.omit({ entryKey: true })}
        draftKey="register-other"
        submitLabel={t('register')}
        onSubmit={register}
      />
    </Modal>
  );
}

/** 学籍管理: the roll, full-time and part-time on their own tabs. */
export default function StudentsScreen() {
  const t = useWords(words);
  const school = useSession().unit.line === 'school';
  const navigate = useNavigate();
  const [state] = useListState({ size: 50, sort: '' });
  const [adding, setAdding] = useState(false);
  const [checking, setChecking] = useState(false);
  const mode = state.filters.mode === 'part_time' ? 'part_time' : 'full_time';
  const tab = (value: 'full_time' | 'part_time', label: string) => (
    <Button
      type={mode === value ? 'primary' : 'default'}
      aria-current={mode === value ? 'page' : undefined}
      onClick={() => void navigate({ to: `/students?mode=${value}` })}
    >
      {label}
    </Button>
  );
  return (
    <>
      <ListPage<StudentRow>
        id="students"
        title={t('students')}
        note={t('studentsNote')}
        endpoint="/api/students"
        fixed={{ mode }}
        columns={columnsOf(t, school)}
        rowKey={(row) => row.statusId}
        rowName={(row) => row.name}
        filters={filtersOf(t, school)}
        open={(row) => `/students/${row.statusId}`}
        bulk={school ? [decideAct(t)] : []}
        empty={{ title: t('noStudents'), begin: t('noStudentsHint') }}
        actions={
          <>
            {tab('full_time', t('fullTime'))}
            {tab('part_time', t('partTime'))}
            <Button onClick={() => setChecking(true)}>{t('check')}</Button>
            <Allowed permission="student.register">
              <Button onClick={() => setAdding(true)}>{t('registerOther')}</Button>
            </Allowed>
          </>
        }
      />
      {checking ? <StatusCheck onClose={() => setChecking(false)} /> : null}
      {adding ? <RegisterOther onClose={() => setAdding(false)} /> : null}
    </>
  );
}
