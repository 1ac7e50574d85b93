import { DataTable, EmptyState, thousands, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { Late, Returned, Waiting } from '../schema.ts';
import { Block } from './block.tsx';
import { ListLink } from './list-link.tsx';
import { todayWords, type TodayKey } from './today-words.ts';

/** The queues, each a number that opens its list. */
export function QueueList({ waiting }: { waiting: readonly Waiting[] }) {
  const t = useWords(todayWords);
  const words = (w: Waiting) => t(w.capped ? 'countCapped' : 'count', { count: thousands(w.count) });
  return (
    <Block title={t('waiting')}>
      {waiting.length === 0 ? (
        <EmptyState title={t('nothingWaits')} begin={t('nothingWaitsHint')} />
      ) : (
        <ul className="desk-queues">
          {waiting.map((w) => (
            <li key={w.key}>
              <ListLink to={w.list} className={w.count === 0 ? 'desk-queue-empty' : undefined}>
                <strong>{words(w)}</strong> <span>{t(`queue_${w.key}` as TodayKey)}</span>
              </ListLink>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}

/** How the own level stands against its limit: over (red and in words), in time, not set, or not computable. */
export function LateNote({ late }: { late: Late }) {
  const t = useWords(todayWords);
  const count = t(late.capped ? 'countCapped' : 'count', { count: thousands(late.count) });
  const limit = late.limit ?? 0;
  return (
    <Block title={t('late')} aside={<ListLink to="/organizations/settings">{t('setLimit')}</ListLink>}>
      <p>
        {late.state === 'not_set' ? (
          t('lateNotSet')
        ) : late.state === 'calendar_not_published' ? (
          t('lateCalendar', { limit })
        ) : late.count === 0 ? (
          t('lateNone', { limit })
        ) : (
          <ListLink to={late.list} className="kit-alarm">
            <strong>{t('lateSome', { count, limit })}</strong>
          </ListLink>
        )}{' '}
        {late.oldestWorkingDays === null ? null : t('oldest', { days: late.oldestWorkingDays })}
      </p>
    </Block>
  );
}

/** What came back, with the reason as it was written. */
export function ReturnedTable({ rows, list }: { rows: readonly Returned[]; list: string }) {
  const t = useWords(todayWords);
  const columns: Column<Returned>[] = [
    { key: 'name', title: t('person'), render: (r) => <ListLink to={r.open}>{r.name}</ListLink> },
    { key: 'number', title: t('number'), render: (r) => r.number },
    { key: 'state', title: t('state'), render: (r) => r.stateName },
    { key: 'reason', title: t('reason'), render: (r) => r.reason ?? t('noReason') },
    { key: 'by', title: t('by'), render: (r) => r.unitName ?? '—' },
    { key: 'days', title: t('days'), number: true, render: (r) => r.workingDays ?? '—' },
  ];
  return (
    <Block title={t('returned')} aside={rows.length === 0 ? null : <ListLink to={list}>{t('allReturned')}</ListLink>}>
      {rows.length === 0 ? (
        <p className="kit-faint">{t('nothingReturned')}</p>
      ) : (
        <DataTable caption={t('returned')} columns={columns} rows={rows} rowKey={(r) => r.id} rowName={(r) => r.name} />
      )}
    </Block>
  );
}
