import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { letterCode, letterKey } from '../../enrolment/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { partnershipErrors } from '../errors.ts';
import { StaffId } from '../schema.ts';
import { serviceCertificate, type CertificateData } from './certificate-letter.ts';
import { serviceOf, type Service } from './service-days.ts';

/**
 * Computes somebody's confirmed service and keeps it as a certificate with a check code of which only the blind index is stored. An earlier certificate
 * of the same person is thereby replaced, because the new one says all of the service.
 * @throws NOT_FOUND, SERVICE_NONE when the other side has confirmed nothing
 */
export async function certifyService(ctx: Context, input: StaffId): Promise<CertificateData> {
  const actor = authorise(ctx, 'agreement.keep');
  const { staffId } = StaffId.parse(input);
  return transaction(ctx, async (tx) => {
    await sql`select 1 from support_staff where staff_id = ${staffId}::uuid for update`.execute(tx);
    const staff = await tx
      .selectFrom('support_staff')
      .select('staff_id')
      .where('staff_id', '=', staffId)
      .executeTakeFirst();
    if (!staff) throw errors.NOT_FOUND({ details: { staffId } });
    const [service] = await serviceOf(tx, { staffIds: [staffId], to: ctx.clock.today() });
    if (!service) throw partnershipErrors.SERVICE_NONE();
    const data = await keepCertificate(tx, ctx, actor, service);
    await audit(tx, ctx, {
      action: 'service.certify',
      subjectType: 'support_staff',
      subjectId: staffId,
      divisionCode: service.divisionCode,
      institutionId: service.institutionId,
      summary: `开具支教服务证明 ${data.number}：${service.name} ${service.days} 天`,
    });
    return data;
  });
}

/** {@link certifyService} as the printed 支教服务证明. @throws NOT_FOUND, SERVICE_NONE */
export async function issueCertificate(ctx: Context, input: StaffId): Promise<Download> {
  const data = await certifyService(ctx, input);
  const pdf = await renderPdf({ template: serviceCertificate, data });
  return new Download(`支教服务证明-${data.number}.pdf`, 'application/pdf', pdf, true);
}

async function keepCertificate(tx: Tx, ctx: Context, actor: Actor, service: Service): Promise<CertificateData> {
  const [today, code, certificateId] = [ctx.clock.today(), letterCode(randomBytes), ctx.newId()];
  const year = today.slice(0, 4);
  const number = `ZJ${year}-${String(await takeNumbers(tx, `service certificate ${year}`)).padStart(5, '0')}`;
  await tx
    .updateTable('service_certificate')
    .set({ revoked_on: today, revoked_reason: '已换发新证明' })
    .where('staff_id', '=', service.staffId)
    .where('revoked_on', 'is', null)
    .execute();
  await tx
    .insertInto('service_certificate')
    .values({
      certificate_id: certificateId,
      number,
      code_index: ctx.vault.index('service certificate', letterKey(code))!,
      staff_id: service.staffId,
      institution_id: service.institutionId,
      division_code: service.divisionCode,
      staff_name: service.name,
      basis: service.basis.join('、'),
      periods: JSON.stringify(service.periods),
      days: service.days,
      months: service.months,
      issued_on: today,
      issued_by: actor.userId,
      issuer: actor.unitName,
    })
    .execute();
  return {
    number,
    staffName: service.name,
    school: service.institution,
    basis: service.basis.join('、'),
    periods: service.periods,
    days: service.days,
    months: service.months,
    issuer: actor.unitName,
    issuedOn: today,
    checkCode: code,
    checkUrl: `${ctx.baseUrl}/public/service/${code}`,
    printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
  };
}
