import { sql } from 'kysely';
import type { Actor, AreaRange } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { insideRanges } from '../../organizations/index.ts';
import type { CallLine, CallUnit, CallView } from './schema.ts';

export type CallRow = {
  key: string;
  document: string;
  obligation: string;
  title_zh: string;
  title_en: string;
  level: string;
  lines: string[];
  needs: string[];
  yearly: boolean;
  recipients: string[];
};
type UnitRow = {
  unit_id: string;
  unit_name: string;
  recipient: boolean;
  title: string | null;
  number: string | null;
  clause: string | null;
  note: string | null;
  stated_name: string | null;
  stated_at: Date | null;
};

/** Calls of these documents, in their order. */
export async function callsOf(tx: Tx, documents: readonly string[]): Promise<CallRow[]> {
  return tx
    .selectFrom('law_call')
    .selectAll()
    .where('document', 'in', [...documents])
    .orderBy('seq')
    .execute();
}

/** The year under which a statement stands: its own for a yearly call, 0 for one that is answered once. */
export const yearOf = (call: Pick<CallRow, 'yearly'>, year: number): number => (call.yearly ? year : 0);

/** Every office of the area that a call asks, by division and line, with what it last stated. */
async function unitsAsked(tx: Tx, call: CallRow, areas: readonly AreaRange[], year: number): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select u.unit_id, u.name as unit_name, left(lpad(u.division_code::text, 12, '0'), 2) = any (${call.recipients}::text[]) as recipient, s.title, s.number, s.clause, s.note, s.stated_name, s.stated_at from unit u
      left join lateral (select * from law_statement a where a.call_key = ${call.key} and a.unit_id = u.unit_id and a.year = ${yearOf(call, year)}
        order by a.seq desc limit 1) s on true
    where u.level = ${call.level} and u.line = any (${call.lines}::text[]) and ${insideRanges('u.division_code', [...areas])}
      and u.valid_from <= make_date(${year}, 12, 31) and (u.valid_to is null or make_date(${year}, 1, 1) < u.valid_to)
    order by u.division_code, array_position(${call.lines}::text[], u.line), u.name`.execute(tx);
  return rows;
}

/** What a call asks, who of the area is asked, and where each stands. */
export async function callView(tx: Tx, call: CallRow, actor: Actor, year: number): Promise<CallView> {
  const rows = (await unitsAsked(tx, call, actor.areas, year)).map((row) => standingOf(row, call.needs));
  const count = (state: CallUnit['state']) => rows.filter((r) => r.state === state).length;
  const complete = count('complete');
  return {
    key: call.key,
    document: call.document,
    obligation: call.obligation,
    title: { zh: call.title_zh, en: call.title_en },
    level: call.level,
    needs: call.needs,
    yearly: call.yearly,
    year,
    asked: asks(call, actor),
    mine: rows.find((r) => r.unitId === actor.unitId) ?? null,
    units: rows.length,
    complete,
    incomplete: count('incomplete'),
    missing: count('missing'),
    permille: rows.length === 0 ? null : Math.round((complete * 1000) / rows.length),
    rows,
  };
}

/** Whether a call asks the actor's own office. */
export const asks = (call: CallRow, { level, line }: Actor): boolean =>
  call.level === level && call.lines.includes(line);

function standingOf(row: UnitRow, needs: readonly string[]): CallUnit {
  const given = { title: row.title, clause: row.clause };
  const lacks = needs.some((need) => !given[need as keyof typeof given]);
  return {
    unitId: row.unit_id,
    unitName: row.unit_name,
    recipient: row.recipient,
    state: row.stated_at === null ? 'missing' : lacks ? 'incomplete' : 'complete',
    title: row.title,
    number: row.number,
    clause: row.clause,
    note: row.note,
    statedBy: row.stated_name,
    statedAt: row.stated_at === null ? null : new Date(row.stated_at).toISOString(),
  };
}

/** A call without its offices, for the list of calls. */
export function callLine({ rows: _rows, ...line }: CallView): CallLine {
  return line;
}
