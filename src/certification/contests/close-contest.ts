import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { contestLaw, type ContestLaw } from '../certification-law.ts';
import { certificationErrors } from '../errors.ts';
import { ContestId } from './contest-schema.ts';
import { contestEntry, openContestRow, subjectOf } from './contest-store.ts';

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
    await audit(tx, ctx, contestEntry('close_contest', subjectOf(contest), told));
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
