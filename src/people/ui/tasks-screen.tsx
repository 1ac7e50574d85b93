import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ConfirmAct, ListPage, useSession, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import type { TaskView } from '../person/list-tasks.ts';
import { words } from './words.ts';

const OUTCOMES = ['漏报，已通知补报', '已迁出', '已去世', '已并入他户', '不再符合条件'];

/** What a village answers that was asked who somebody is. */
const IDENTITY_OUTCOMES = ['是同一人', '不是同一人', '村里查无此人'];

/** Where a task is worked on: the page it names, else the person's file. */
function linkOf({ detail, personId }: TaskView): string | null {
  if (typeof detail === 'object' && detail !== null && 'link' in detail && typeof detail.link === 'string')
    return detail.link;
  return personId === null ? null : `/people/${personId}`;
}

/** 待办核实: what somebody must look at on the spot, closed with its outcome. */
export default function TasksScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { unit } = useSession();
  const [closing, setClosing] = useState<TaskView | null>(null);
  const columns: Column<TaskView>[] = [
    {
      key: 'title',
      title: t('task'),
      render: (task) => {
        const to = linkOf(task);
        return to === null ? task.title : <Link to={to}>{task.title}</Link>;
      },
    },
    { key: 'area', title: t('area'), render: (task) => task.divisionName ?? '—' },
    { key: 'since', title: t('since'), render: (task) => wallClock(task.createdAt) },
    { key: 'outcome', title: t('outcome'), optional: true, render: (task) => task.outcome ?? '—' },
    {
      key: 'act',
      title: t('decision'),
      render: (task) =>
        task.state === 'open' ? (
          <Button size="small" onClick={() => setClosing(task)}>
            {t('close')}
          </Button>
        ) : (
          (task.outcome ?? '—')
        ),
    },
  ];
  return (
    <>
      <ListPage
        id="tasks"
        title={t('tasks')}
        note={t('tasksNote')}
        endpoint="/api/tasks"
        columns={columns}
        rowKey={(task) => task.taskId}
        rowName={(task) => task.title}
        filters={[
          { kind: 'area', key: 'division', label: t('area'), root: unit.divisionCode },
          {
            kind: 'select',
            key: 'state',
            label: t('state'),
            options: (['done', 'dismissed'] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
        empty={{ title: t('noTasks'), begin: t('noTasksBegin') }}
      />
      {closing === null ? null : (
        <ConfirmAct
          title={t('close')}
          explain={closing.title}
          reasonLabel={t('outcome')}
          reasons={[
            ...(closing.kind === 'match_question' ? IDENTITY_OUTCOMES : OUTCOMES).map((label) => ({
              code: label,
              label,
            })),
            { code: '其他', label: '其他', needsText: true },
          ]}
          text="optional"
          onConfirm={(given) =>
            api.post(`/api/tasks/${closing.taskId}/close`, { outcome: given.reasonCode, note: given.text })
          }
          onClose={(done) => {
            setClosing(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </>
  );
}
