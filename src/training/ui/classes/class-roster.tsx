import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { OpenedClass } from '../../classes/open-class.ts';
import type { ChoiceView } from '../../lists/schema.ts';
import type { Enrolled } from '../../rosters/enrol-trainees.ts';
import type { TraineeView } from '../../rosters/schema.ts';
import { AskedChecksDialog } from './class-checks.tsx';
import { ResultsDialog } from './class-results.tsx';
import { choiceWords } from '../offers/choice-words.ts';
import { classWords } from './class-words.ts';
import { checkWords } from '../check-words.ts';
import { PickDialog } from './pick-dialog.tsx';
import { ContractDialog, GroupDialog, LeaveDialog } from './trainee-dialogs.tsx';
import { traineeWords } from './trainee-words.ts';

type Row = OpenedClass['class'];
type Props = { classId: string; row: Row; mayEnrol: boolean };
type Dialog =
  | 'enrol'
  | 'chosen'
  | 'results'
  | 'check'
  | 'ask'
  | { of: TraineeView; act: 'leave' | 'contract' | 'group' };

/** The roster of a class: identity, checks, hours, results; who holds the class enrols, records results and lets people leave. */
export function ClassRoster({ classId, row, mayEnrol }: Props) {
  const t = useWords(classWords);
  const c = useWords(choiceWords);
  const k = useWords(checkWords);
  const client = useQueryClient();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const path = `/api/training/classes/${classId}`;
  const found = useQuery({
    queryKey: ['training-trainees', classId],
    queryFn: ({ signal }) => api.get<{ rows: TraineeView[] }>(`${path}/trainees`, { signal }),
  });
  const rows = found.data?.rows ?? [];
  const columns = useColumns(
    row,
    mayEnrol,
    rows.some((r) => r.chargedGroup !== null),
    setDialog,
  );
  const close = (): void => setDialog(null);
  return (
    <div className="kit-stack">
      {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
      <div className="kit-row">
        {mayEnrol ? <Button onClick={() => setDialog('enrol')}>{t('enrol')}</Button> : null}
        {mayEnrol && row.course_id !== null ? (
          <Button onClick={() => setDialog('chosen')}>{c('fromChoices')}</Button>
        ) : null}
        {mayEnrol && row.state === 'running' && rows.length > 0 ? (
          <Button onClick={() => setDialog('results')}>{t('results')}</Button>
        ) : null}
        <Allowed permission={['training.hold', 'training.approve']}>
          {rows.length === 0 ? null : <Button onClick={() => setDialog('check')}>{t('check')}</Button>}
        </Allowed>
        <Allowed permission="training.compare">
          {rows.length === 0 ? null : <Button onClick={() => setDialog('ask')}>{k('ask')}</Button>}
        </Allowed>
      </div>
      {told === null ? null : <p role="status">{told}</p>}
      {found.data !== undefined && rows.length === 0 ? <EmptyState title={t('noTrainees')} /> : null}
      {rows.length === 0 ? null : (
        <DataTable
          caption={t('roster')}
          columns={columns}
          rows={rows}
          rowKey={(r) => r.personId}
          rowName={(r) => r.name}
        />
      )}
      {dialog === 'enrol' ? <EnrolDialog path={path} onTold={setTold} onClose={close} /> : null}
      {dialog === 'chosen' ? <ChosenDialog path={path} row={row} onTold={setTold} onClose={close} /> : null}
      {dialog === 'check' ? (
        <ConfirmAct
          title={t('check')}
          explain={<p>{t('checkNote')}</p>}
          onConfirm={async () => {
            setTold(t('checked', await api.post<CheckCounts>(`${path}/check`, {})));
            await client.invalidateQueries();
          }}
          onClose={close}
        />
      ) : null}
      {dialog === 'ask' ? <AskedChecksDialog path={path} rows={rows} onClose={close} /> : null}
      {dialog === 'results' ? (
        <ResultsDialog path={path} rows={rows.filter((r) => r.state !== 'left')} onClose={close} />
      ) : null}
      {dialog === null || typeof dialog === 'string' ? null : dialog.act === 'leave' ? (
        <LeaveDialog path={path} trainee={dialog.of} onClose={close} />
      ) : dialog.act === 'contract' ? (
        <ContractDialog path={path} trainee={dialog.of} row={row} onClose={close} />
      ) : (
        <GroupDialog path={path} trainee={dialog.of} onClose={close} />
      )}
    </div>
  );
}

type T = ReturnType<typeof useWords<keyof typeof classWords.zh>>;
const STATES = ['in_training', 'completed', 'not_completed', 'left'];

/** Columns of the roster: contracts where the kind of training asks for them, the charged group where one was settled, and what its holder may do. */
function useColumns(
  row: Row,
  mayHold: boolean,
  charged: boolean,
  ask: (dialog: Dialog) => void,
): Column<TraineeView>[] {
  const t = useWords(classWords);
  const w = useWords(traineeWords);
  const act = (of: TraineeView, name: 'leave' | 'contract' | 'group', label: string) => (
    <Button size="small" onClick={() => ask({ of, act: name })}>
      {label}
    </Button>
  );
  const acts = (r: TraineeView) =>
    r.state === 'left' ? null : (
      <span className="kit-row">
        {mayHold && row.needsContract ? act(r, 'contract', w('contract')) : null}
        {row.mayCharge && r.chargedGroup === null ? act(r, 'group', w('group')) : null}
        {mayHold && row.state !== 'planned' ? act(r, 'leave', t('leave')) : null}
      </span>
    );
  return [
    { key: 'name', title: t('trainee'), render: (r) => r.name },
    { key: 'number', title: t('idNumber'), render: (r) => r.idMask ?? '—' },
    { key: 'identity', title: t('identity'), render: (r) => t(r.identity as 'proved') },
    { key: 'checks', title: t('checks'), render: (r) => <Checks trainee={r} /> },
    { key: 'hours', title: t('attended'), number: true, render: (r) => r.hours },
    {
      key: 'state',
      title: t('state'),
      render: (r) =>
        (STATES.includes(r.state) ? t(r.state as 'left') : t('enrolledState')) + (r.reason ? `（${r.reason}）` : ''),
    },
    { key: 'result', title: t('result'), render: (r) => r.result ?? '—' },
    { key: 'certificate', title: t('certificateNo'), render: (r) => r.certificateNo ?? '—' },
    ...(row.needsContract
      ? [{ key: 'contract', title: w('contract'), render: (r: TraineeView) => (r.contracted ? w('contracted') : '—') }]
      : []),
    ...(charged
      ? [
          {
            key: 'group',
            title: w('group'),
            render: (r: TraineeView) => (r.chargedGroup === null ? '—' : w(r.chargedGroup as 'poor_worker')),
          },
        ]
      : []),
    ...(mayHold || row.mayCharge ? [{ key: 'act', title: '', render: acts }] : []),
  ];
}

/** What the comparisons gave: hits by name, and how many could not be made; never "passed" without a list. */
function Checks({ trainee }: { trainee: TraineeView }) {
  const t = useWords(classWords);
  const k = useWords(checkWords);
  const hits = trainee.checks.filter((c) => c.outcome === 'found');
  const open = trainee.checks.filter((c) => c.outcome === 'not_checked' || c.outcome === 'asked').length;
  if (trainee.checks.length === 0) return <>{t('not_checked')}</>;
  return (
    <>
      {hits.map((c) => (
        <strong key={c.kind} className="kit-alarm" title={c.note ?? ''}>
          {k(c.kind as 'deaths')}
          {t('found')}{' '}
        </strong>
      ))}
      {open > 0 ? `${t('not_checked')} ${open}/${trainee.checks.length}` : hits.length === 0 ? t('clear') : ''}
    </>
  );
}

type CheckCounts = { found: number; notChecked: number };
const enrolledTold = (t: T, done: Enrolled): string =>
  t('enrolled', { enrolled: done.enrolled, auto: done.matches.auto, review: done.matches.review, ...done.checks });

type ChosenProps = { path: string; row: Row; onTold: (told: string) => void; onClose: () => void };

/** Puts those on the roster who chose the class's course. */
function ChosenDialog({ path, row, onTold, onClose }: ChosenProps) {
  const t = useWords(classWords);
  const c = useWords(choiceWords);
  const found = useQuery({
    queryKey: ['training-choices', row.course_id],
    queryFn: ({ signal }) =>
      api.get<{ rows: ChoiceView[] }>('/api/training/choices', {
        query: { courseId: row.course_id ?? undefined, state: 'chosen', size: 200 },
        signal,
      }),
  });
  return (
    <PickDialog
      title={c('fromChoices')}
      okText={(n) => c('enrolCount', { n })}
      above={found.error === null ? <p>{c('fromChoicesNote')}</p> : <ErrorNote error={found.error} />}
      empty={{ title: c('nobodyChose') }}
      columns={[
        { key: 'name', title: c('person'), render: (r) => r.name },
        { key: 'village', title: c('village'), render: (r) => r.village ?? '—' },
        { key: 'on', title: c('chosenOn'), render: (r) => r.chosenOn },
      ]}
      rows={found.data?.rows}
      rowKey={(r) => r.choiceId}
      rowName={(r) => r.name}
      onPicked={async (choiceIds) =>
        onTold(enrolledTold(t, await api.post<Enrolled>(`${path}/trainees`, { choiceIds })))
      }
      onClose={onClose}
    />
  );
}

function EnrolDialog({ path, onTold, onClose }: { path: string; onTold: (told: string) => void; onClose: () => void }) {
  const t = useWords(classWords);
  const schema = z.object({
    name: z
      .string()
      .min(1)
      .meta({ title: t('trainee') }),
    idNumber: z
      .string()
      .min(1)
      .meta({ title: t('idNumber') }),
    phone: z
      .string()
      .optional()
      .meta({ title: t('phone') }),
    category: z
      .string()
      .optional()
      .meta({ title: t('category') }),
  });
  return (
    <FormDialog
      title={t('enrol')}
      schema={schema}
      submitLabel={t('enrol')}
      onClose={onClose}
      onSubmit={async (person) => {
        const done = await api.post<Enrolled>(`${path}/trainees`, { people: [person] });
        onTold(enrolledTold(t, done));
      }}
      above={<p>{t('enrolNote')}</p>}
    />
  );
}
