import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { requireFiled } from '../assessments.ts';
import { issueLevel } from '../certificate-store.ts';
import { certificationErrors } from '../errors.ts';
import { IssueProposed } from './contest-schema.ts';
import { contestEntry, contestRow, subjectOf } from './contest-store.ts';

/**
 * The filed body issues what a contest proposes and was not issued yet, only for occupations and levels of its filing. Issued twice is issued once.
 * @throws NOT_FOUND, BODY_NOT_FILED, ISSUED_IN_FUTURE
 */
export async function issueProposed(
  ctx: Context,
  input: IssueProposed,
): Promise<{ issued: number; numbers: string[] }> {
  const actor = authorise(ctx, 'certification.assess');
  const { contestId, issuedOn } = IssueProposed.parse(input);
  if (issuedOn > ctx.clock.today()) throw certificationErrors.ISSUED_IN_FUTURE();
  return transaction(ctx, async (tx) => {
    const contest = await contestRow(tx, contestId);
    if (contest.institution_id !== actor.institutionId) throw errors.NOT_FOUND();
    const waiting = await tx
      .selectFrom('certificate_proposal')
      .selectAll()
      .where('contest_id', '=', contestId)
      .where('certificate_id', 'is', null)
      .orderBy('rank')
      .orderBy('person_id')
      .execute();
    if (waiting.length === 0) return { issued: 0, numbers: [] };
    for (const level of new Set(waiting.map((w) => w.level)))
      await requireFiled(tx, contest.institution_id, contest.occupation, level, issuedOn);
    const people = waiting.map((w) => ({
      certificateId: ctx.newId(),
      personId: w.person_id,
      villageCode: w.village_code,
      name: w.person_name,
      level: w.level,
    }));
    const { institution_id: institutionId, occupation } = contest;
    const numbers = await issueLevel(tx, ctx, { institutionId, occupation, issuedOn }, people);
    await sql`update certificate_proposal p set certificate_id = r."certificateId"
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r("personId" uuid, "certificateId" uuid)
      where p.person_id = r."personId" and p.contest_id = ${contestId}`.execute(tx);
    await audit(
      tx,
      ctx,
      contestEntry('issue_proposed', subjectOf(contest), `按竞赛发证 ${contest.name}：${numbers.length} 人`),
    );
    return { issued: numbers.length, numbers };
  });
}
