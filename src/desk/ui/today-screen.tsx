import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, kitWords, PageHeader, longDate, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { TodayAnswer } from '../schema.ts';
import { LateNote, QueueList, ReturnedTable } from './today-cases.tsx';
import { CityTable, DeadlineList } from './today-duties.tsx';
import { FreshnessTable, JobList, MessageList } from './today-news.tsx';
import { todayWords } from './today-words.ts';
import './desk.css';

/** 今天: what waits, what is late, what came back, what is new; every number opens its list. */
export default function TodayScreen() {
  const t = useWords(todayWords);
  const kit = useWords(kitWords);
  const { unit, today } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['desk', 'today'],
    queryFn: ({ signal }) => api.get<TodayAnswer>('/api/desk/today', { signal }),
    refetchInterval: 60_000,
  });
  return (
    <>
      <PageHeader title={t('today')} note={`${longDate(today)}　${unit.name}`} />
      {error !== null && data === undefined ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined ? error === null ? <p role="status">{kit('loading')}</p> : null : <Blocks data={data} />}
    </>
  );
}

function Blocks({ data }: { data: TodayAnswer }) {
  return (
    <div className="desk-today">
      <QueueList waiting={data.waiting} />
      {data.late === null ? null : <LateNote late={data.late} />}
      {data.returned === null ? null : <ReturnedTable {...data.returned} />}
      <DeadlineList deadlines={data.deadlines} />
      <CityTable cities={data.cities} />
      <MessageList messages={data.messages} />
      <JobList jobs={data.jobs} />
      <FreshnessTable lists={data.lists} />
    </div>
  );
}
