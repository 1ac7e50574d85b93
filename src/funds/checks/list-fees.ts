import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { mine } from '../scope.ts';
import { FREE } from './free-items.ts';
import { ListFees, type FeeView } from './schema.ts';

/** Fees recorded by the reader's institution or in the reader's area, the latest first: which are for free items, and what is not paid back. Money in fen. */
export async function listFees(
  ctx: Context,
  input: ListFees,
): Promise<{ rows: FeeView[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'funds.read');
  const { page, size, item, open } = ListFees.parse(input);
  const where = sql.join(
    [
      mine(actor, 'f'),
      ...(item ? [sql`f.item = ${item}`] : []),
      ...(open === 'yes' ? [sql`f.refunded_fen < f.amount_fen and ${FREE}`] : []),
    ],
    sql` and `,
  );
  return read(ctx, async (tx) => {
    const { rows: counted } = await sql<{ n: number }>`select count(*) as n from fee_taken f where ${where}`.execute(
      tx,
    );
    const { rows } = await sql<FeeView>`
      select f.fee_id as "feeId", f.person_id as "personId", p.name, i.name as school, f.item, f.school_year as "schoolYear", f.term, f.amount_fen as "amountFen",
        f.refunded_fen as "refundedFen", f.amount_fen - f.refunded_fen as "leftFen", f.taken_on::text as "takenOn", f.refunded_on::text as "refundedOn", ${FREE} as flagged
      from fee_taken f join person p on p.person_id = f.person_id join institution i on i.institution_id = f.institution_id
      where ${where} order by f.taken_on desc, f.fee_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    return { rows, total: counted[0]!.n, page, size };
  });
}
