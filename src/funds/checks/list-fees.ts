import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listPage, type ListPage } from '../../platform/list-page.ts';
import { mine } from '../scope.ts';
import { FREE } from './free-items.ts';
import { ListFees, type FeeView } from './schema.ts';

/** Fees recorded by the reader's institution or in the reader's area, the latest first: which are for free items, and what is not paid back. Money in fen. */
export async function listFees(ctx: Context, input: ListFees): Promise<ListPage<FeeView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListFees.parse(input);
  const { item, open } = asked;
  const where = sql.join(
    [
      mine(actor, 'f'),
      ...(item ? [sql`f.item = ${item}`] : []),
      ...(open === 'yes' ? [sql`f.refunded_fen < f.amount_fen and ${FREE}`] : []),
    ],
    sql` and `,
  );
  return read(ctx, (tx) => {
    return listPage<FeeView>(tx, asked, {
      counted: sql`fee_taken f where ${where}`,
      rows: sql`
      select f.fee_id as "feeId", f.person_id as "personId", p.name, i.name as school, f.item, f.school_year as "schoolYear", f.term, f.amount_fen as "amountFen",
        f.refunded_fen as "refundedFen", f.amount_fen - f.refunded_fen as "leftFen", f.taken_on::text as "takenOn", f.refunded_on::text as "refundedOn", ${FREE} as flagged
      from fee_taken f join person p on p.person_id = f.person_id join institution i on i.institution_id = f.institution_id
      where ${where} order by f.taken_on desc, f.fee_id`,
    });
  });
}
