import { sql } from 'kysely';
import { letterKey } from '../../enrolment/index.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { CheckCertificate } from '../schema.ts';

export type CertificateAnswer = {
  state: 'valid' | 'revoked' | 'unknown';
  number: string | null;
  issuer: string | null;
  issuedOn: string | null;
  days: number | null;
  months: number | null;
};

/** What anybody may know of a certificate of service by its check code: whether it holds, who issued it, for how long; nobody's name. */
export async function checkCertificate(ctx: Context, input: CheckCertificate): Promise<CertificateAnswer> {
  const { code } = CheckCertificate.parse(input);
  const index = ctx.vault.index('service certificate', letterKey(code));
  const found = await transactionAs(ctx.db, null, async (tx) => {
    const { rows } =
      await sql<CertificateAnswer>`select state, number, issuer, issued_on as "issuedOn", days, months from check_service_certificate(${index})`.execute(
        tx,
      );
    return rows[0];
  });
  return found ?? { state: 'unknown', number: null, issuer: null, issuedOn: null, days: null, months: null };
}
