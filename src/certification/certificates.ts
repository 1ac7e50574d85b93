import { sql } from 'kysely';
import { audit } from '../platform/audit/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { transaction, transactionAs } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { requireFiled } from './assessments.ts';
import { insertCertificates, issueLevel } from './certificate-store.ts';
import { certificationErrors } from './errors.ts';
import { verifyCertificates } from './verify-certificates.ts';
import { CLASS_LEVEL_WORDS } from './levels.ts';
import { peopleNamed } from './people-named.ts';
import {
  IssueCertificates,
  IssueDiplomas,
  QueryCertificate,
  WithdrawCertificate,
  type CertificateAnswer,
} from './schema.ts';

/**
 * A filed body issues certificates of an assessment to who passed and has none of it: only for occupation and level of its filing on the day of issue
 * (FYP14 四(十)). Issued twice is issued once. @throws NOT_FOUND, BODY_NOT_FILED, RESULT_NOT_PASSED, ISSUED_IN_FUTURE
 */
export async function issueCertificates(
  ctx: Context,
  input: IssueCertificates,
): Promise<{ issued: number; numbers: string[] }> {
  const actor = authorise(ctx, 'certification.assess');
  const said = IssueCertificates.parse(input);
  if (said.issuedOn > ctx.clock.today()) throw certificationErrors.ISSUED_IN_FUTURE();
  return transaction(ctx, async (tx) => {
    const session = await tx
      .selectFrom('assessment_session')
      .selectAll()
      .where('session_id', '=', said.sessionId)
      .where('institution_id', '=', actor.institutionId)
      .forUpdate()
      .executeTakeFirst();
    if (!session) throw errors.NOT_FOUND();
    await requireFiled(tx, session.institution_id, session.occupation, session.level, said.issuedOn);
    const { rows: seated } = await sql<{
      person_id: string;
      village_code: number;
      name: string;
      class_id: string | null;
      result: string | null;
      has: boolean;
    }>`
      select a.person_id, a.village_code, p.name, a.class_id, a.result,
        exists (select 1 from certificate c where c.person_id = a.person_id and c.session_id = a.session_id) as has
      from assessment_candidate a join person p on p.person_id = a.person_id where a.session_id = ${said.sessionId} order by p.name_sort, a.person_id`.execute(
      tx,
    );
    const wanted =
      said.personIds === undefined
        ? seated.filter((s) => s.result === '合格')
        : seated.filter((s) => said.personIds!.includes(s.person_id));
    if (said.personIds !== undefined && wanted.length !== new Set(said.personIds).size) throw errors.NOT_FOUND();
    if (wanted.some((w) => w.result !== '合格')) throw certificationErrors.RESULT_NOT_PASSED();
    const fresh = wanted.filter((w) => !w.has);
    if (fresh.length === 0) return { issued: 0, numbers: [] };
    const numbers = await issueLevel(
      tx,
      ctx,
      { institutionId: session.institution_id, occupation: session.occupation, issuedOn: said.issuedOn },
      fresh.map((f) => ({
        personId: f.person_id,
        villageCode: f.village_code,
        name: f.name,
        level: session.level,
        sessionId: session.session_id,
        classId: f.class_id,
      })),
    );
    await audit(tx, ctx, {
      action: 'certification.issue',
      subjectType: 'assessment_session',
      subjectId: session.session_id,
      divisionCode: session.location_code,
      institutionId: session.institution_id,
      summary: `发证 ${session.occupation} ${session.level} 级：${numbers.length} 人`,
    });
    return { issued: numbers.length, numbers };
  });
}

/** A school registers graduation certificates with their class level (FYP14 六(十九)). @throws CERTIFICATE_PERSON_UNKNOWN for who is not seen, ISSUED_IN_FUTURE */
export async function issueDiplomas(ctx: Context, input: IssueDiplomas): Promise<{ issued: number }> {
  const actor = authorise(ctx, 'certification.assess');
  const said = IssueDiplomas.parse(input);
  const institutionId = actor.institutionId;
  if (institutionId === null) throw certificationErrors.ASSESSMENT_INSTITUTION_ONLY();
  if (said.issuedOn > ctx.clock.today()) throw certificationErrors.ISSUED_IN_FUTURE();
  return transaction(ctx, async (tx) => {
    const people = await peopleNamed(tx, ctx, said.rows);
    const made = said.rows.map(({ number, major }, i) => ({
      ...people[i]!,
      number,
      occupation: major,
      level: null,
      classLevel: said.classLevel,
    }));
    await insertCertificates(tx, ctx, { institutionId, kind: 'graduation', issuedOn: said.issuedOn }, made);
    await audit(tx, ctx, {
      action: 'certification.issue_diplomas',
      subjectType: 'institution',
      subjectId: institutionId,
      institutionId,
      summary: `登记毕业证书 ${made.length} 本：${CLASS_LEVEL_WORDS[said.classLevel]}`,
    });
    return { issued: made.length };
  });
}

/** A certificate issued wrongly is withdrawn, with the reason; the public hears that it no longer holds. @throws NOT_FOUND */
export async function withdrawCertificate(ctx: Context, input: WithdrawCertificate): Promise<void> {
  const actor = authorise(ctx, 'certification.assess');
  const said = WithdrawCertificate.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .updateTable('certificate')
      .set({ valid: false, withdrawn_on: ctx.clock.today(), withdrawn_reason: said.reason })
      .where('certificate_id', '=', said.certificateId)
      .where('institution_id', '=', actor.institutionId)
      .returning(['person_id', 'village_code', 'institution_id', 'number'])
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'certification.withdraw',
      subjectType: 'certificate',
      subjectId: said.certificateId,
      personId: row.person_id,
      divisionCode: row.village_code,
      institutionId: row.institution_id,
      summary: `撤销证书 ${row.number}`,
      payload: { reason: said.reason },
    });
  });
}

/** Anybody asks by number and name (FYP14 四(十), 六(十七)): issuer, occupation or major, level, day, whether it holds. What does not fit is "not found" without more. */
export async function queryCertificate(ctx: Context, input: QueryCertificate): Promise<CertificateAnswer> {
  const said = QueryCertificate.parse(input);
  const [answer] = await transactionAs(ctx.db, 'system', (tx) => verifyCertificates(tx, ctx, [said]));
  return answer ?? { found: false };
}
