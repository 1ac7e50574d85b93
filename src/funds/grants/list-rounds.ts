import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listPage, type ListPage } from '../../platform/list-page.ts';
import { ListRounds, type RoundView } from './schema.ts';

/** Rounds of donors of the reader's area, those not awarded first: places, what each award is, how many were nominated and awarded. Money in fen. */
export async function listRounds(ctx: Context, input: ListRounds): Promise<ListPage<RoundView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListRounds.parse(input);
  const { pledgeId } = asked;
  const where = sql`${insideRanges('r.division_code', scopeOf(actor))} ${pledgeId ? sql`and r.pledge_id = ${pledgeId}` : sql``}`;
  return read(ctx, (tx) => {
    return listPage<RoundView>(tx, asked, {
      counted: sql`donor_round r where ${where}`,
      rows: sql`
      select r.round_id as "roundId", p.donor, r.title, r.places, r.award_fen as "awardFen", r.criteria, r.state, n.nominees, n.awarded
      from donor_round r join donor_pledge p on p.pledge_id = r.pledge_id cross join lateral (
        select count(*) as nominees, count(*) filter (where outcome = 'awarded') as awarded from donor_nominee d where d.round_id = r.round_id) n
      where ${where} order by r.state = 'awarded', r.opened_at desc, r.round_id`,
    });
  });
}
