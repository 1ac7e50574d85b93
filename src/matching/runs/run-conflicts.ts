import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { CONFLICT_WORDS, type Conflict } from '../register/rule-words.ts';
import type { ResultRow } from './run-store.ts';

type Run = {
  run_id: string;
  area_code: number;
  unit_id: string;
  source: string;
  institution_id: string | null;
  title: string;
};

/** Notes on each row what cannot be right at the same time. Looks across the rolls of all schools, so it asks with the system's view. */
export async function conflictsOf(tx: Tx, run: Run, results: readonly ResultRow[]): Promise<void> {
  const taken = Map.groupBy(
    results.filter((r) => r.decision.zone === 'auto'),
    (r) => r.decision.personId,
  );
  const elsewhere =
    run.source === 'students' ? await enrolledElsewhere(tx, run.institution_id!, [...taken.keys()]) : new Set<string>();
  for (const r of results) {
    const { zone, rule, personId, reason } = r.decision;
    const found: [boolean, Conflict][] = [
      [rule === 'id_other_name', 'id_of_other'],
      [zone === 'auto' && taken.get(personId)!.length > 1 && run.source !== 'training_roster', 'same_person_twice'],
      [rule === 'id_exact_name' && reason.includes('runner_up='), 'two_register_rows'],
      [zone === 'auto' && r.deceased, 'deceased'],
      [zone === 'auto' && elsewhere.has(personId), 'two_rolls'],
    ];
    r.conflicts = found.filter(([is]) => is).map(([, conflict]) => conflict);
  }
}

/** Persons of the register who stand as registered on the roll of another school now. */
async function enrolledElsewhere(tx: Tx, institutionId: string, persons: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct m.register_person_id as id from record_match m join student_listing s on s.person_id = m.person_id and s.known_to is null and s.state = 'registered'
    where m.register_person_id = any(${[...persons]}::uuid[]) and m.known_to is null and m.decision in ('auto', 'decided') and m.source = 'students'
      and s.institution_id <> ${institutionId}`.execute(tx);
  return new Set(rows.map((r) => r.id));
}

/** Each conflict is a task of the office that compared, once: the same conflict in a later run finds it there. */
export async function raiseConflicts(tx: Tx, ctx: Context, run: Run, results: readonly ResultRow[]): Promise<void> {
  const tasks = results.flatMap((r) =>
    r.conflicts.map((conflict) => ({
      task_id: ctx.newId(),
      kind: 'match_conflict',
      unit_id: run.unit_id,
      division_code: run.area_code,
      person_id: r.row.stored?.personId ?? (r.decision.personId || null),
      title: `${r.shown.name ?? '（无姓名）'}：${CONFLICT_WORDS[conflict]}（${run.title}第 ${r.row.rowNo} 行）`,
      detail: { runId: run.run_id, rowNo: r.row.rowNo, conflict, link: `/matching/${run.run_id}/${r.row.rowNo}` },
      dedupe_key: `match ${conflict} ${r.row.stored?.personId ?? r.row.hash} ${r.decision.personId}`,
    })),
  );
  for (let from = 0; from < tasks.length; from += 1000) {
    await sql`insert into task (task_id, kind, unit_id, division_code, person_id, title, detail, dedupe_key, created_at)
      select t.*, ${ctx.clock.now()} from jsonb_to_recordset(${JSON.stringify(tasks.slice(from, from + 1000))}::jsonb) as t(task_id uuid, kind text, unit_id uuid,
        division_code bigint, person_id uuid, title text, detail jsonb, dedupe_key text) on conflict (dedupe_key) do nothing`.execute(
      tx,
    );
  }
}
