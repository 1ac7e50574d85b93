import { sql, type RawBuilder, type Selectable } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import type { Actor, AreaRange } from '../../platform/context.ts';
import type { RectificationAnswer, RectificationItem, RectificationList } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { RECTIFICATION_STATES, type RectificationState } from './transitions.ts';
import type { AnswerLine, FindingView, ItemView, ListLine, ReceiptView, UnitChoice } from './schema.ts';

export type AnswerRow = Omit<Selectable<RectificationAnswer>, 'state'> & { state: RectificationState };
export type ItemRow = Selectable<RectificationItem>;

/** A list the reader may see. @throws NOT_FOUND */
export async function listById(tx: Tx, listId: string): Promise<Selectable<RectificationList>> {
  const row = await tx.selectFrom('rectification_list').selectAll().where('list_id', '=', listId).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** A draft of the actor's own office, locked. @throws NOT_FOUND */
export async function ownList(tx: Tx, actor: Actor, listId: string): Promise<Selectable<RectificationList>> {
  const row = await tx
    .selectFrom('rectification_list')
    .selectAll()
    .where('list_id', '=', listId)
    .where('unit_id', '=', actor.unitId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

export async function itemById(tx: Tx, itemId: string): Promise<ItemRow> {
  const row = await tx.selectFrom('rectification_item').selectAll().where('item_id', '=', itemId).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** An answer locked until the transaction ends. @throws NOT_FOUND outside the own area */
export async function lockedAnswer(tx: Tx, answerId: string): Promise<AnswerRow> {
  const row = await tx
    .selectFrom('rectification_answer')
    .selectAll()
    .where('answer_id', '=', answerId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row as AnswerRow;
}

/** The answers a unit owes to a list, locked, in the order of the lines. @throws NOT_FOUND when the list was not sent to it */
export async function ownAnswers(tx: Tx, listId: string, unitId: string): Promise<(AnswerRow & { seq: number })[]> {
  const { rows } = await sql<AnswerRow & { seq: number }>`select a.*, i.seq from rectification_answer a
    join rectification_item i on i.item_id = a.item_id where a.list_id = ${listId} and a.unit_id = ${unitId} order by i.seq for update of a`.execute(
    tx,
  );
  if (rows.length === 0) throw errors.NOT_FOUND();
  return rows;
}

const overdueDays = sql`case when a.state in ('to_check', 'rectifying', 'to_verify') and coalesce(a.due_on, i.due_on) < app_today()
  then app_today() - coalesce(a.due_on, i.due_on) else 0 end`;

const answerLine = sql`a.answer_id as "answerId", a.item_id as "itemId", i.seq, a.parent_id as "parentId", a.unit_id as "unitId", a.unit_name as "unitName",
  a.division_code as "divisionCode", a.state, a.found, a.person, coalesce(a.due_on, i.due_on) as "dueOn", ${overdueDays} as "overdueDays",
  a.send_backs as "sendBacks", a.recurrences, (select count(*)::int from rectification_answer c where c.parent_id = a.answer_id) as children,
  (select count(*)::int from rectification_answer c where c.parent_id = a.answer_id and c.state = 'closed') as "childrenClosed"`;

/** Answers as lines of a table: those of a list inside areas, or those under one answer. */
export async function answerLines(
  tx: Tx,
  where: { listId: string; areas: readonly AreaRange[] } | { parentId: string } | { answerId: string },
): Promise<AnswerLine[]> {
  const condition =
    'parentId' in where
      ? sql`a.parent_id = ${where.parentId}`
      : 'answerId' in where
        ? sql`a.answer_id = ${where.answerId}`
        : sql`a.list_id = ${where.listId} and ${insideRanges('a.division_code', where.areas)}`;
  const { rows } = await sql<Omit<AnswerLine, 'stateName'>>`select ${answerLine} from rectification_answer a
    join rectification_item i on i.item_id = a.item_id where ${condition} order by i.seq, a.division_code, a.unit_name limit 2000`.execute(
    tx,
  );
  return rows.map((r) => ({ ...r, stateName: RECTIFICATION_STATES[r.state] }));
}

type Progress = Omit<ListLine, 'states'> & { states: Partial<Record<RectificationState, number>> };

/** Lists one may see with their progress inside one's areas, newest first: all of them, or one. */
export function listsInProgress(areas: readonly AreaRange[], listId: string | null = null): RawBuilder<Progress> {
  const inside = insideRanges('a.division_code', areas);
  return sql<Progress>`
    select l.list_id as "listId", l.title, l.number, l.unit_name as "unitName", l.state, l.issued_on as "issuedOn", l.report_due_on as "reportDueOn",
      (select count(*)::int from rectification_item i where i.list_id = l.list_id) as items,
      (select count(*)::int from rectification_receipt a where a.list_id = l.list_id and ${inside}) as units,
      (select count(*)::int from rectification_receipt a where a.list_id = l.list_id and a.signed_on is not null and ${inside}) as signed,
      (select count(*)::int from rectification_receipt a where a.list_id = l.list_id and a.submitted_on is not null and ${inside}) as submitted,
      coalesce((select jsonb_object_agg(state, n) from (select a.state, count(*)::int as n from rectification_answer a
        where a.list_id = l.list_id and ${inside} group by 1) s), '{}') as states,
      (select count(*)::int from rectification_answer a join rectification_item i on i.item_id = a.item_id
        where a.list_id = l.list_id and ${inside} and ${overdueDays} > 0) as overdue
    from rectification_list l where (${listId}::uuid is null or l.list_id = ${listId}) order by l.created_at desc, l.list_id`;
}

/** A list in progress with every state counted. */
export const listLine = (list: Progress): ListLine => ({
  ...list,
  states: { to_check: 0, rectifying: 0, to_verify: 0, closed: 0, recurred: 0, ...list.states },
});

export async function itemViews(tx: Tx, where: { listId: string } | { itemId: string }): Promise<ItemView[]> {
  const condition = 'listId' in where ? sql`i.list_id = ${where.listId}` : sql`i.item_id = ${where.itemId}`;
  const { rows } =
    await sql<ItemView>`select i.item_id as "itemId", i.seq, i.source, i.kind, i.weak_link as "weakLink", i.finding, i.task, i.areas,
      i.due_on as "dueOn", i.rule_key as "ruleKey",
      (select count(*)::int from rectification_finding f where f.item_id = i.item_id) as findings
    from rectification_item i where ${condition} order by i.seq`.execute(tx);
  return rows;
}

/** Whom a list was sent to, inside areas, and their formal reports. */
export async function receiptViews(tx: Tx, listId: string, areas: readonly AreaRange[]): Promise<ReceiptView[]> {
  const { rows } =
    await sql<ReceiptView>`select r.unit_id as "unitId", r.unit_name as "unitName", r.division_code as "divisionCode",
      r.from_unit_id as "fromUnitId", r.sent_on as "sentOn", r.signed_on as "signedOn", r.submitted_on as "submittedOn",
      r.from_unit_id = l.unit_id as "reportOwed",
      case when s.number is not null then jsonb_build_object('number', s.number, 'sentOn', s.sent_on, 'signedBy', s.signed_by) end as report,
      case when r.from_unit_id = l.unit_id then greatest(0, coalesce(s.sent_on, app_today()) - coalesce(s.due_on, l.report_due_on)) else 0 end as "reportLateDays"
    from rectification_receipt r join rectification_list l on l.list_id = r.list_id
      left join rectification_report s on s.list_id = r.list_id and s.unit_id = r.unit_id
    where r.list_id = ${listId} and ${insideRanges('r.division_code', areas)} order by r.division_code limit 2000`.execute(
      tx,
    );
  return rows;
}

/** Findings of earlier reviews that no line takes up, in one's areas. */
export async function unlinkedFindings(tx: Tx, areas: readonly AreaRange[]): Promise<FindingView[]> {
  const { rows } = await sql<FindingView>`select finding_id as "findingId", round, kind, finding, item_id as "itemId"
    from rectification_finding where item_id is null and ${insideRanges('division_code', areas)} order by recorded_at limit 500`.execute(
    tx,
  );
  return rows;
}

/** Offices of the HR line that report to a unit: whom it may pass a line down to. */
export async function lowerUnits(tx: Tx, unitId: string, onDate: string): Promise<UnitChoice[]> {
  const { rows } =
    await sql<UnitChoice>`select u.unit_id as "unitId", u.name, u.division_code as "divisionCode" from unit u
    where u.reporting_parent = ${unitId} and u.line = 'hr' and u.division_code is not null
      and u.valid_from <= ${onDate} and (u.valid_to is null or u.valid_to > ${onDate}) order by u.division_code limit 500`.execute(
      tx,
    );
  return rows;
}
