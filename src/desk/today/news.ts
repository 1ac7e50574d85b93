import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import { areasText, type Tx } from '../../platform/db.ts';
import { daysBetween, plainDate } from '../../platform/plain-date.ts';
import { COUNT_CAP } from './count-queues.ts';
import type { Freshness, JobLine, MessageLine } from '../schema.ts';

const SHOWN = 5;
const DAY = 86_400_000;

const KINDS: Record<string, string> = {
  assisted_register: '帮扶名册',
  wishes: '意愿调查表',
  annex2: '附件2 汇总表',
  catalogue: '招生目录',
  students: '学籍名册',
  training_roster: '培训实名册',
};

/** Unread messages of the unit and one's own: how many, and the newest. */
export async function unreadMessages(
  tx: Tx,
  actor: Actor,
): Promise<{ unread: number; capped: boolean; rows: MessageLine[] }> {
  const own = actor.institutionId
    ? sql`(m.to_unit_id = ${actor.unitId}::uuid or m.to_institution_id = ${actor.institutionId}::uuid)`
    : sql`m.to_unit_id = ${actor.unitId}::uuid`;
  const { rows } = await sql<{
    n: number;
    id: string | null;
    title: string;
    body: string;
    link: string | null;
    at: Date;
  }>`
    with mine as (select m.message_id, m.title, m.body, m.link, m.created_at from message m where ${own} and (m.to_user is null or m.to_user = ${actor.userId}) and m.read_at is null
      order by m.created_at desc limit ${COUNT_CAP + 1})
    select n.n, t.message_id as id, t.title, t.body, t.link, t.created_at as at from (select count(*)::int as n from mine) n
      left join (select * from mine order by created_at desc limit ${SHOWN}) t on true order by t.created_at desc`.execute(
    tx,
  );
  const n = rows[0]?.n ?? 0;
  const shown = rows.flatMap(({ id, title, body, link, at }) =>
    id === null ? [] : [{ id, title, body, link, createdAt: at.toISOString() }],
  );
  return { unread: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP, rows: shown };
}

/** How old the newest published list of each kind is that touches the actor's area. */
export async function listFreshness(tx: Tx, actor: Actor, today: string): Promise<Freshness[]> {
  if (!actor.permissions.has('register.read') || actor.areas.length === 0) return [];
  const { rows } = await sql<{ kind: string; sender_name: string; list_date: string }>`
    select distinct on (kind) kind, sender_name, list_date from source_list
    where state = 'published' and int8range(area_lo, area_hi) && ${areasText(actor.areas)}::int8multirange order by kind, list_date desc`.execute(
    tx,
  );
  return rows.map((r) => ({
    kind: r.kind,
    kindName: KINDS[r.kind] ?? r.kind,
    sender: r.sender_name,
    listDate: r.list_date,
    ageDays: daysBetween(plainDate(r.list_date), plainDate(today)),
  }));
}

/** The unit's long work that runs, and what ended in the last day. */
export async function recentJobs(tx: Tx, actor: Actor, now: Date): Promise<JobLine[]> {
  const rows = await tx
    .selectFrom('job')
    .select(['job_id', 'title', 'state', 'done', 'total', 'message'])
    .where('unit_id', '=', actor.unitId)
    .where('created_at', '>=', new Date(now.getTime() - 30 * DAY))
    .where((eb) =>
      eb.or([eb('state', 'in', ['queued', 'running']), eb('finished_at', '>=', new Date(now.getTime() - DAY))]),
    )
    .orderBy('created_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((r) => ({
    id: r.job_id,
    title: r.title,
    state: r.state,
    done: r.done,
    total: r.total,
    message: r.message,
  }));
}
