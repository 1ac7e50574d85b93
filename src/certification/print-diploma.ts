import { logDisclosure } from '../people/index.ts';
import { audit } from '../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../platform/context.ts';
import { transaction, type Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { Download } from '../platform/http.ts';
import { renderPdf } from '../platform/letters/index.ts';
import { equivalenceOf } from './certification-law.ts';
import { diplomaLetter, type DiplomaData } from './diploma-letter.ts';
import { certificationErrors } from './errors.ts';
import { CLASS_LEVEL_WORDS } from './levels.ts';
import { scopeOf } from './list-certification.ts';
import { CertificateId } from './schema.ts';

/** What stands on a printed graduation certificate; each print is logged. @throws NOT_FOUND outside school and area, DIPLOMA_ONLY */
export async function diplomaToPrint(ctx: Context, input: CertificateId): Promise<DiplomaData> {
  const actor = authorise(ctx, 'certification.read');
  const { certificateId } = CertificateId.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await diplomaRow(tx, actor, certificateId);
    const classLevel = row.class_level as keyof typeof CLASS_LEVEL_WORDS;
    const equal = await equivalenceOf(tx, row.location_code, classLevel, row.issued_on);
    await logDisclosure(tx, ctx, { act: 'print', personId: row.person_id, persons: 1, purpose: '打印毕业证书' });
    await audit(tx, ctx, {
      action: 'certification.print_diploma',
      subjectType: 'certificate',
      subjectId: certificateId,
      personId: row.person_id,
      divisionCode: row.village_code,
      institutionId: row.institution_id,
      summary: `打印毕业证书 ${row.number}`,
    });
    return {
      number: row.number,
      holder: row.holder_name,
      school: row.school,
      major: row.occupation,
      classLevel: CLASS_LEVEL_WORDS[classLevel],
      equivalence: equal && { schooling: equal.schooling, basis: `《${equal.document}》${equal.clause}` },
      issuedOn: row.issued_on,
      withdrawnOn: row.withdrawn_on,
      checkUrl: `${ctx.baseUrl}/public/certificates`,
      printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
    };
  });
}

/** {@link diplomaToPrint} as PDF. @throws NOT_FOUND, DIPLOMA_ONLY, LETTER_GLYPH_MISSING */
export async function printDiploma(ctx: Context, input: CertificateId): Promise<Download> {
  const data = await diplomaToPrint(ctx, input);
  const pdf = await renderPdf({ template: diplomaLetter, data });
  return new Download(`毕业证书-${data.number}.pdf`, 'application/pdf', pdf, true);
}

async function diplomaRow(tx: Tx, actor: Actor, certificateId: string) {
  const row = await tx
    .selectFrom('certificate as c')
    .innerJoin('institution as i', 'i.institution_id', 'c.institution_id')
    .select(['c.person_id', 'c.number', 'c.holder_name', 'c.occupation', 'c.class_level', 'c.issued_on'])
    .select(['c.withdrawn_on', 'c.village_code', 'c.institution_id', 'i.name as school', 'i.location_code'])
    .where('c.certificate_id', '=', certificateId)
    .where(scopeOf(actor, 'c.village_code', 'c.institution_id'))
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  if (row.class_level === null) throw certificationErrors.DIPLOMA_ONLY();
  return row;
}
