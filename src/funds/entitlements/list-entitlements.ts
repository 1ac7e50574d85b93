import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { mine } from '../scope.ts';
import { ListEntitlements, type EntitlementView } from './schema.ts';

/** Where an entitlement stands, as SQL over its live claim line `l`, that line's last payment `b` and the claim `c`. */
export const STANDING = sql<string>`case when e.withdrawn_at is not null then 'withdrawn' when e.outcome = 'refused' then 'refused' when b.outcome = 'paid' then 'paid'
  when b.outcome = 'pending' then 'sent' when l.state = 'held' then 'held' when l.state = 'ready' then 'claimed' else 'waiting' end`;

/** Entitlements with the line, claim and payment that carry them now. */
export const PLACED = sql`entitlement e
  left join claim_line l on l.person_id = e.person_id and l.entitlement_id = e.entitlement_id and l.state <> 'dropped'
  left join claim c on c.claim_id = l.claim_id
  left join bank_line b on b.person_id = l.person_id and b.line_id = l.line_id and not b.failed`;

/**
 * Who is owed what in the reader's area or at the reader's institution, the longest waiting first: where each stands, why it is held or refused, and for how many days. Money in fen.
 */
export async function listEntitlements(
  ctx: Context,
  input: ListEntitlements,
): Promise<{ rows: EntitlementView[]; total: number; totalFen: number; page: number; size: number }> {
  const actor = authorise(ctx, 'funds.read');
  const { page, size, item, standing, personId, basisId } = ListEntitlements.parse(input);
  const where = sql.join(
    [
      mine(actor, 'e'),
      standing === 'withdrawn' ? sql`e.withdrawn_at is not null` : sql`e.withdrawn_at is null`,
      ...(item ? [sql`e.item = ${item}`] : []),
      ...(personId ? [sql`e.person_id = ${personId}`] : []),
      ...(basisId ? [sql`e.basis_id = ${basisId}`] : []),
      ...(standing && standing !== 'withdrawn' ? [sql`${STANDING} = ${standing}`] : []),
    ],
    sql` and `,
  );
  return read(ctx, async (tx) => {
    const { rows: sums } = await sql<{ n: number; fen: number }>`
      select count(*) as n, coalesce(sum(e.amount_fen), 0)::bigint as fen from ${PLACED} where ${where}`.execute(tx);
    const { rows } = await sql<EntitlementView>`
      select e.entitlement_id as "entitlementId", e.person_id as "personId", p.name, d.full_name as place, e.item, e.title, e.period_key as period, e.part,
        e.amount_fen as "amountFen", e.payee, i.name as institution, ${STANDING} as standing,
        case when e.outcome = 'refused' then e.reasons when l.state = 'held' then l.missing else '{}' end as reasons,
        coalesce(l.held_since, e.due_on)::text as since, greatest(${ctx.clock.today()}::date - coalesce(l.held_since, e.due_on), 0) as days,
        c.claim_id as "claimId", c.number as "claimNumber", e.decision_id as "decisionId"
      from ${PLACED} join person p on p.person_id = e.person_id left join division d on d.code = e.village_code and d.valid_to is null
        left join institution i on i.institution_id = e.institution_id
      where ${where} order by coalesce(l.held_since, e.due_on), e.entitlement_id limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    return { rows, total: sums[0]!.n, totalFen: sums[0]!.fen, page, size };
  });
}
