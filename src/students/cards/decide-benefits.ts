import { lockApplications, takeSteps } from '../../enrolment/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob } from '../../platform/jobs.ts';
import { decideBatch, type BatchResult } from './benefit-batch.ts';
import { studentErrors } from '../errors.ts';
import { DecideBenefits } from '../schema.ts';
import { ACTIVE_STANDINGS } from '../status/standing.ts';
import { lockStatuses, schoolOf, type StudentStatus } from '../store.ts';

/** Students decided in one transaction; more become a job of several. */
export const BATCH = 200;
export const DECIDE_JOB = 'students.decide_benefits';

export type DecideOutcome = { changed: number; unchanged: number; held: number; activated: number; jobId?: string };

/**
 * Decides the card of 五免一享 and 雨露 for a school year (SD2017 三(四)): each item by its stored rule on the facts of the day, with its sum from the
 * catalogue frozen on the status. A re-decision supersedes and never edits; the same again changes nothing. A match that is outdated or only
 * presumed holds the card (SD2017 四(二)). An application with something granted becomes "benefits active". Over 200 students go on as a job. A dry run
 * only counts.
 * @throws NOT_FOUND when one is another school's, STUDENT_DATE_WRONG for a day to come, SCHOOL_ONLY
 */
export async function decideBenefits(ctx: Context, input: DecideBenefits): Promise<DecideOutcome> {
  const actor = authorise(ctx, 'student.register');
  const { ids, dryRun, on = ctx.clock.today() } = DecideBenefits.parse(input);
  const school = schoolOf(actor);
  if (on > ctx.clock.today()) throw studentErrors.STUDENT_DATE_WRONG();
  return transaction(ctx, async (tx) => {
    const wanted = ids ? [...new Set(ids)] : await activeStatuses(tx, school);
    if (wanted.length > BATCH) {
      await requireOwn(tx, school, wanted);
      if (dryRun) return { changed: wanted.length, unchanged: 0, held: 0, activated: 0 };
      const job = { kind: DECIDE_JOB, title: `核定五免一享：${wanted.length} 名学生`, input: { ids: wanted, on } };
      return { changed: 0, unchanged: 0, held: 0, activated: 0, jobId: await queueJob(tx, ctx, job) };
    }
    const statuses = await lockStatuses(tx, actor, wanted);
    if (statuses.length !== wanted.length) throw errors.NOT_FOUND();
    const result = await decideBatch(tx, ctx, statuses, on, !dryRun);
    if (dryRun) return { changed: result.changed, unchanged: result.unchanged, held: result.held, activated: 0 };
    const activated = await activate(tx, ctx, statuses, result);
    if (result.changed > 0)
      await audit(tx, ctx, {
        action: 'student.decide_benefits',
        subjectType: 'institution',
        subjectId: school,
        personId: statuses.length === 1 ? statuses[0]!.person_id : null,
        institutionId: school,
        summary: `核定五免一享：${result.changed} 人有新结果，${result.unchanged} 人无变化`,
        payload: { on, statusIds: statuses.map((s) => s.status_id), held: result.held },
      });
    return { changed: result.changed, unchanged: result.unchanged, held: result.held, activated };
  });
}

async function activeStatuses(tx: Tx, school: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('student_status')
    .select('status_id')
    .where('institution_id', '=', school)
    .where('state', 'in', [...ACTIVE_STANDINGS])
    .orderBy('status_id')
    .execute();
  return rows.map((row) => row.status_id);
}

async function requireOwn(tx: Tx, school: string, ids: readonly string[]): Promise<void> {
  const { n } = await tx
    .selectFrom('student_status')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('status_id', 'in', [...ids])
    .where('institution_id', '=', school)
    .executeTakeFirstOrThrow();
  if (n !== ids.length) throw errors.NOT_FOUND();
}

/** Applications of students with something granted take their last step. */
async function activate(
  tx: Tx,
  ctx: Context,
  statuses: readonly StudentStatus[],
  result: BatchResult,
): Promise<number> {
  const ids = statuses
    .filter((s) => s.application_id && result.grantedTo.has(s.status_id))
    .map((s) => s.application_id!);
  const ready = (await lockApplications(tx, ids)).filter((app) => app.state === 'status_registered');
  await takeSteps(
    tx,
    ctx,
    ready.map((app) => ({ app, action: 'activate_benefits' as const })),
  );
  return ready.length;
}
