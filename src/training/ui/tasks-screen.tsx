import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  Allowed,
  PagedTable,
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
        <PagedTable<TaskView, ListAnswer<TaskView> & { claimed: number; claimable: number }>
          path="/api/training/tasks"
          note={({ claimed, claimable }) => (claimable === 0 ? undefined : t('claimRate', { claimed, claimable }))}
          title={t('taskList')}
          empty={t('none')}
          columns={taskColumns}
          rowKey={(r) => r.taskId}
          rowName={(r) => r.title}
        />
        <PagedTable
          path="/api/training/calls"
          title={t('calls')}
          empty={t('none')}
          columns={callColumns}
          rowKey={(r) => r.callId}
          rowName={(r) => r.title}
        />
        {unit.level === 'institution' ? null : (
          <PagedTable<WorkshopView, ListAnswer<WorkshopView> & WorkshopCounts>
            path="/api/training/workshops"
            note={(all) =>
              all.workshops === 0
                ? undefined
                : t('workshopCount', {
                    workshops: all.workshops,
                    qualifying: all.qualifying,
                    supported: all.supported,
                    names: all.unsupported.join('、') || '—',
                  })
            }
            title={t('workshops')}
            empty={t('none')}
            columns={workshopColumns}
            rowKey={(r) => r.workshopId}
            rowName={(r) => r.name}
          />
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
