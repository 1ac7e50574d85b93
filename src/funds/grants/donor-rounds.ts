import { sql } from 'kysely';
import { inAreas } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { auditMoney } from '../audit-money.ts';
import { fundErrors } from '../errors.ts';
import { entitle, type EntitlementCase } from '../entitlements/entitle.ts';
import { locked } from '../locked.ts';
import { lockPledge } from './donors.ts';
import { Nominate, OpenRound, RoundId } from './schema.ts';

const AWARD = 'sd2017.donor-award';

/** Opens a round of awards of a donor: so many, of so much, by the donor's criteria. @throws NOT_FOUND */
export async function openRound(ctx: Context, input: OpenRound): Promise<{ roundId: string }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { pledgeId, title, places, awardFen, criteria } = OpenRound.parse(input);
  return transaction(ctx, async (tx) => {
    const pledge = await lockPledge(tx, actor, pledgeId);
    const roundId = ctx.newId();
    await tx
      .insertInto('donor_round')
      .values({
        round_id: roundId,
        pledge_id: pledgeId,
        division_code: pledge.division_code,
        title,
        places,
        award_fen: awardFen,
        criteria,
        opened_by: actor.userId,
        opened_at: ctx.clock.now(),
      })
      .execute();
    await auditRound(tx, ctx, roundId, `开设爱心奖（助）学金：${title}，${places} 名`);
    return { roundId };
  });
}

/** Nominates students with their score by the criteria; a nomination again takes the place of the first. @throws NOT_FOUND, CLAIM_WRONG_STATE once awarded */
export async function nominate(ctx: Context, input: Nominate): Promise<{ nominees: number }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { roundId, nominees } = Nominate.parse(input);
  return transaction(ctx, async (tx) => {
    const round = await lockRound(tx, actor, roundId);
    const scores = new Map(nominees.map((n) => [n.statusId, n]));
    const students = await tx
      .selectFrom('student_status')
      .select(['person_id', 'status_id', 'institution_id', 'village_code'])
      .where('status_id', 'in', [...scores.keys()])
      .where((eb) => inAreas(eb, 'village_code', actor))
      .execute();
    if (students.length !== scores.size) throw errors.NOT_FOUND();
    const rows = students.map((s) => ({
      ...s,
      round_id: roundId,
      division_code: round.division_code,
      score: scores.get(s.status_id)!.score,
      reason: scores.get(s.status_id)!.reason,
      nominated_by: actor.userId,
      nominated_at: ctx.clock.now(),
    }));
    await tx
      .insertInto('donor_nominee')
      .values(rows)
      .onConflict((c) =>
        c
          .columns(['person_id', 'round_id'])
          .doUpdateSet((eb) => ({ score: eb.ref('excluded.score'), reason: eb.ref('excluded.reason') })),
      )
      .execute();
    await auditRound(tx, ctx, roundId, `提名 ${rows.length} 名学生`);
    return { nominees: rows.length };
  });
}

export type Awarded = { awarded: number; reserve: number; notEligible: number };

/**
 * Ranks the nominees by score and awards the places: each award is an entitlement by the rule of the law, from the fund of donations; who the rule refuses gives the place to the next. The
 * rest is reserve.
 * @throws NOT_FOUND, CLAIM_WRONG_STATE when it was awarded, DONOR_OVERDRAWN when the donor's money does not reach
 */
