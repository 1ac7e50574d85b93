import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  chosenIds,
  ConfirmAct,
  ListPage,
  useSession,
  useWords,
  wallClock,
  type BulkAct,
  type Column,
  type ReasonOption,
} from '../../platform/ui-kit/index.ts';
import type { ClosedTasks } from '../person/close-tasks.ts';
import type { TaskView } from '../person/list-tasks.ts';
import { words } from './words.ts';

const LIST = '/api/tasks';
/** Who was on an earlier complete list and is not on the latest one. */
const UNLISTED = 'no_longer_listed' satisfies Kind;

/** What can come of a task, by its kind; any other kind was a reminder, which is followed or not needed. */
const OUTCOMES = {
  no_longer_listed: ['漏报，已通知补报', '已迁出', '已去世', '已并入他户', '不再符合条件'],
  match_question: ['是同一人', '不是同一人', '村里查无此人'],
  correct_number: ['已更正', '原号码无误', '村里查无此人'],
} as const;
type Kind = keyof typeof OUTCOMES;
const isKind = (kind: string): kind is Kind => kind in OUTCOMES;
const REMINDER_OUTCOMES = ['已办理', '已电话联系', '不需办理'];

const reasonsOf = (kind: string): ReasonOption[] => [
  ...(isKind(kind) ? OUTCOMES[kind] : REMINDER_OUTCOMES).map((label) => ({ code: label, label })),
  { code: '其他', label: '其他', needsText: true },
];

/** Where a task is worked on: the page it names, else the person's file. */
function linkOf({ detail, personId }: TaskView): string | null {
  if (typeof detail === 'object' && detail !== null && 'link' in detail && typeof detail.link === 'string')
    return detail.link;
  return personId === null ? null : `/people/${personId}`;
}

/** Many persons of a complete list that a village or a county has asked about together: one outcome for all. */
function useCloseTogether(): BulkAct {
  const t = useWords(words);
  const idOf = (task: TaskView): string => task.taskId;
  const chosen = (selection: Parameters<BulkAct['preview']>[0]) => chosenIds<TaskView>(selection, LIST, { idOf });
  return {
    key: 'close',
    label: t('closeUnlisted'),
    reasonLabel: t('outcome'),
    reasons: reasonsOf(UNLISTED),
    text: 'optional',
    preview: async (selection) => {
      const asked = { ids: await chosen(selection), kind: UNLISTED };
      const { closed, skipped } = await api.post<ClosedTasks>(`${LIST}/preview-close`, asked);
      return { effect: t('closeUnlistedEffect'), willHappen: closed, skipped };
    },
    run: async (selection, { reasonCode, text }) => {
      const given = { ids: await chosen(selection), kind: UNLISTED, outcome: reasonCode, note: text };
      const { closed, skipped } = await api.post<ClosedTasks>(`${LIST}/close`, given);
      return { done: closed, skipped };
    },
  };
}

/** 待办核实: what somebody must look at on the spot, closed with its outcome. */
export default function TasksScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { unit } = useSession();
  const closeTogether = useCloseTogether();
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
        endpoint={LIST}
        columns={columns}
        rowKey={(task) => task.taskId}
        rowName={(task) => task.title}
        filters={[
          { kind: 'area', key: 'division', label: t('area'), root: unit.divisionCode },
          {
            kind: 'select',
            key: 'kind',
            label: t('taskKind'),
            options: Object.keys(OUTCOMES)
              .filter(isKind)
              .map((value) => ({ value, label: t(value) })),
          },
          {
            kind: 'select',
            key: 'state',
            label: t('state'),
            options: (['done', 'dismissed'] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
        bulk={[closeTogether]}
        empty={{ title: t('noTasks'), begin: t('noTasksBegin') }}
      />
      {closing === null ? null : (
        <ConfirmAct
          title={t('close')}
          explain={closing.title}
          reasonLabel={t('outcome')}
          reasons={reasonsOf(closing.kind)}
          text="optional"
          onConfirm={(given) =>
            api.post(`${LIST}/${closing.taskId}/close`, { outcome: given.reasonCode, note: given.text })
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
