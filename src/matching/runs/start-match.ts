import { createHash } from 'node:crypto';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob } from '../../platform/jobs.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { parametersHash } from '../engine/parameters.ts';
import { readParameters } from '../engine/parameters-file.ts';
import { MATCH_SOURCES, StartMatch } from './run-schema.ts';

export type StartedMatch = { runId: string; jobId: string };

/**
 * 精准比对: queues the comparison of a roll, of an institution's rosters or of an uploaded list with the register as of a day. The parameters are
 * frozen with the run; the last run of the same list is the one whose decisions are carried over (SD2017 四(二)).
 * @throws NOT_FOUND for a school outside the area or another unit's file, INPUT_INVALID for a day to come
 */
export async function startMatch(ctx: Context, input: StartMatch): Promise<StartedMatch> {
  const actor = authorise(ctx, 'match.decide');
  const given = StartMatch.parse(input);
  const asOf = given.asOf ?? ctx.clock.today();
  if (asOf > ctx.clock.today()) throw errors.INPUT_INVALID({ fields: [{ path: 'asOf', message: '日期不能晚于今天' }] });
  return transaction(ctx, async (tx) => {
    const { title, institutionId, fileId } = await listOf(tx, actor, given);
    const parameters = readParameters();
    const runId = ctx.newId();
    const name = `${MATCH_SOURCES[given.source]}：${title}`;
    const jobId = await queueJob(tx, ctx, { kind: 'matching.run', title: `精准比对：${name}`, input: { runId } });
    await tx
      .insertInto('match_run')
      .values({
        run_id: runId,
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        area_code: actor.divisionCode!,
        source: given.source,
        institution_id: institutionId,
        file_id: fileId,
        title: name,
        as_of: asOf,
        profile: given.profile,
        parameters: JSON.stringify(parameters),
        parameters_hash: parametersHash(parameters),
        job_id: jobId,
        previous_run: await lastRun(tx, actor, given.source, institutionId, title),
        created_by: actor.userId,
        created_name: actor.name,
        created_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'match.start',
      subjectType: 'match_run',
      subjectId: runId,
      divisionCode: actor.divisionCode,
      institutionId,
      summary: `开始精准比对：${name}（${asOf}）`,
      payload: { profile: given.profile, parameters: createHash('sha256').update(parameters.version).digest('hex') },
    });
    return { runId, jobId };
  });
}

type Named = { title: string; institutionId: string | null; fileId: string | null };

async function listOf(tx: Tx, actor: Actor, given: ReturnType<typeof StartMatch.parse>): Promise<Named> {
  if (given.source === 'upload') {
    const file = await tx
      .selectFrom('stored_file')
      .select('name')
      .where('file_id', '=', given.fileId!)
      .executeTakeFirst();
    if (!file) throw errors.NOT_FOUND();
    return { title: file.name, institutionId: null, fileId: given.fileId! };
  }
  const school = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name'])
    .where('institution_id', '=', given.institutionId!)
    .where(insideRanges('location_code', scopeOf(actor)))
    .executeTakeFirst();
  if (!school) throw errors.NOT_FOUND();
  return { title: school.name, institutionId: school.institution_id, fileId: null };
}

async function lastRun(
  tx: Tx,
  actor: Actor,
  source: string,
  institutionId: string | null,
  title: string,
): Promise<string | null> {
  let last = tx
    .selectFrom('match_run')
    .select('run_id')
    .where('unit_id', '=', actor.unitId)
    .where('source', '=', source)
    .where('state', '=', 'done');
  last =
    institutionId === null
      ? last.where('title', '=', `${MATCH_SOURCES.upload}：${title}`)
      : last.where('institution_id', '=', institutionId);
  return (await last.orderBy('created_at', 'desc').limit(1).executeTakeFirst())?.run_id ?? null;
}