export async function awardRound(ctx: Context, input: RoundId): Promise<Awarded> {
  const actor = authorise(ctx, 'funds.prepare');
  const { roundId } = RoundId.parse(input);
  return transaction(ctx, async (tx) => {
    const round = await lockRound(tx, actor, roundId);
    const pledge = await lockPledge(tx, actor, round.pledge_id);
    const leftFen = pledge.received_fen - (await awardedFen(tx, pledge.pledge_id));
    if (round.places * round.award_fen > leftFen) throw fundErrors.DONOR_OVERDRAWN({ details: { leftFen } });
    const nominees = await tx
      .selectFrom('donor_nominee')
      .selectAll()
      .where('round_id', '=', roundId)
      .orderBy('score', 'desc')
      .orderBy('nominated_at')
      .orderBy('person_id')
      .execute();
    await sql`select lock_humans(${nominees.map((n) => n.person_id)}::uuid[])`.execute(tx);
    const { awarded, decided } = await awardPlaces(tx, ctx, round, nominees);
    const places = nominees.map((n, i) => ({
      person_id: n.person_id,
      place: i + 1,
      outcome: awarded.has(n.person_id) ? 'awarded' : i < decided ? 'not_eligible' : 'reserve',
    }));
    await sql`update donor_nominee n set place = r.place, outcome = r.outcome
      from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as r(person_id uuid, place integer, outcome text)
      where n.person_id = r.person_id and n.round_id = ${roundId}`.execute(tx);
    const result: Awarded = {
      awarded: awarded.size,
      reserve: nominees.length - decided,
      notEligible: decided - awarded.size,
    };
    await tx
      .updateTable('donor_round')
      .set({ state: 'awarded', awarded_by: actor.userId, awarded_at: ctx.clock.now() })
      .where('round_id', '=', roundId)
      .execute();
    await auditRound(tx, ctx, roundId, `评定爱心奖（助）学金：${result.awarded} 名获奖，${result.reserve} 名候补`);
    return result;
  });
}

type Nominee = { person_id: string; institution_id: string | null };

/** Decides the best nominees, as many at a time as places are left; says who was awarded and how many of the ranking were decided. */
async function awardPlaces(
  tx: Tx,
  ctx: Context,
  round: Awaited<ReturnType<typeof lockRound>>,
  nominees: readonly Nominee[],
): Promise<{ awarded: Set<string>; decided: number }> {
  let awarded = new Set<string>();
  let decided = 0;
  while (awarded.size < round.places && decided < nominees.length) {
    const next = nominees.slice(decided, decided + round.places - awarded.size);
    decided += next.length;
    const cases = next.map((n) => caseOf(n, round, ctx.clock.today()));
    const { due } = await entitle(tx, ctx, AWARD, cases);
    if (due > 0) awarded = await awardedIn(tx, round.round_id);
  }
  return { awarded, decided };
}

async function awardedIn(tx: Tx, roundId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('entitlement')
    .select('person_id')
    .where('basis', '=', 'donor')
    .where('basis_id', '=', roundId)
    .where('outcome', '=', 'due')
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Set(rows.map((r) => r.person_id));
}

/** What earlier rounds of a pledge have awarded; the pledge must be locked. */
async function awardedFen(tx: Tx, pledgeId: string): Promise<number> {
  const { rows } = await sql<{ fen: number }>`select coalesce(sum(e.amount_fen), 0)::bigint as fen from donor_round r
    join entitlement e on e.basis = 'donor' and e.basis_id = r.round_id and e.outcome = 'due' and e.withdrawn_at is null where r.pledge_id = ${pledgeId}`.execute(
    tx,
  );
  return rows[0]!.fen;
}

async function lockRound(tx: Tx, actor: Actor, roundId: string) {
  const round = await locked(
    tx
      .selectFrom('donor_round')
      .selectAll()
      .where('round_id', '=', roundId)
      .where((eb) => inAreas(eb, 'division_code', actor)),
  );
  if (round.state === 'awarded') throw fundErrors.CLAIM_WRONG_STATE();
  return round;
}

function caseOf(
  n: Nominee,
  round: { round_id: string; award_fen: number; title: string },
  on: string,
): EntitlementCase {
  return {
    personId: n.person_id,
    institutionId: n.institution_id,
    on,
    periodKey: round.round_id,
    basis: 'donor',
    basisId: round.round_id,
    dueOn: on,
    facts: {
      good_conduct: { value: true, source: '学校提名', asOf: on },
      award_amount: { value: round.award_fen, source: round.title, asOf: on },
    },
  };
}

const auditRound = (tx: Tx, ctx: Context, roundId: string, summary: string): Promise<void> =>
  auditMoney(tx, ctx, { action: 'funds.award', subjectType: 'donor_round', subjectId: roundId, summary });
