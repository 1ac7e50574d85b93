import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { arrayText, rowsAsColumns } from '../../platform/postgres/rows-as-columns.ts';
import type { Decision } from '../engine/deciding/explain.ts';
import type { ListRow, ShownRow } from './list-source.ts';
import type { Conflict } from '../register/rule-words.ts';
import type { Carried } from './run-carry.ts';

/** A row of a run before it is stored. */
export type ResultRow = {
  row: ListRow;
  readonly shown: ShownRow;
  decision: Decision;
  /** Row, parameters, rule and register entry together. */
  readonly hash: string;
  deceased: boolean;
  conflicts: Conflict[];
};

const AT_ONCE = 5000;

/** Writes the rows of a run, in order, with the decisions carried over. */
export async function insertResults(
  tx: Tx,
  run: { run_id: string; area_code: number },
  results: readonly ResultRow[],
  carried: ReadonlyMap<number, Carried>,
): Promise<void> {
  // While the database takes one part, the next is written down.
  let before: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < results.length; from += AT_ONCE) {
    const part = insertedPart(run, results.slice(from, from + AT_ONCE));
    await before;
    before = part.execute(tx);
  }
  await before;
  await carryOver(tx, run.run_id, carried);
}

function insertedPart(run: { run_id: string; area_code: number }, part: readonly ResultRow[]) {
  const rows = rowsAsColumns(part, {
    row_no: { type: 'int', of: (r) => r.row.rowNo },
    record: { type: 'uuid', of: (r) => r.row.stored?.personId ?? null },
    hash: { type: 'text', of: (r) => r.hash },
    name: { type: 'text', of: (r) => r.shown.name },
    sex: { type: 'text', of: (r) => r.shown.sex },
    id_mask: { type: 'text', of: (r) => r.shown.idMask },
    phone_mask: { type: 'text', of: (r) => r.shown.phoneMask },
    school: { type: 'text', of: (r) => r.shown.school },
    zone: { type: 'text', of: (r) => r.decision.zone },
    grade: { type: 'text', of: (r) => r.decision.grade },
    rule: { type: 'text', of: (r) => r.decision.rule },
    reason: { type: 'text', of: (r) => r.decision.reason },
    person: { type: 'uuid', of: (r) => r.decision.personId || null },
    candidates: { type: 'text', of: (r) => arrayText(r.decision.candidates) },
    conflicts: { type: 'text', of: (r) => arrayText(r.conflicts) },
  });
  return sql`insert into match_result (run_id, area_code, row_no, record_person_id, row_hash, name, sex, id_mask, phone_mask, school, zone, grade, rule, reason,
        register_person_id, candidates, conflicts)
      select ${run.run_id}, ${run.area_code}, row_no, record, hash, name, sex, id_mask, phone_mask, school, zone, grade, rule, reason, person,
        candidates::uuid[], conflicts::text[] from ${rows}`;
}

/** Few rows of a list were ever decided by persons; they take over what was said. */
async function carryOver(tx: Tx, runId: string, carried: ReadonlyMap<number, Carried>): Promise<void> {
  if (carried.size === 0) return;
  const rows = [...carried].map(([rowNo, { decided, stale }]) => ({ rowNo, stale, ...decided }));
  await sql`update match_result x set decision = r.decision, chosen_person_id = r.chosen, stale = r.stale, decided_by = r.by, decided_name = r."byName",
      decided_at = r.at, decision_note = r.note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("rowNo" int, decision text, chosen uuid, stale boolean, by text, "byName" text, at timestamptz, note text)
    where x.run_id = ${runId} and x.row_no = r."rowNo"`.execute(tx);
}

/** Row security says whether the run is of the reader's area; its persons may live anywhere, so the rest is done with the system's view. @throws NOT_FOUND */
export async function mustSeeRun(ctx: Context, runId: string): Promise<void> {
  const seen = await read(ctx, (tx) =>
    tx.selectFrom('match_run').select('run_id').where('run_id', '=', runId).executeTakeFirst(),
  );
  if (!seen) throw errors.NOT_FOUND();
}
