import { sql } from 'kysely';
import { inAreas, insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, transaction, type Tx } from '../../platform/db.ts';
import { listPage, type ListPage } from '../../platform/list-page.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { auditMoney } from '../audit-money.ts';
import { fundErrors } from '../errors.ts';
import { openedBudget } from '../ledger/budget-store.ts';
import { post } from '../ledger/post.ts';
import { ListPledges, Pledge, ReceiveDonation, type PledgeView } from './schema.ts';
import { locked } from '../locked.ts';

const SOURCE = 'donation';

/** Records what a donor promises for study aid in a year. */
export async function recordPledge(ctx: Context, input: Pledge): Promise<{ pledgeId: string }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { donor, year, purpose, amountFen, pledgedOn } = Pledge.parse(input);
  return transaction(ctx, async (tx) => {
    const pledgeId = ctx.newId();
    await tx
      .insertInto('donor_pledge')
      .values({
        pledge_id: pledgeId,
        division_code: actor.divisionCode ?? -1,
        donor,
        year,
        purpose,
        amount_fen: amountFen,
        pledged_on: pledgedOn,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await auditPledge(tx, ctx, pledgeId, `${donor}承诺捐助 ${formatYuan(fen(amountFen))}`);
    return { pledgeId };
  });
}

/**
 * Money of a pledge has come in: it reaches the place's budget of donations of the year. Never more than was promised; the same receipt counts once.
 * @throws NOT_FOUND, DONOR_OVERDRAWN
 */
export async function receiveDonation(ctx: Context, input: ReceiveDonation): Promise<{ outstandingFen: number }> {
  const actor = authorise(ctx, 'funds.plan');
  const { pledgeId, amountFen, documentNo } = ReceiveDonation.parse(input);
  return transaction(ctx, async (tx) => {
    const pledge = await lockPledge(tx, actor, pledgeId);
    const of = { source: SOURCE, divisionCode: pledge.division_code, year: pledge.year };
    const budget = await openedBudget(tx, ctx, actor, of);
    const fresh = await post(tx, ctx, [
      {
        ...of,
        key: `donation ${pledgeId} ${documentNo}`,
        kind: 'plan',
        debit: { budgetId: budget.budget_id, bucket: 'available' },
        credit: null,
        fen: amountFen,
        tier: 'donor',
        documentNo,
        subjectId: pledgeId,
        note: pledge.donor,
        on: ctx.clock.today(),
      },
    ]);
    const received = pledge.received_fen + (fresh.size === 0 ? 0 : amountFen);
    if (received > pledge.amount_fen)
      throw fundErrors.DONOR_OVERDRAWN({ details: { outstandingFen: pledge.amount_fen - pledge.received_fen } });
    await tx.updateTable('donor_pledge').set({ received_fen: received }).where('pledge_id', '=', pledgeId).execute();
    await auditPledge(tx, ctx, pledgeId, `${pledge.donor}捐款到账 ${formatYuan(fen(amountFen))}`);
    return { outstandingFen: pledge.amount_fen - received };
  });
}

/** The pledge, locked. @throws NOT_FOUND */
export const lockPledge = (tx: Tx, actor: Actor, pledgeId: string) =>
  locked(
    tx
      .selectFrom('donor_pledge')
      .selectAll()
      .where('pledge_id', '=', pledgeId)
      .where((eb) => inAreas(eb, 'division_code', actor)),
  );

const auditPledge = (tx: Tx, ctx: Context, pledgeId: string, summary: string): Promise<void> =>
  auditMoney(tx, ctx, { action: 'funds.donation', subjectType: 'donor_pledge', subjectId: pledgeId, summary });

/** Donors of the reader's area: promised, come in, still outstanding, awarded, paid and not yet spent. Money in fen. */
export async function listPledges(ctx: Context, input: ListPledges): Promise<ListPage<PledgeView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListPledges.parse(input);
  const { year } = asked;
  const where = sql`${insideRanges('p.division_code', scopeOf(actor))} ${year === undefined ? sql`` : sql`and p.year = ${year}`}`;
  return read(ctx, (tx) => {
    return listPage<PledgeView>(tx, asked, {
      counted: sql`donor_pledge p where ${where}`,
      rows: sql`
      select p.pledge_id as "pledgeId", p.donor, p.year, p.purpose, p.amount_fen as "pledgedFen", p.received_fen as "receivedFen", p.amount_fen - p.received_fen as "outstandingFen",
        a.awarded as "awardedFen", a.paid as "paidFen", p.received_fen - a.awarded as "unspentFen", a.students
      from donor_pledge p cross join lateral (
        select coalesce(sum(e.amount_fen), 0)::bigint as awarded, coalesce(sum(b.amount_fen), 0)::bigint as paid, count(distinct e.person_id) as students
        from donor_round r join entitlement e on e.basis = 'donor' and e.basis_id = r.round_id and e.outcome = 'due' and e.withdrawn_at is null
          left join claim_line l on l.person_id = e.person_id and l.entitlement_id = e.entitlement_id and l.state <> 'dropped'
          left join bank_line b on b.person_id = l.person_id and b.line_id = l.line_id and b.outcome = 'paid' where r.pledge_id = p.pledge_id) a
      where ${where} order by p.year desc, p.donor, p.pledge_id`,
    });
  });
}
