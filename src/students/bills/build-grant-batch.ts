import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { BuildGrantBatch } from '../offers/schema-services.ts';
import { schoolOf } from '../store.ts';

export type GrantBatch = {
  batchId: string | null;
  number: string | null;
  persons: number;
  totalFen: number;
  /** Entitled students who carry no sum because none has been set. */
  withoutStandard: number;
};

type Due = { person_id: string; status_id: string; village_code: number; line_id: string; amount_fen: number | null };

/**
 * Puts the students of the school who enjoy the national grant in a term on one list, each with the sum of its decision (SD2017-3.4-09). Who is on a list of
 * the term already, at whichever school, is not put on another; with nobody left no batch is made.
 * @throws SCHOOL_ONLY
 */
export async function buildGrantBatch(ctx: Context, input: BuildGrantBatch): Promise<GrantBatch> {
  const actor = authorise(ctx, 'student.register');
  const { schoolYear, term } = BuildGrantBatch.parse(input);
  const school = schoolOf(actor);
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, `grant ${school} ${schoolYear} ${term}`);
    const due = await dueOf(tx, school, schoolYear, term);
    const batchId = ctx.newId();
    const withSum = due.flatMap((d) => (d.amount_fen === null ? [] : [{ ...d, amount_fen: d.amount_fen }]));
    const entered = await enter(tx, { batchId, school, schoolYear, term }, withSum);
    const withoutStandard = due.length - withSum.length;
    if (entered.length === 0) return { batchId: null, number: null, persons: 0, totalFen: 0, withoutStandard };
    const totalFen = entered.reduce((n, e) => n + e.amount_fen, 0);
    const sequence = await takeNumbers(tx, `grant_batch.${school}.${schoolYear}`);
    const number = `助${schoolYear.slice(0, 4)}-${term}-${String(sequence).padStart(3, '0')}`;
    await sql`insert into grant_batch (batch_id, institution_id, area_code, number, school_year, term, persons, total_fen, built_by, built_at)
      select ${batchId}::uuid, institution_id, location_code, ${number}, ${schoolYear}, ${term}, ${entered.length}, ${totalFen}, ${actor.userId},
        ${ctx.clock.now()} from institution where institution_id = ${school}`.execute(tx);
    await audit(tx, ctx, {
      action: 'student.build_grant_batch',
      subjectType: 'grant_batch',
      subjectId: batchId,
      institutionId: school,
      summary: `国家助学金名单 ${number}：${entered.length} 人，${(totalFen / 100).toFixed(2)} 元`,
      payload: { schoolYear, term, persons: entered.length, totalFen },
    });
    return { batchId, number, persons: entered.length, totalFen, withoutStandard };
  });
}

async function dueOf(tx: Tx, school: string, schoolYear: string, term: string): Promise<Due[]> {
  const { rows } =
    await sql<Due>`select l.person_id, l.status_id, l.village_code, l.line_id, l.amount_fen from benefit_line l
    join student_status s on s.person_id = l.person_id and s.status_id = l.status_id and s.state = 'registered'
    where l.institution_id = ${school} and l.benefit = 'national_grant' and l.school_year = ${schoolYear} and l.outcome = 'granted'
      and l.superseded_by is null
      and not exists (select 1 from grant_line g where g.person_id = l.person_id and g.school_year = ${schoolYear} and g.term = ${term})
    order by l.person_id`.execute(tx);
  return rows;
}

async function enter(
  tx: Tx,
  batch: { batchId: string; school: string; schoolYear: string; term: string },
  due: readonly (Due & { amount_fen: number })[],
): Promise<{ amount_fen: number }[]> {
  if (due.length === 0) return [];
  return tx
    .insertInto('grant_line')
    .values(
      due.map((d) => ({
        person_id: d.person_id,
        school_year: batch.schoolYear,
        term: batch.term,
        batch_id: batch.batchId,
        status_id: d.status_id,
        institution_id: batch.school,
        village_code: d.village_code,
        amount_fen: d.amount_fen,
        line_id: d.line_id,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('amount_fen')
    .execute();
}
