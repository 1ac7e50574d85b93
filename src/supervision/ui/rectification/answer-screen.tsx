import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  ErrorNote,
  FilePage,
  PrintButton,
  useWords,
  wallClock,
  type Column,
  type FileFact,
  type FileSection,
  type TimelineEntry,
} from '../../../platform/ui-kit/index.ts';
import { CAUSES, KINDS, SOURCES, WEAK_LINKS, type AnswerView, type LineView } from '../../rectification/schema.ts';
import { AnswerActs } from './answer-acts.tsx';
import { AnswersTable } from './answers-table.tsx';
import '../supervision.css';
import { words } from '../words.ts';

const ALARMING = ['退回整改', '退回重新查摆', '超过整改时限', '上提一级督导', '同类问题再次发生'];

/** One line of a list as one office answers it. */
export default function AnswerScreen() {
  const { answerId = '' } = useParams({ strict: false }) as { answerId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['rectification', 'answer', answerId],
    queryFn: ({ signal }) => api.get<AnswerView>(`/api/rectification/answers/${answerId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Answer key={`${data.answerId} ${data.history.length}`} answer={data} />;
}

function Answer({ answer }: { answer: AnswerView }) {
  const t = useWords(words);
  const sections: FileSection[] = [
    { key: 'act', title: answer.stateName, content: <AnswerActs answer={answer} /> },
    { key: 'lines', title: t('lines'), content: <Lines rows={answer.lines} /> },
    ...(answer.childRows.length > 0
      ? [
          {
            key: 'children',
            title: t('children'),
            content: <AnswersTable caption={t('children')} rows={answer.childRows} />,
          },
        ]
      : []),
  ];
  return (
    <FilePage
      title={`${t('itemNo', { n: answer.seq })} ${answer.unitName}`}
      note={<Link to={`/rectification/${answer.listId}`}>{answer.listTitle}</Link>}
      actions={<PrintButton title={`${answer.listTitle} ${t('itemNo', { n: answer.seq })} ${answer.unitName}`} />}
      facts={useFacts(answer)}
      sections={sections}
      timeline={answer.history.toReversed().map(entryOf)}
    />
  );
}

function entryOf(h: AnswerView['history'][number]): TimelineEntry {
  return {
    key: String(h.seq),
    date: wallClock(h.at),
    title: h.title,
    by: h.unit === null ? h.by : `${h.unit} ${h.by}`,
    tone: ALARMING.includes(h.title) ? 'alarm' : 'plain',
    ...(h.reason === null ? {} : { detail: h.reason }),
  };
}

function useFacts(a: AnswerView): FileFact[] {
  const t = useWords(words);
  const optional = (label: string, value: string | number | null): FileFact[] =>
    value === null || value === '' ? [] : [{ label, value: <span className="supervision-words">{value}</span> }];
  const found = a.found === null ? t('unanswered') : t(a.found ? 'exists' : 'absent');
  return [
    { label: t('source'), value: SOURCES[a.item.source] },
    { label: t('kind'), value: KINDS[a.item.kind] },
    ...optional(t('weakLink'), a.item.weakLink === null ? null : WEAK_LINKS[a.item.weakLink]),
    ...optional(t('finding'), a.item.finding),
    ...optional(t('task'), a.item.task),
    { label: t('found'), value: found },
    ...optional(t('check'), a.checkNote),
    ...optional(
      t('cause'),
      a.cause === null ? null : `${a.causeKind === null ? '' : `${CAUSES[a.causeKind]}：`}${a.cause}`,
    ),
    ...optional(t('measure'), a.measure),
    ...optional(t('person'), a.person),
    {
      label: t('due'),
      value: (
        <>
          {a.dueOn ?? a.item.dueOn ?? t('notSet')}
          {a.overdueDays > 0 ? <strong className="kit-alarm"> {t('daysLate', { n: a.overdueDays })}</strong> : null}
        </>
      ),
    },
    ...optional(t('effect'), a.effect),
    ...optional(
      `${t('before')} → ${t('after')}`,
      a.before === null && a.after === null ? null : `${a.valueName ?? ''} ${a.before ?? '—'} → ${a.after ?? '—'}`,
    ),
    ...optional(t('next'), a.nextSteps),
    ...optional(t('completedOn'), a.completedOn),
    ...(a.evidence === null
      ? []
      : [
          {
            label: t('evidence'),
            value: <a href={`/api/rectification/answers/${a.answerId}/evidence`}>{a.evidence.name}</a>,
          },
        ]),
    ...optional(t('verified'), a.verifiedBy === null ? null : `${a.verifiedBy} ${a.verifiedOn ?? ''}`),
    ...optional(t('opinion'), a.opinion),
    { label: t('sendBacks'), value: a.sendBacks },
    ...(a.recurrenceOf === null
      ? []
      : [
          {
            label: t('recurrenceOf'),
            value: <Link to={`/rectification/answers/${a.recurrenceOf}`}>{t('openEarlier')}</Link>,
            ...(a.escalatedOn === null ? {} : { source: `${t('escalated')} ${a.escalatedOn}` }),
          },
        ]),
  ];
}

function Lines({ rows }: { rows: readonly LineView[] }) {
  const t = useWords(words);
  if (rows.length === 0) return <p className="kit-faint">{t('noLines')}</p>;
  const columns: Column<LineView>[] = [
    { key: 'place', title: t('place'), render: (l) => l.placeName },
    {
      key: 'situation',
      title: t('situation'),
      render: (l) => <span className="supervision-words">{l.situation}</span>,
    },
    { key: 'before', title: t('before'), number: true, render: (l) => l.before ?? '—' },
    { key: 'after', title: t('after'), number: true, render: (l) => l.after ?? '—' },
  ];
  return (
    <DataTable
      caption={t('lines')}
      columns={columns}
      rows={rows}
      rowKey={(l) => l.lineId}
      rowName={(l) => l.placeName}
    />
  );
}
