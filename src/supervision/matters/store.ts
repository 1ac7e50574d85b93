import { sql, type RawBuilder, type Selectable } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { SupervisionMatter, SupervisionRound } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { MATTER_KINDS, type MatterKind } from './kinds.ts';
import type { MatterLine } from './schema.ts';
import { MATTER_STATES, type MatterState } from './transitions.ts';

export type MatterRow = Omit<Selectable<SupervisionMatter>, 'state' | 'kind'> & {
  state: MatterState;
  kind: MatterKind;
};
export type RoundRow = Selectable<SupervisionRound>;

/** A matter the reader may see. @throws NOT_FOUND */
export async function matterById(tx: Tx, matterId: string): Promise<MatterRow> {
  const row = await tx
    .selectFrom('supervision_matter')
    .selectAll()
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row as MatterRow;
}

/** As {@link matterById}, locked until the transaction ends. @throws NOT_FOUND */
export async function lockedMatter(tx: Tx, matterId: string): Promise<MatterRow> {
  const row = await tx
    .selectFrom('supervision_matter')
    .selectAll()
    .where('matter_id', '=', matterId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row as MatterRow;
}

/** A round the reader may see, locked when asked for. @throws NOT_FOUND */
export async function roundById(tx: Tx, roundId: string, lock = false): Promise<RoundRow> {
  const query = tx.selectFrom('supervision_round').selectAll().where('round_id', '=', roundId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** Days past the day of a matter that is not closed; 0 otherwise. */
export const lateDays = sql`case when m.state <> 'closed' and m.due_on < app_today() then app_today() - m.due_on else 0 end`;

/** 1/2 and whom it waits for; null where one unit alone is responsible. */
const confirmation = sql`case when m.co_unit_id is not null then concat_ws(' ',
  case when cardinality(m.confirmed_by) = 2 then '双方已确认' when m.co_unit_id = any(m.confirmed_by) then '待责任单位确认'
    when m.unit_id = any(m.confirmed_by) then '待协同责任单位确认' else '待双方确认' end, cardinality(m.confirmed_by) || '/2') end`;

const line = sql`m.matter_id as "matterId", m.round_id as "roundId", m.parent_id as "parentId", m.kind, m.title, m.obligation, m.topic, m.partner,
  m.blocking, m.from_unit_name as "fromUnit", m.from_unit_id as "fromUnitId", m.unit_id as "unitId", m.unit_name as unit, m.co_unit_id as "coUnitId", m.co_unit_name as "coUnit", ${confirmation} as confirmation, m.person, m.due_on as "dueOn",
  ${lateDays} as "lateDays", coalesce(m.closed_on, app_today()) - m.opened_on as "daysOpen", m.state, m.evidence_sha256 is not null as evidence,
  m.confirmed, m.sanction, m.guidances, m.escalations, m.escalated_on as "escalatedOn", m.opened_on as "openedOn", m.closed_on as "closedOn",
  (select count(*)::int from supervision_matter c where c.parent_id = m.matter_id) as children,
  (select count(*)::int from supervision_matter c where c.parent_id = m.matter_id and c.state = 'closed') as "childrenClosed",
  m.unit_id is null or m.person is null as "noLead"`;

/** Matters as lines of a table, under a condition on `m`; the latest first, then by day. */
export async function matterLines(
  tx: Tx,
  condition: RawBuilder<unknown>,
  page: { limit: number; offset: number } = { limit: 2000, offset: 0 },
): Promise<MatterLine[]> {
  const { rows } = await sql<
    Omit<MatterLine, 'kindName' | 'stateName'>
  >`select ${line} from supervision_matter m where ${condition}
    order by ${lateDays} desc, m.state = 'closed', m.due_on nulls last, m.opened_on, m.matter_id limit ${page.limit} offset ${page.offset}`.execute(
    tx,
  );
  return rows.map((r) => ({ ...r, kindName: MATTER_KINDS[r.kind].title, stateName: MATTER_STATES[r.state] }));
}

/** What an actor has to do with: the own area's, the own institution's, and what the own office asked for. */
export function concerning(actor: Actor): RawBuilder<unknown> {
  return sql`(${insideRanges('m.division_code', actor.areas)} or m.from_unit_id = ${actor.unitId} or m.unit_id = ${actor.unitId} or m.co_unit_id = ${actor.unitId}
    or m.institution_id = ${actor.institutionId})`;
}
