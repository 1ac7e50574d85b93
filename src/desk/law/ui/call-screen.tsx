import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  ErrorNote,
  Facts,
  PageHeader,
  permits,
  PrintButton,
  SchemaForm,
  useBilingual,
  useSession,
  useWords,
  wallClock,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { AnswerCall, type CallUnit, type CallView } from '../schema.ts';
import { rate } from './calls-screen.tsx';
import { words } from './words.ts';
import './law.css';

type Key = keyof typeof words.zh;
const Statement = AnswerCall.omit({ key: true, year: true, tasks: true });

/** The statement with a field for each task: the clause of the local plan that takes it up. */
const withTasks = (call: CallView, say: (words: CallView['title']) => string) =>
  Statement.omit({ clause: true }).extend(
    Object.fromEntries(
      call.tasks.map(({ key, title }) => [
        key,
        z
          .string()
          .trim()
          .max(60)
          .optional()
          .meta({ title: say(title) }),
      ]),
    ),
  );

const unmappedText = (u: CallUnit, say: (words: CallView['title']) => string): string =>
  u.unmapped.map(({ title }) => say(title)).join('；') || '—';

const inForceText = ({ inForce }: CallUnit): string =>
  inForce === null ? '—' : `${String(inForce.value)}（${inForce.from}）${inForce.note ?? ''}`;

/** 一项落实要求: every office that is asked, who has stated what and who has not; one's own is stated here. */
export default function CallScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const client = useQueryClient();
  const { permissions, today } = useSession();
  const { key = '' } = useParams({ strict: false }) as { key?: string };
  const { year = today.slice(0, 4) } = useSearch({ strict: false }) as { year?: string };
  const [answering, setAnswering] = useState(false);
  const found = useQuery({
    queryKey: ['law-call', key, String(year)],
    queryFn: ({ signal }) => api.get<CallView>('/api/law/call', { query: { key, year: String(year) }, signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <p role="status">{t('loading')}</p>;
  const call = found.data;
  const columns: Column<CallUnit>[] = [
    {
      key: 'unit',
      title: t('unit'),
      render: (u) => (
        <>
          {u.unitName}
          {u.kind === null ? null : <span className="kit-faint kit-small"> {say(u.kind)}</span>}
          {u.recipient && call.standard === null ? (
            <span className="kit-faint kit-small"> {t('recipient')}</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      width: 110,
      render: (u) => (
        <span className={`law-mark law-mark-${u.state === 'complete' ? 'done' : 'not_set'}`}>
          {t(`${call.standard === null ? 'call' : 'standard'}_${u.state}` as Key)}
        </span>
      ),
    },
    { key: 'title', title: t('callDocument'), render: (u) => [u.title, u.number].filter(Boolean).join(' ') || '—' },
    ...(call.tasks.length > 0
      ? [{ key: 'unmapped', title: t('unmapped'), render: (u: CallUnit) => unmappedText(u, say) }]
      : call.standard === null
        ? [{ key: 'clause', title: t('clause'), render: (u: CallUnit) => u.clause ?? '—' }]
        : [{ key: 'inForce', title: t('standardNow'), render: (u: CallUnit) => inForceText(u) }]),
    { key: 'note', title: t('note'), render: (u) => u.note ?? '—' },
    {
      key: 'at',
      title: t('changed'),
      width: 150,
      render: (u) => (u.statedAt === null ? '—' : `${wallClock(u.statedAt)} ${u.statedBy ?? ''}`),
    },
  ];
  const save = async (given: Record<string, string | undefined>): Promise<void> => {
    const tasks = Object.fromEntries(call.tasks.map((task) => [task.key, given[task.key] ?? '']));
    const stated = Object.fromEntries(Object.entries(given).filter(([name]) => !(name in tasks)));
    await api.post('/api/law/calls', { ...stated, tasks, key, year: Number(year) });
    await client.invalidateQueries();
    setAnswering(false);
  };
  const { mine } = call;
  return (
    <>
      <PageHeader
        title={say(call.title)}
        note={call.yearly ? String(year) : call.document}
        actions={
          <>
            {call.asked && permits(permissions, 'law.prepare') ? (
              <Button type="primary" onClick={() => setAnswering(true)}>
                {t('answerCall')}
              </Button>
            ) : null}
            <PrintButton title={say(call.title)} />
          </>
        }
      />
      <div className="law-years">
        <Facts
          facts={[
            { label: t('callUnits'), value: String(call.units) },
            { label: t('call_complete'), value: String(call.complete) },
            { label: t('call_incomplete'), value: String(call.incomplete) },
            { label: t('call_missing'), value: String(call.missing) },
            { label: t('callRate'), value: rate(call) },
          ]}
        />
      </div>
      <DataTable
        caption={say(call.title)}
        columns={columns}
        rows={call.rows}
        rowKey={(u) => u.unitId}
        rowName={(u) => u.unitName}
      />
      {answering ? (
        <Modal open title={t('answerCall')} footer={null} onCancel={() => setAnswering(false)}>
          {call.needs.length === 0 ? null : <p>{t('callNeeds')}</p>}
          {call.tasks.length === 0 ? null : <p>{t('callTasks')}</p>}
          <SchemaForm
            schema={call.tasks.length === 0 ? Statement : withTasks(call, say)}
            initial={{
              ...mine?.tasks,
              title: mine?.title ?? undefined,
              number: mine?.number ?? undefined,
              clause: mine?.clause ?? undefined,
              note: mine?.note ?? undefined,
            }}
            submitLabel={t('submitCall')}
            onSubmit={save}
          />
        </Modal>
      ) : null}
    </>
  );
}
