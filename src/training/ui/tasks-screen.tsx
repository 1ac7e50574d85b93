import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  TitledTable,
  ConfirmAct,
  Allowed,
  ErrorNote,
  PageHeader,
  permits,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { CallView, TaskView } from '../tasks/schema.ts';
import type { WorkshopCounts, WorkshopView } from '../tasks/workshops.ts';
import { listWords } from './offers/list-words.ts';
import { TaskDialog, type Dialog } from './task-dialogs.tsx';

/** 培训任务与承训: tasks and how far they are, calls with bids and awards, workshops and processing points. */
export default function TasksScreen() {
  const t = useWords(listWords);
  const client = useQueryClient();
  const { permissions, unit } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [claiming, setClaiming] = useState<TaskView | null>(null);
  const get = <Answer,>(path: string) => ({
    queryKey: ['training-tasks', path],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Answer>(path, { query: { size: 200 }, signal }),
  });
  const tasks = useQuery(get<{ rows: TaskView[]; claimed: number; claimable: number }>('/api/training/tasks'));
  const calls = useQuery(get<{ rows: CallView[] }>('/api/training/calls'));
  const workshops = useQuery(get<{ rows: WorkshopView[] } & WorkshopCounts>('/api/training/workshops'));
  const error = tasks.error ?? calls.error ?? workshops.error;
  const holds = permits(permissions, 'training.hold') && unit.level === 'institution';
  const approves = permits(permissions, 'training.approve');
  const taskColumns: Column<TaskView>[] = [
    { key: 'number', title: t('number'), render: (r) => r.number },
    { key: 'title', title: t('taskTitle'), render: (r) => r.title },
    { key: 'scheme', title: t('scheme'), render: (r) => r.scheme ?? '—' },
    {
      key: 'institution',
      title: t('institution'),
      render: (r) =>
        r.institution ??
        (holds ? (
          <Button size="small" onClick={() => setClaiming(r)}>
            {t('claim')}
          </Button>
        ) : (
          t('open')
        )),
    },
    { key: 'basis', title: t('basis'), render: (r) => t(r.basis as 'assigned') },
    { key: 'places', title: t('places'), number: true, render: (r) => r.places },
    { key: 'completed', title: t('completed'), number: true, render: (r) => r.completed },
    { key: 'training', title: t('inTraining'), number: true, render: (r) => r.inTraining },
    { key: 'open', title: t('left'), number: true, render: (r) => r.open },
    {
      key: 'percent',
      title: t('percent'),
      number: true,
      render: (r) => (r.percent < 100 ? <strong className="kit-alarm">{`${r.percent}%`}</strong> : `${r.percent}%`),
    },
  ];
  const callColumns: Column<CallView>[] = [
    { key: 'number', title: t('number'), render: (r) => r.number },
    { key: 'title', title: t('taskTitle'), render: (r) => r.title },
    { key: 'places', title: t('places'), number: true, render: (r) => r.places },
    { key: 'days', title: `${t('opensOn')}—${t('closesOn')}`, render: (r) => `${r.opensOn} — ${r.closesOn}` },
    {
      key: 'bids',
      title: t('bids'),
      render: (r) => (
        <span>
          {r.bids.map((b) => (
            <span key={b.institutionId} style={{ display: 'block' }}>
              {`${b.institution}：${t('capacity')} ${b.capacity}`}
              {b.awarded !== null ? (
                `，${t('awarded')} ${b.awarded}`
              ) : approves ? (
                <Button size="small" onClick={() => setDialog({ act: 'award', call: r, bid: b })}>
                  {t('award')}
                </Button>
              ) : null}
            </span>
          ))}
          {holds && r.state === 'open' ? (
            <Button size="small" onClick={() => setDialog({ act: 'bid', call: r })}>
              {t('bid')}
            </Button>
          ) : null}
          {r.bids.length === 0 && !holds ? '—' : null}
        </span>
      ),
    },
  ];
  const workshopColumns: Column<WorkshopView>[] = [
    { key: 'name', title: t('name'), render: (r) => r.name },
    { key: 'kind', title: t('kind'), render: (r) => t(r.kind as 'township_workshop') },
    { key: 'place', title: t('village'), render: (r) => r.place ?? '—' },
    {
      key: 'qualifies',
      title: t('qualifies'),
      render: (r) => t(r.qualifies === null ? 'unknown' : r.qualifies ? 'yes' : 'no'),
    },
    {
      key: 'support',
      title: t('support'),
      render: (r) => (r.supportedOn === null ? '—' : `${r.supportedOn} ${r.support ?? ''}`),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('tasks')}
        note={t('tasksNote')}
        actions={
          <>
            <Allowed permission="training.approve">
              <Button type="primary" onClick={() => setDialog({ act: 'assign' })}>
                {t('assign')}
              </Button>
              <Button onClick={() => setDialog({ act: 'call' })}>{t('openCall')}</Button>
              <Button onClick={() => setDialog({ act: 'workshop' })}>{t('keepWorkshop')}</Button>
            </Allowed>
            <PrintButton title={t('tasks')} />
          </>
        }
      />
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        {tasks.data === undefined || tasks.data.claimable === 0 ? null : (
          <p>{t('claimRate', { claimed: tasks.data.claimed, claimable: tasks.data.claimable })}</p>
        )}
        <TitledTable
          title={t('taskList')}
          empty={t('none')}
          columns={taskColumns}
          rows={tasks.data?.rows}
          rowKey={(r) => r.taskId}
          rowName={(r) => r.title}
        />
        <TitledTable
          title={t('calls')}
          empty={t('none')}
          columns={callColumns}
          rows={calls.data?.rows}
          rowKey={(r) => r.callId}
          rowName={(r) => r.title}
        />
        {unit.level === 'institution' ? null : (
          <>
            <TitledTable
              title={t('workshops')}
              empty={t('none')}
              columns={workshopColumns}
              rows={workshops.data?.rows}
              rowKey={(r) => r.workshopId}
              rowName={(r) => r.name}
            />
            {workshops.data === undefined || workshops.data.workshops === 0 ? null : (
              <p>
                {t('workshopCount', {
                  workshops: workshops.data.workshops,
                  qualifying: workshops.data.qualifying,
                  supported: workshops.data.supported,
                  names: workshops.data.unsupported.join('、') || '—',
                })}
              </p>
            )}
          </>
        )}
      </div>
      {claiming === null ? null : (
        <ConfirmAct
          title={t('claim')}
          explain={<p>{t('claimNote', { title: claiming.title, places: claiming.places })}</p>}
          onConfirm={async () => {
            await api.post(`/api/training/tasks/${claiming.taskId}/claim`, {});
            await client.invalidateQueries();
          }}
          onClose={() => setClaiming(null)}
        />
      )}
      {dialog === null ? null : <TaskDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}
