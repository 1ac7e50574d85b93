import { sql, type RawBuilder } from 'kysely';
import { chinaDate } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { fillFrom } from '../../reporting/index.ts';
import type { Block, Counted } from './blocks.ts';
import type { Waiting } from '../schema.ts';
import { atOffice, insideAreas } from '../scope-sql.ts';

/** Beyond this a number says "more than": nobody plans a day by the difference. */
export const COUNT_CAP = 10_000;

export type CountInput = { actor: Actor; year: number; now: Date; sequentialFirst: 'poverty' | 'hr' | null };

type Source = (input: CountInput) => RawBuilder<unknown>;

const WEEK = 7 * 86_400_000;

const reportsIn =
  (...states: string[]): Source =>
  ({ actor }) =>
    sql`from report r where ${insideAreas(actor, 'r.city_code')} and r.state in (${sql.join(states.map((s) => sql.lit(s)))})`;

/** `from … where …` of each thing that is counted. */
const SOURCES: Record<Exclude<Counted, object | 'unanswered'>, Source> = {
  wishes_to_apply: ({ actor, year }) => sql`from (select distinct on (w.person_id) w.person_id, w.study from wish w
      where ${insideAreas(actor, 'w.village_code')} and w.year = ${year} order by w.person_id, w.asked_on desc, w.recorded_at desc) q
    where q.study and not exists (select 1 from application a where a.person_id = q.person_id and a.year = ${year}
      and a.state not in ('village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show'))`,
  family_acts: ({ actor }) =>
    sql`from family_act f where ${insideAreas(actor, 'f.village_code')} and f.state = 'done' and f.verdict is null`,
  batches_to_confirm: ({
    actor,
  }) => sql`from county_batch b where ${insideAreas(actor, 'b.county_code')} and b.state = 'compiling'
    and ${sql.ref(actor.line === 'poverty' ? 'b.poverty_confirmed_at' : 'b.hr_confirmed_at')} is null`,
  batches_to_accept: ({ actor }) =>
    sql`from county_batch b where ${insideAreas(actor, 'b.city_code')} and b.state = 'sent'`,
  receiving_to_confirm: ({ actor }) =>
    sql`from admission d where ${insideAreas(actor, 'd.receiving_city_code')} and d.receiving_confirmed_at is null and d.withdrawn_at is null`,
  wishes_to_receive: ({ actor }) =>
    sql`from wish_handover h where h.to_unit_id = ${actor.unitId}::uuid and h.received_at is null`,
  notices_unread_by_schools: ({ actor }) =>
    sql`from school_notice n where ${insideAreas(actor, 'n.city_code')} and n.read_at is null`,
  notices_to_read: ({ actor }) =>
    sql`from school_notice n where n.institution_id = ${actor.institutionId}::uuid and n.read_at is null`,
  filings_to_receive: ({ actor }) =>
    sql`from catalogue_filing f where ${insideAreas(actor, 'f.city_code')} and f.received_at is null`,
  lists_to_publish: ({ actor }) =>
    sql`from source_list s where s.sender_unit_id = ${actor.unitId}::uuid and s.state = 'checked'`,
  reports_to_fill: ({
    actor,
    now,
  }) => sql`from report r where ${insideAreas(actor, 'r.city_code')} and r.state = 'filling'
    and (r.version > 1 or r.due_on <= ${fillFrom(chinaDate(now))})`,
  reports_to_check: reportsIn('checking'),
  reports_to_sign: reportsIn('signing'),
  reports_to_send: reportsIn('signed', 'locked'),
  reports_to_receive: reportsIn('sent'),
  reports_missing: ({
    actor,
    now,
  }) => sql`from (select r.city_code, r.duty, r.year from report r where ${insideAreas(actor, 'r.city_code')}
      and r.year >= ${Number(chinaDate(now).slice(0, 4)) - 1} and r.in_time_until < ${chinaDate(now)}
    group by 1, 2, 3 having not bool_or(r.state in ('sent', 'received', 'replaced'))) q`,
  tasks: ({ actor }) => sql`from task t where ${insideAreas(actor, 't.division_code')} and t.state = 'open'
    and (t.unit_id is null or t.unit_id = ${actor.unitId}::uuid)`,
  disclosures: ({
    actor,
    now,
  }) => sql`from read_log r where r.at >= ${new Date(now.getTime() - WEEK)} and r.act in ('export', 'unmask')
    and exists (select 1 from unit u where u.unit_id = r.unit_id and ${insideAreas(actor, 'u.division_code')})`,
  first_passwords: ({
    actor,
  }) => sql`from auth_user u where u.must_change and not u.disabled and exists (select 1 from role_assignment r
    join unit n on n.unit_id = r.unit_id where r.user_id = u.id and ${insideAreas(actor, 'n.division_code')})`,
};

/** In sequential review the second office sees a case when the first has answered. */
function applicationsIn(counts: Extract<Counted, object>, { actor, sequentialFirst }: CountInput): RawBuilder<unknown> {
  const states = sql`a.state in (${sql.join(counts.states.map((s) => sql.lit(s)))})`;
  if (!counts.half) return sql`from application a where ${atOffice(actor, 'a')} and ${states}`;
  const mine = sql.ref(actor.line === 'poverty' ? 'a.poverty_decided' : 'a.hr_decided');
  const other = sql.ref(actor.line === 'poverty' ? 'a.hr_decided' : 'a.poverty_decided');
  const turn = sequentialFirst === null || sequentialFirst === actor.line ? sql`` : sql` and ${other}`;
  return sql`from application a where ${atOffice(actor, 'a')} and ${states} and not ${mine}${turn}`;
}

/** The numbers of these queues in one statement, each counted up to {@link COUNT_CAP}; `unanswered` is people's to answer and is left out. */
export async function countQueues(tx: Tx, blocks: readonly Block[], input: CountInput): Promise<Waiting[]> {
  const own = blocks.filter((b) => b.counts !== 'unanswered');
  if (own.length === 0) return [];
  const parts = own.map((b) => {
    const source =
      typeof b.counts === 'object' ? applicationsIn(b.counts, input) : SOURCES[b.counts as keyof typeof SOURCES](input);
    return sql`select ${b.key}::text as key, count(*)::int as n from (select 1 ${source} limit ${COUNT_CAP + 1}) q`;
  });
  const { rows } = await sql<{ key: string; n: number }>`${sql.join(parts, sql` union all `)}`.execute(tx);
  const numbers = new Map(rows.map((r) => [r.key, r.n]));
  return own.map((b) => capped(b, numbers.get(b.key) ?? 0));
}

/** A number as shown: at most the cap, and whether there are more. */
export function capped(block: Pick<Block, 'key' | 'list'>, n: number): Waiting {
  return { key: block.key, list: block.list, count: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP };
}
