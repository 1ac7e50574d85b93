import { areasHold } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { cityErrors } from '../errors-city.ts';
import { tellOffices } from '../offices.ts';
import { AdmissionIds } from '../schema-city.ts';

/**
 * The receiving city confirms persons admitted by their own city into its catalogue; only then is the school told.
 * `ids` are applications. Confirming again changes nothing, nor does confirming who has given the place up.
 * @throws NOT_FOUND for persons not admitted into the actor's city, RECEIVING_NOT_AWAITED
 */
export async function confirmReceiving(ctx: Context, input: AdmissionIds): Promise<{ confirmed: number }> {
  const actor = authorise(ctx, 'admission.decide');
  const { ids } = AdmissionIds.parse(input);
  return transaction(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('admission')
      .selectAll()
      .where('application_id', 'in', ids)
      .orderBy('admission_id')
      .forUpdate()
      .execute();
    if (rows.length !== new Set(ids).size) throw errors.NOT_FOUND();
    const mine = (code: number | null) => code !== null && areasHold(actor.areas, code);
    if (!rows.every((r) => mine(r.receiving_city_code))) throw cityErrors.RECEIVING_NOT_AWAITED();
    const open = rows.filter((r) => r.receiving_confirmed_at === null && r.withdrawn_at === null);
    if (open.length === 0) return { confirmed: 0 };
    await tx
      .updateTable('admission')
      .set({ receiving_confirmed_by: actor.userId, receiving_confirmed_at: ctx.clock.now() })
      .where(
        'admission_id',
        'in',
        open.map((r) => r.admission_id),
      )
      .execute();
    for (const [cityCode, group] of Map.groupBy(open, (r) => r.city_code)) {
      await tellOffices(
        tx,
        ctx,
        {
          level: 'city',
          lines: ['hr'],
          divisionCode: cityCode,
        },
        {
          kind: 'admission.receiving_confirmed',
          title: `跨市录取已确认：${group.length} 人`,
          body: `${actor.unitName}已确认 ${group.map((r) => r.number).join('、')}，可以通知学校。`,
          link: '/enrolment/notices',
        },
      );
    }
    await audit(tx, ctx, {
      action: 'admission.confirm_receiving',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: actor.divisionCode,
      summary: `确认跨市录取 ${open.length} 人`,
      payload: { numbers: open.map((r) => r.number) },
    });
    return { confirmed: open.length };
  });
}
