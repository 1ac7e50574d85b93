import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { ListRounds, type RoundView } from './schema.ts';

/** Rounds of donors of the reader's area, those not awarded first: places, what each award is, how many were nominated and awarded. Money in fen. */
export async function listRounds(
  ctx: Context,
  input: ListRounds,
): Promise<{ rows: RoundView[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'funds.read');
  const { page, size, pledgeId } = ListRounds.parse(input);
  const where = sql`${insideRanges('r.division_code', scopeOf(actor))} ${pledgeId ? sql`and r.pledge_id = ${pledgeId}` : sql``}`;
  return read(ctx, async (tx) => {
    const { rows: counted } = await sql<{ n: number }>`select count(*) as n from donor_round r where ${where}`.execute(
      tx,
    );
    const { rows } = await sql<RoundView>`
      select r.round_id as "roundId", p.donor, r.title, r.places, r.award_fen as "awardFen", r.criteria, r.state, n.nominees, n.awarded
      from donor_round r join donor_pledge p on p.pledge_id = r.pledge_id cross join lateral (
        select count(*) as nominees, count(*) filter (where outcome = 'awarded') as awarded from donor_nominee d where d.round_id = r.round_id) n
      where ${where} order by r.state = 'awarded', r.opened_at desc, r.round_id limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    return { rows, total: counted[0]!.n, page, size };
  });
}
