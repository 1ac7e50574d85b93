import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Decision } from '../engine/deciding/explain.ts';
import type { ListRow, ShownRow } from './list-source.ts';
import type { Conflict } from '../register/rule-words.ts';
import type { Carried } from './run-carry.ts';

/** A row of a run before it is stored. */
export type ResultRow = {
  row: ListRow;
  shown: ShownRow;
  decision: Decision;
  /** Row, parameters, rule and register entry together. */
  hash: string;
  deceased: boolean;
  conflicts: Conflict[];
};

const AT_ONCE = 5000;
/** Empty and unknown persons travel as null. */
const orNull = (id: string): string | null => (id === '' ? null : id);

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
    const part = results.slice(from, from + AT_ONCE).map((r) => storedOf(r, carried.get(r.row.rowNo)));
    const text = JSON.stringify(part);
    await before;
    before = insertPart(tx, run, text);
  }
  await before;
}

function insertPart(tx: Tx, run: { run_id: string; area_code: number }, rows: string): Promise<unknown> {
  return sql`insert into match_result (run_id, area_code, row_no, record_person_id, row_hash, name, sex, id_mask, phone_mask, school, zone, grade, rule, reason,
        register_person_id, candidates, conflicts, decision, chosen_person_id, stale, decided_by, decided_name, decided_at, decision_note)
      select ${run.run_id}, ${run.area_code}, r.* from jsonb_to_recordset(${rows}::jsonb) as r(row_no int, record_person_id uuid, row_hash text, name text,
        sex text, id_mask text, phone_mask text, school text, zone text, grade text, rule text, reason text, register_person_id uuid, candidates uuid[], conflicts text[],
        decision text, chosen_person_id uuid, stale boolean, decided_by text, decided_name text, decided_at timestamptz, decision_note text)`.execute(
    tx,
  );
}

function storedOf({ row, shown, decision: d, hash, conflicts }: ResultRow, carried: Carried | undefined) {
  const decided = carried?.decided;
  return {
    row_no: row.rowNo,
    record_person_id: row.stored?.personId ?? null,
    row_hash: hash,
    name: shown.name,
    sex: shown.sex,
    id_mask: shown.idMask,
    phone_mask: shown.phoneMask,
    school: shown.school,
    zone: d.zone,
    grade: d.grade,
    rule: d.rule,
    reason: d.reason,
    register_person_id: orNull(d.personId),
    candidates: d.candidates,
    conflicts,
    decision: decided?.decision ?? null,
    chosen_person_id: decided?.chosen ?? null,
    stale: carried?.stale ?? false,
    decided_by: decided?.by ?? null,
    decided_name: decided?.byName ?? null,
    decided_at: decided?.at ?? null,
    decision_note: decided?.note ?? null,
  };
}

/** Row security says whether the run is of the reader's area; its persons may live anywhere, so the rest is done with the system's view. @throws NOT_FOUND */
export async function mustSeeRun(ctx: Context, runId: string): Promise<void> {
  const seen = await read(ctx, (tx) =>
    tx.selectFrom('match_run').select('run_id').where('run_id', '=', runId).executeTakeFirst(),
  );
  if (!seen) throw errors.NOT_FOUND();
}
