import { sql } from 'kysely';
import { audit } from '../platform/audit/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { transaction, type Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { homeOf, requireFiled } from './assessments.ts';
import { issueLevel } from './certificate-store.ts';
import { contestLaw, type ContestLaw } from './certification-law.ts';
import { ContestId, IssueProposed, KeepContest, RecordRanks } from './contest-schema.ts';
import { certificationErrors } from './errors.ts';
import { peopleNamed } from './people-named.ts';

/** Enters a contest with the body that assesses it: an institution its own, an office any of its area. @throws NOT_FOUND, CONTEST_BODY_MISSING */
export async function keepContest(ctx: Context, input: KeepContest): Promise<{ contestId: string }> {
  const actor = authorise(ctx, 'certification.contest');
  const said = KeepContest.parse(input);
  const institutionId = actor.institutionId ?? said.institutionId;
  if (institutionId === undefined)
    throw certificationErrors.CONTEST_BODY_MISSING({ fields: [{ path: 'institutionId', message: '请选择评价机构' }] });
  return transaction(ctx, async (tx) => {
    const home = await homeOf(tx, institutionId);
    if (actor.institutionId === null && !actor.areas.some((a) => a.lo <= home && home < a.hi)) throw errors.NOT_FOUND();
    const contestId = ctx.newId();
    await tx
      .insertInto('skill_contest')
      .values({
        contest_id: contestId,
        name: said.name,
        occupation: said.occupation,
        held_on: said.heldOn,
        institution_id: institutionId,
        location_code: home,
        kept_by: actor.userId,
        kept_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, entry('keep_contest', { contestId, home, institutionId }, `登记竞赛：${said.name}`));
    return { contestId };
  });
}

/** The ranks of a contest that is still open; a person entered again has the later rank. @throws NOT_FOUND, CONTEST_STATE, CERTIFICATE_PERSON_UNKNOWN naming the rows */
export async function recordRanks(ctx: Context, input: RecordRanks): Promise<{ recorded: number }> {
  const actor = authorise(ctx, 'certification.contest');
  const said = RecordRanks.parse(input);
  return transaction(ctx, async (tx) => {
    const contest = await openContestRow(tx, said.contestId, ctx.clock.today());
    const named = await peopleNamed(tx, ctx, said.rows);
    const people = said.rows.map(({ rank }, i) => ({ ...named[i]!, rank }));
    await sql`insert into contest_entrant (person_id, contest_id, institution_id, village_code, person_name, rank, recorded_by, recorded_at)
      select r."personId", ${said.contestId}::uuid, ${contest.institution_id}::uuid, r."villageCode", r.name, r.rank, ${actor.userId}, ${ctx.clock.now()}
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r("personId" uuid, "villageCode" bigint, name text, rank int)
      on conflict (person_id, contest_id) do update set rank = excluded.rank, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(
      tx,
    );
    await audit(tx, ctx, entry('record_ranks', of(contest), `登记竞赛名次 ${contest.name}：${people.length} 人`));
    return { recorded: people.length };
  });
}

/**
 * Closes a contest: a certificate is proposed for each place that the rank rule of the body's place names, as the law stood on the day of the contest.
 * Nothing is proposed by default: where nobody has set the ranks or the level, the contest stays open.
 * @throws NOT_FOUND, CONTEST_STATE, CONTEST_RULE_OPEN
 */
export async function closeContest(ctx: Context, input: ContestId): Promise<{ entrants: number; proposed: number }> {
  const actor = authorise(ctx, 'certification.contest');
  const { contestId } = ContestId.parse(input);
  return transaction(ctx, async (tx) => {
    const contest = await openContestRow(tx, contestId, ctx.clock.today());
    const entrants = await tx.selectFrom('contest_entrant').selectAll().where('contest_id', '=', contestId).execute();
    if (entrants.length === 0) throw certificationErrors.CONTEST_STATE({ hint: '还没有登记名次。' });
    const law = await contestLaw(tx, contest.location_code, contest.held_on);
    if (law === null) throw certificationErrors.CONTEST_RULE_OPEN();
    const proposals = entrants.flatMap((entrant) => proposalOf(entrant, contest.occupation, law, ctx.clock.now()));
    if (proposals.length > 0) await tx.insertInto('certificate_proposal').values(proposals).execute();
    await tx
      .updateTable('skill_contest')
      .set({ state: 'closed', closed_by: actor.userId, closed_at: ctx.clock.now() })
      .where('contest_id', '=', contestId)
      .execute();
    const told = `竞赛结束 ${contest.name}：${entrants.length} 人，发证建议 ${proposals.length} 份`;
    await audit(tx, ctx, entry('close_contest', of(contest), told));
    return { entrants: entrants.length, proposed: proposals.length };
  });
}

type Entrant = { person_id: string; contest_id: string; institution_id: string; village_code: number } & {
  person_name: string;
  rank: number;
};

function proposalOf(entrant: Entrant, occupation: string, { rule, lawVersion, levelOf }: ContestLaw, at: Date) {
  const level = levelOf(entrant.rank);
  if (level === 'open') throw certificationErrors.CONTEST_RULE_OPEN();
  if (level === null) return [];
  const { person_id, contest_id, institution_id, village_code, person_name, rank } = entrant;
  return [
    {
      person_id,
      contest_id,
      institution_id,
      village_code,
      person_name,
      rank,
      occupation,
      level,
      rule_key: rule.key,
      rule_version: rule.version,
      law_version: lawVersion,
      clause: `${rule.document} ${rule.clause}`,
      proposed_at: at,
    },
  ];
}

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
    await audit(tx, ctx, entry('issue_proposed', of(contest), `按竞赛发证 ${contest.name}：${numbers.length} 人`));
    return { issued: numbers.length, numbers };
  });
}

/** A contest that one may see, locked. @throws NOT_FOUND */
async function contestRow(tx: Tx, contestId: string) {
  const row = await tx
    .selectFrom('skill_contest')
    .selectAll()
    .where('contest_id', '=', contestId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** A contest that was held and is not closed, locked. @throws NOT_FOUND, CONTEST_STATE */
async function openContestRow(tx: Tx, contestId: string, today: string) {
  const row = await contestRow(tx, contestId);
  if (row.state !== 'open' || row.held_on > today) throw certificationErrors.CONTEST_STATE();
  return row;
}

type Subject = { contestId: string; home: number; institutionId: string };
const of = (row: { contest_id: string; location_code: number; institution_id: string }): Subject => ({
  contestId: row.contest_id,
  home: row.location_code,
  institutionId: row.institution_id,
});
const entry = (action: string, { contestId, home, institutionId }: Subject, summary: string) => ({
  action: `certification.${action}`,
  subjectType: 'skill_contest',
  subjectId: contestId,
  divisionCode: home,
  institutionId,
  summary,
});
