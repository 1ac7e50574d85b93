import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { auditMoney } from '../audit-money.ts';
import { fundErrors } from '../errors.ts';
import { locked } from '../locked.ts';
import { freeByLaw } from './free-by-law.ts';
import { FREE } from './free-items.ts';
import { FEE_ITEMS, RecordFee, RefundFee } from './schema.ts';

export type FeeRecorded = {
  feeId: string;
  /** The item is free for this person: the fee is flagged. */ flagged: boolean;
};

/**
 * Records what a school or institution took from a student or trainee. A fee of the future is refused where the item is free for the person; one already taken is kept and
 * flagged, so that it is paid back.
 * @throws NOT_FOUND when the person is not the institution's, FEE_ON_FREE_ITEM
 */
export async function recordFee(ctx: Context, input: RecordFee): Promise<FeeRecorded> {
  const actor = authorise(ctx, 'funds.fee');
  const given = RecordFee.parse(input);
  return transaction(ctx, async (tx) => {
    const institutionId = actor.institutionId ?? given.institutionId;
    const place = institutionId ? await placeOf(tx, given.personId, institutionId) : undefined;
    if (!institutionId || place === undefined) throw errors.NOT_FOUND();
    const freeBy = await freeByLaw(tx, given);
    const flagged = await freeFor(tx, given, freeBy);
    if (flagged && given.takenOn > ctx.clock.today()) throw fundErrors.FEE_ON_FREE_ITEM();
    const feeId = ctx.newId();
    await tx
      .insertInto('fee_taken')
      .values({
        person_id: given.personId,
        fee_id: feeId,
        institution_id: institutionId,
        village_code: place,
        item: given.item,
        school_year: given.schoolYear ?? null,
        term: given.term ?? null,
        basis_id: given.basisId ?? null,
        amount_fen: given.amountFen,
        taken_on: given.takenOn,
        free_by: freeBy,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await auditFee(
      tx,
      ctx,
      given.personId,
      `登记${FEE_ITEMS[given.item]} ${formatYuan(fen(given.amountFen))}${flagged ? '（应免）' : ''}`,
      feeId,
    );
    return { feeId, flagged };
  });
}

/** Records what was paid back. @throws NOT_FOUND, RECOVERY_TOO_MUCH */
export async function refundFee(ctx: Context, input: RefundFee): Promise<{ leftFen: number }> {
  const actor = authorise(ctx, 'funds.fee');
  const { feeId, amountFen, refundedOn } = RefundFee.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await locked(
      tx
        .selectFrom('fee_taken')
        .selectAll()
        .where('fee_id', '=', feeId)
        .where('institution_id', '=', actor.institutionId),
    );
    const left = row.amount_fen - row.refunded_fen - amountFen;
    if (left < 0) throw fundErrors.RECOVERY_TOO_MUCH({ details: { leftFen: row.amount_fen - row.refunded_fen } });
    await tx
      .updateTable('fee_taken')
      .set({ refunded_fen: row.refunded_fen + amountFen, refunded_on: refundedOn })
      .where('person_id', '=', row.person_id)
      .where('fee_id', '=', feeId)
      .execute();
    await auditFee(tx, ctx, row.person_id, `退还收费 ${formatYuan(fen(amountFen))}`, feeId);
    return { leftFen: left };
  });
}

const auditFee = (tx: Tx, ctx: Context, personId: string, summary: string, feeId: string): Promise<void> =>
  auditMoney(tx, ctx, { action: 'funds.fee', subjectType: 'fee_taken', subjectId: feeId, personId, summary });

/** Where the person lives, if they study or train at the institution. */
async function placeOf(tx: Tx, personId: string, institutionId: string): Promise<number | undefined> {
  const { rows } = await sql<{ village_code: number }>`
    select village_code from student_status where person_id = ${personId} and institution_id = ${institutionId}
    union all select village_code from training_participation where person_id = ${personId} and institution_id = ${institutionId} limit 1`.execute(
    tx,
  );
  return rows[0]?.village_code;
}

/** Whether the item is free for the person. */
async function freeFor(tx: Tx, given: RecordFee, freeBy: string | null): Promise<boolean> {
  const { rows } = await sql<{
    free: boolean;
  }>`select ${FREE} as free from (select ${given.personId}::uuid as person_id, ${given.item}::text as item,
    ${given.schoolYear ?? null}::text as school_year, ${freeBy}::text as free_by, ${given.basisId ?? null}::uuid as basis_id) f`.execute(
    tx,
  );
  return rows[0]!.free;
}
