import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { OpenedClass } from '../classes/open-class.ts';
import type { Enrolled } from '../rosters/enrol-trainees.ts';
import type { TraineeView } from '../rosters/schema.ts';
import { classWords } from './class-words.ts';
import { checkWords } from './check-words.ts';

type Row = OpenedClass['class'];
type Props = { classId: string; row: Row; mayEnrol: boolean };
type Dialog = 'enrol' | 'results' | TraineeView;

/** The roster of a class: identity, checks, hours, results; who holds the class enrols, records results and lets people leave. */
export function ClassRoster({ classId, row, mayEnrol }: Props) {
  const t = useWords(classWords);
  const client = useQueryClient();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const path = `/api/training/classes/${classId}`;
  const found = useQuery({
    queryKey: ['training-trainees', classId],
    queryFn: ({ signal }) => api.get<{ rows: TraineeView[] }>(`${path}/trainees`, { signal }),
  });
  const rows = found.data?.rows ?? [];
  const columns = columnsOf(t, mayEnrol && row.state !== 'planned' ? setDialog : null);
  const close = (): void => setDialog(null);
  return (
    <div className="kit-stack">
      {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
      <div className="kit-row">
        {mayEnrol ? <Button onClick={() => setDialog('enrol')}>{t('enrol')}</Button> : null}
        {mayEnrol && row.state === 'running' && rows.length > 0 ? (
          <Button onClick={() => setDialog('results')}>{t('results')}</Button>
        ) : null}
        <Allowed permission={['training.hold', 'training.approve']}>
          {rows.length === 0 ? null : (
            <Button
              onClick={() => {
                void api.post(`${path}/check`, {}).then(() => client.invalidateQueries());
              }}
            >
              {t('check')}
            </Button>
          )}
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
      {dialog === 'results' ? (
        <ResultsDialog path={path} rows={rows.filter((r) => r.state !== 'left')} onClose={close} />
      ) : null}
      {dialog !== null && typeof dialog === 'object' ? (
        <LeaveDialog path={path} trainee={dialog} onClose={close} />
      ) : null}
    </div>
  );
}

type T = ReturnType<typeof useWords<keyof typeof classWords.zh>>;
const STATES = ['in_training', 'completed', 'not_completed', 'left'];

function columnsOf(t: T, leave: ((trainee: TraineeView) => void) | null): Column<TraineeView>[] {
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
    ...(leave === null
      ? []
      : [
          {
            key: 'act',
            title: '',
            render: (r: TraineeView) =>
              r.state === 'left' ? null : (
                <Button size="small" onClick={() => leave(r)}>
                  {t('leave')}
                </Button>
              ),
          },
        ]),
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
        onTold(
          t('enrolled', {
            enrolled: done.enrolled,
            auto: done.matches.auto,
            review: done.matches.review,
            ...done.checks,
          }),
        );
      }}
      above={<p>{t('enrolNote')}</p>}
    />
  );
}

function LeaveDialog({ path, trainee, onClose }: { path: string; trainee: TraineeView; onClose: () => void }) {
  const t = useWords(classWords);
  const { today } = useSession();
  const schema = z.object({
    leftOn: z.iso.date().meta({ title: t('date') }),
    reason: z
      .string()
      .min(2)
      .meta({ title: t('leaveReason') }),
  });
  return (
    <FormDialog
      title={`${t('leave')}：${trainee.name}`}
      schema={schema}
      initial={{ leftOn: today }}
      submitLabel={t('leave')}
      onClose={onClose}
      onSubmit={(value) => api.post(`${path}/leave`, { ...value, personId: trainee.personId })}
    />
  );
}

type Graded = { result: string; certificateNo: string; satisfaction: number | null };

function ResultsDialog({ path, rows, onClose }: { path: string; rows: readonly TraineeView[]; onClose: () => void }) {
  const t = useWords(classWords);
  const client = useQueryClient();
  const { today } = useSession();
  const [resultOn, setResultOn] = useState(today);
  const [error, setError] = useState<unknown>(null);
  const [given, setGiven] = useState<Record<string, Graded>>(() =>
    Object.fromEntries(
      rows.map((r) => [
        r.personId,
        { result: r.result ?? '合格', certificateNo: r.certificateNo ?? '', satisfaction: r.satisfaction },
      ]),
    ),
  );
  const set = (id: string, more: Partial<Graded>): void => setGiven({ ...given, [id]: { ...given[id]!, ...more } });
  const send = async (): Promise<void> => {
    try {
      const sent = rows.map(({ personId }) => {
        const { result, certificateNo, satisfaction } = given[personId]!;
        return {
          personId,
          result,
          resultOn,
          ...(certificateNo ? { certificateNo } : {}),
          ...(satisfaction === null ? {} : { satisfaction }),
        };
      });
      await api.post(`${path}/results`, { rows: sent });
      await client.invalidateQueries();
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  };
  const columns: Column<TraineeView>[] = [
    { key: 'name', title: t('trainee'), render: (r) => r.name },
    { key: 'hours', title: t('attended'), number: true, render: (r) => r.hours },
    {
      key: 'result',
      title: t('result'),
      render: (r) => (
        <Select
          aria-label={`${r.name} ${t('result')}`}
          value={given[r.personId]!.result}
          onChange={(result) => set(r.personId, { result })}
          options={['合格', '不合格', '缺考'].map((value) => ({ value, label: value }))}
        />
      ),
    },
    {
      key: 'certificate',
      title: t('certificateNo'),
      render: (r) => (
        <Input
          aria-label={`${r.name} ${t('certificateNo')}`}
          value={given[r.personId]!.certificateNo}
          onChange={(e) => set(r.personId, { certificateNo: e.target.value })}
        />
      ),
    },
    {
      key: 'satisfaction',
      title: t('satisfaction'),
      render: (r) => (
        <InputNumber
          aria-label={`${r.name} ${t('satisfaction')}`}
          min={1}
          max={5}
          value={given[r.personId]!.satisfaction}
          onChange={(satisfaction) => set(r.personId, { satisfaction })}
        />
      ),
    },
  ];
  return (
    <Modal open title={t('results')} okText={t('save')} onOk={() => void send()} onCancel={onClose} width={860}>
      <div className="kit-stack">
        <label>
          {t('resultOn')}{' '}
          <Input type="date" value={resultOn} onChange={(e) => setResultOn(e.target.value)} style={{ width: 180 }} />
        </label>
        {error === null ? null : <ErrorNote error={error} />}
        <DataTable
          caption={t('results')}
          columns={columns}
          rows={[...rows]}
          rowKey={(r) => r.personId}
          rowName={(r) => r.name}
        />
      </div>
    </Modal>
  );
}
