import { DataTable, Deadline, thousands, useBilingual, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { CityProgress, DeadlineLine } from '../schema.ts';
import { Block } from './block.tsx';
import { ListLink } from './list-link.tsx';
import { todayWords, type TodayKey } from './today-words.ts';

function Standing({ line }: { line: DeadlineLine }) {
  const t = useWords(todayWords);
  if (line.state === 'on_time') return <span>{t('doneOnTime', { date: line.doneOn ?? '' })}</span>;
  if (line.state === 'late') return <span className="kit-alarm">{t('doneLate', { date: line.doneOn ?? '' })}</span>;
  return (
    <>
      <Deadline dueOn={line.dueOn} workingDaysLeft={line.workingDaysLeft} />
      {line.state === 'not_tracked' ? <span className="kit-faint">（{t('notTracked')}）</span> : null}
    </>
  );
}

/** The days the law sets for the place: left, over, done, or not computable while the calendar of the year is not published. */
export function DeadlineList({ deadlines }: { deadlines: readonly DeadlineLine[] }) {
  const t = useWords(todayWords);
  const say = useBilingual();
  if (deadlines.length === 0) return null;
  return (
    <Block title={t('deadlines')}>
      <dl className="desk-deadlines">
        {deadlines.map((line) => (
          <div key={line.key}>
            <dt>
              {line.list === null ? say(line.title) : <ListLink to={line.list}>{say(line.title)}</ListLink>}
              <span className="kit-faint kit-small">
                {' '}
                {line.dueOn} · {line.clause}
              </span>
            </dt>
            <dd>
              <Standing line={line} />
            </dd>
          </div>
        ))}
      </dl>
    </Block>
  );
}

/** Catalogue and admissions of each city of the area. */
export function CityTable({ cities }: { cities: readonly CityProgress[] }) {
  const t = useWords(todayWords);
  if (cities.length === 0) return null;
  const columns: Column<CityProgress>[] = [
    { key: 'city', title: t('city'), render: (c) => c.cityName },
    {
      key: 'published',
      title: t('cataloguePublished'),
      render: (c) => c.publishedOn ?? (c.draft ? t('catalogueDraft') : '—'),
    },
    { key: 'filed', title: t('catalogueFiled'), render: (c) => c.filedOn ?? '—' },
    { key: 'received', title: t('catalogueReceived'), render: (c) => c.receivedOn ?? '—' },
    {
      key: 'duty',
      title: t('duty'),
      render: (c) => (
        <span className={c.duty === 'overdue' || c.duty === 'late' ? 'kit-alarm' : undefined}>
          {t(`duty_${c.duty}` as TodayKey)}
        </span>
      ),
    },
    { key: 'admitted', title: t('admitted'), number: true, render: (c) => thousands(c.admitted) },
  ];
  const title = t('cities', { year: cities[0]!.year });
  return (
    <Block title={title}>
      <DataTable
        caption={title}
        columns={columns}
        rows={cities}
        rowKey={(c) => c.cityCode}
        rowName={(c) => c.cityName}
      />
    </Block>
  );
}
