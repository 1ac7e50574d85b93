import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { hrOffice, lockedFiling, type Filing } from './filing-store.ts';
import { FilingId } from '../schema.ts';

const PROVINCE = 10_000_000_000;

/**
 * The province takes a filing in and gives it the next receipt number of its year, without gaps (SD2017-3.3-16). Receiving it again answers
 * the number it has.
 * @throws NOT_FOUND for another province's
 */
export async function receiveFiling(ctx: Context, input: FilingId): Promise<Filing> {
  const actor = authorise(ctx, 'catalogue.receive_filing');
  const { filingId } = FilingId.parse(input);
  return transaction(ctx, async (tx) => {
    const filing = await lockedFiling(tx, filingId);
    if (filing.receiptNumber !== null) return filing;
    const { cityCode, year } = filing;
    const sequence = await takeNumbers(tx, `catalogue-filing ${Math.floor(cityCode / PROVINCE)} ${year}`);
    const receiptNumber = `目录备〔${year}〕${String(sequence).padStart(4, '0')}号`;
    const at = ctx.clock.now();
    await tx
      .updateTable('catalogue_filing')
      .set({ receipt_number: receiptNumber, received_by: actor.userId, received_at: at })
      .where('filing_id', '=', filingId)
      .execute();
    const toUnitId = await hrOffice(tx, cityCode, 'city', ctx.clock.today());
    if (toUnitId !== null) {
      const title = `${year}年目录已备案：${receiptNumber}`;
      const body = '省厅已接收备案，请留存回执编号。';
      await sendMessages(tx, ctx, [{ toUnitId, kind: 'catalogue.received', title, body, link: '/catalogue' }]);
    }
    await audit(tx, ctx, {
      action: 'catalogue.receive_filing',
      subjectType: 'catalogue_filing',
      subjectId: filingId,
      divisionCode: cityCode,
      summary: `接收${year}年目录备案，回执${receiptNumber}`,
    });
    return { ...filing, receiptNumber, receivedAt: at.toISOString() };
  });
}
