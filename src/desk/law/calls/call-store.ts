import { sql } from 'kysely';
import type { Actor, AreaRange } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/db.ts';
import { insideRanges } from '../../../organizations/index.ts';
import { jurisdictionsOf, lawOf, currentPolicy, type RuleSet } from '../../../policy/index.ts';
import { codeOfNumber } from '../../../standards/index.ts';
import type { CallLine, CallUnit, CallView } from '../schema.ts';

type Titled = { key: string; title: { zh: string; en: string } };
type Addressee = { title: { zh: string; en: string }; level: string; line: string; divisions: string[] };

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
  addressees: Addressee[];
  tasks: Titled[];
  standard: string | null;
};
type UnitRow = {
  unit_id: string;
  unit_name: string;
  division_code: number;
  recipient: boolean;
  kind: number | null;
  tasks: Record<string, string> | null;
  title: string | null;
  number: string | null;
  clause: string | null;
  note: string | null;
  stated_name: string | null;
  stated_at: Date | null;
};

/** Calls of these documents, in their order. */
export async function callsOf(tx: Tx, documents: readonly string[]): Promise<CallRow[]> {
  const { rows } =
    await sql<CallRow>`select * from law_call where document = any (${[...documents]}::text[]) order by seq`.execute(
      tx,
    );
  return rows;
}

/** The year under which a statement stands: its own for a yearly call, 0 for one that is answered once. */
export const yearOf = (call: Pick<CallRow, 'yearly'>, year: number): number => (call.yearly ? year : 0);

/** Every unit of the area that a call asks, kind by kind, by division and line, with what it last stated. A standard is asked of those who receive only. */
async function unitsAsked(tx: Tx, call: CallRow, areas: readonly AreaRange[], year: number): Promise<UnitRow[]> {
  const kinds =
    call.addressees.length > 0
      ? call.addressees
      : call.lines.map((line) => ({ level: call.level, line, divisions: [''] }));
  const code = sql`lpad(u.division_code::text, 12, '0')`;
  const recipient = sql`left(${code}, 2) = any (${call.recipients}::text[])`;
  const { rows } = await sql<UnitRow>`
    select q.unit_id, q.name as unit_name, q.division_code, q.recipient, q.kind, s.title, s.number, s.clause, s.note, s.tasks, s.stated_name, s.stated_at
    from (select distinct on (u.unit_id) u.unit_id, u.name, u.division_code, ${recipient} as recipient, k.i as kind, k.line from unit u
        join (select k.level, k.line, k.divisions, k.i from rows from (jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as (level text, line text, divisions text[])) with ordinality as k(level, line, divisions, i)) k
          on k.level = u.level and k.line = u.line and exists (select 1 from unnest(k.divisions) p(prefix) where starts_with(${code}, p.prefix))
      where ${insideRanges('u.division_code', [...areas])} and (${call.standard}::text is null or ${recipient})
        and u.valid_from <= make_date(${year}, 12, 31) and (u.valid_to is null or make_date(${year}, 1, 1) < u.valid_to)
      order by u.unit_id, k.i) q
      left join lateral (select * from law_statement a where a.call_key = ${call.key} and a.unit_id = q.unit_id and a.year = ${yearOf(call, year)}
        order by a.seq desc limit 1) s on true
    order by ${call.addressees.length > 0 ? sql`q.kind, q.division_code` : sql`q.division_code, q.kind`}, q.name`.execute(
    tx,
  );
  return rows;
}

/** What a call asks, who of the area is asked, and where each stands on a day. */
export async function callView(tx: Tx, call: CallRow, actor: Actor, year: number, today: string): Promise<CallView> {
  const set = call.standard === null ? null : (await currentPolicy(tx)).set;
  const asked = await unitsAsked(tx, call, actor.areas, year);
  const rows = asked.map((row) => standingOf(row, call, inForceAt(set, call.standard, row.division_code, today)));
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
    tasks: call.tasks,
    standard: call.standard,
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

/** Whether a call asks the actor's own unit. */
export function asks(call: CallRow, { level, line, divisionCode }: Actor): boolean {
  const code = codeOfNumber(divisionCode ?? 0);
  if (call.addressees.length > 0)
    return call.addressees.some(
      (a) => a.level === level && a.line === line && a.divisions.some((prefix) => code.startsWith(prefix)),
    );
  return call.level === level && call.lines.includes(line);
}

/** The value that the place itself has set and that holds on the day. */
function inForceAt(set: RuleSet | null, key: string | null, division: number, day: string): CallUnit['inForce'] {
  if (set === null || key === null) return null;
  const places = jurisdictionsOf(codeOfNumber(division));
  const version = lawOf(set, places).parameter(key, day)?.version;
  if (!version || version.jurisdiction !== places[0]) return null;
  return { value: version.value, from: version.valid.from, note: version.note };
}

function standingOf(row: UnitRow, call: CallRow, inForce: CallUnit['inForce']): CallUnit {
  const given = { title: row.title, clause: row.clause };
  const tasks = row.tasks ?? {};
  const unmapped = row.stated_at === null ? [] : call.tasks.filter(({ key }) => !tasks[key]);
  const lacks = unmapped.length > 0 || call.needs.some((need) => !given[need as keyof typeof given]);
  const stated = row.stated_at === null ? 'missing' : lacks ? 'incomplete' : 'complete';
  const set = inForce !== null ? 'complete' : stated === 'missing' ? 'missing' : 'incomplete';
  return {
    unitId: row.unit_id,
    unitName: row.unit_name,
    recipient: row.recipient,
    kind: row.kind === null ? null : (call.addressees[Number(row.kind) - 1]?.title ?? null),
    state: call.standard === null ? stated : set,
    tasks,
    unmapped,
    inForce,
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
