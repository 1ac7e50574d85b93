import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  ConfirmAct,
  ErrorNote,
  FilePage,
  PrintButton,
  useBilingual,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { OpenedClass } from '../../classes/open-class.ts';
import { CLASS_STATES, type ClassState } from '../../classes/class-transitions.ts';
import { ClassFindings } from './class-findings.tsx';
import { ClassRoster } from './class-roster.tsx';
import { ClassTimetable } from './class-timetable.tsx';
import { classWords } from './class-words.ts';

type Act = OpenedClass['acts'][number];
const PLAN_STATES = ['planned', 'filed', 'approved', 'running'];

/** One training class: what it is, its roster with checks, timetable and attendance, findings, the four lists it hangs on, its history. */
export default function ClassScreen() {
  const t = useWords(classWords);
  const say = useBilingual();
  const client = useQueryClient();
  const { classId = '' } = useParams({ strict: false }) as { classId?: string };
  const [act, setAct] = useState<Act | null>(null);
  const path = `/api/training/classes/${encodeURIComponent(classId)}`;
  const found = useQuery({
    queryKey: ['training-class', classId],
    queryFn: ({ signal }) => api.get<OpenedClass>(path, { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const { class: row, acts, chain, history, lessons, mayHold } = found.data;
  const changes = mayHold && PLAN_STATES.includes(row.state);
  return (
    <>
      <FilePage
        title={row.name ?? '—'}
        note={`${CLASS_STATES[row.state as ClassState]} · ${row.institution}`}
        facts={[
          { label: t('kind'), value: row.kindTitle === null ? '—' : say(row.kindTitle) },
          { label: t('trade'), value: row.trade ?? '—' },
          { label: t('dates'), value: `${row.starts_on ?? '—'} — ${row.ends_on ?? '—'}` },
          { label: t('hours'), value: row.hours ?? '—' },
          { label: t('delivery'), value: row.delivery === null ? '—' : t(row.delivery as 'offline') },
          {
            label: t('participants'),
            value: row.capacity === null ? row.participants : `${row.participants}/${row.capacity}`,
          },
          { label: t('place'), value: row.place ?? '—' },
          { label: t('order'), value: chain.order ?? <span className="kit-alarm">{t('missing')}</span> },
          {
            label: t('course'),
            value: chain.course === null ? '—' : `${chain.course}（${t('choices')} ${chain.choices}）`,
          },
          {
            label: t('purchase'),
            value:
              chain.purchase === null
                ? '—'
                : `${chain.purchase}${chain.purchaseState === 'held' ? `（${t('held')}）` : ''}`,
          },
        ]}
        actions={
          <>
            {acts.map((one, i) => (
              <Button key={one.action} type={i === 0 ? 'primary' : 'default'} onClick={() => setAct(one)}>
                {one.label}
              </Button>
            ))}
            <PrintButton title={row.name ?? ''} />
          </>
        }
        sections={[
          { key: 'findings', title: t('findings'), content: <ClassFindings classId={classId} />, wide: true },
          {
            key: 'roster',
            title: t('roster'),
            content: <ClassRoster classId={classId} row={row} mayEnrol={changes} />,
            wide: true,
          },
          {
            key: 'timetable',
            title: t('timetable'),
            content: <ClassTimetable classId={classId} row={row} lessons={lessons} mayHold={changes} />,
            wide: true,
          },
        ]}
        timeline={history.map((h, i) => ({
          key: String(i),
          date: h.at.slice(0, 10),
          title: `${CLASS_STATES[h.toState as ClassState] ?? h.toState} · ${h.userName}${h.reason ? `：${h.reason}` : ''}`,
        }))}
      />
      {act === null ? null : (
        <ConfirmAct
          title={act.label}
          text={act.needsReason ? 'required' : 'none'}
          onConfirm={async ({ text }) => {
            await api.post(`${path}/act`, { action: act.action, ...(text.trim() === '' ? {} : { reason: text }) });
            await client.invalidateQueries();
          }}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}
