import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { findPerson, papersOf, type PersonRow } from './application-details.ts';
import { applicationForm, type ApplicationFormData } from '../letters/index.ts';
import { divisionNames, officesAt } from '../offices.ts';
import { checklistOf } from '../papers/paper-checklist.ts';
import { ApplicationId, CATEGORIES, type Category } from '../schema.ts';
import { findApplication, type Application } from '../store.ts';

/**
 * The 报名表 as PDF, for applicant and guardian to sign; the number and address stand on it in full, so printing is audited and logged.
 * @throws NOT_FOUND, LETTER_GLYPH_MISSING
 */
export async function printApplicationForm(ctx: Context, input: ApplicationId): Promise<Download> {
  authorise(ctx, 'application.draft');
  const { id } = ApplicationId.parse(input);
  const data = await transaction(ctx, async (tx) => {
    const app = await findApplication(tx, id);
    if (!app) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'application.print_form',
      subjectType: 'application',
      subjectId: id,
      personId: app.person_id,
      divisionCode: app.village_code,
      summary: `打印报名表 ${app.number}`,
    });
    await logPrint(tx, ctx, app, '报名表');
    return formData(tx, ctx, app, await findPerson(tx, app.person_id));
  });
  const pdf = await renderPdf({ template: applicationForm, data });
  return new Download(`报名表-${data.applicationNumber}.pdf`, 'application/pdf', pdf, true);
}

/** Notes who printed whose data. */
export async function logPrint(tx: Tx, ctx: Context, app: Application, what: string): Promise<void> {
  await sql`insert into read_log (at, user_id, unit_id, act, person_id, purpose) values (${ctx.clock.now()}, ${ctx.actor!.userId},
    ${ctx.actor!.unitId}::uuid, 'print', ${app.person_id}, ${what})`.execute(tx);
}

async function formData(tx: Tx, ctx: Context, app: Application, person: PersonRow): Promise<ApplicationFormData> {
  const names = await officeNames(tx, ctx, app);
  const papers = await papersOf(tx, app);
  return {
    applicationNumber: app.number,
    villageOffice: names.village,
    serialNumber: String(Number(app.number.split('-').at(-1))),
    name: app.person_name,
    sex: person.sex ?? '',
    ethnicGroup: person.ethnic ?? '',
    assistanceCardNumber: app.card_no ?? '',
    idNumber: ctx.vault.decrypt(person.id_number) ?? '',
    phone: ctx.vault.decrypt(app.contact_phone) ?? '',
    address: ctx.vault.decrypt(app.contact_address) ?? '',
    schoolName: app.school_name ?? '',
    majorName: app.major ?? '',
    levelName: app.level ?? '',
    studyYears: Number(app.years ?? 0),
    categories: Object.entries(CATEGORIES).map(([key, name]) => ({ name, chosen: key === app.category })),
    papers: checklistOf(app.category as Category).map((kind) => ({
      name: kind.name,
      received: papers.some((p) => p.kind === kind.kind),
    })),
    guardianName: app.guardian_name ?? undefined,
    assistanceOffice: names.poverty,
    laborOffice: names.hr,
    printed: { by: `${ctx.actor!.unitName} ${ctx.actor!.name}`, at: ctx.clock.now().toISOString() },
  };
}

/** Names of village and township offices on the day; plain words where the installation knows no unit. */
export async function officeNames(tx: Tx, ctx: Context, app: Application) {
  const onDate = ctx.clock.today();
  const places = await divisionNames(tx, [app.village_code, app.township_code], onDate);
  const village = await officesAt(tx, { level: 'village', divisionCode: app.village_code, onDate });
  const township = await officesAt(tx, { level: 'township', divisionCode: app.township_code, onDate });
  const of = (line: string) => township.find((o) => o.line === line);
  const town = places.get(app.township_code) ?? '乡镇';
  return {
    village: village[0]?.name ?? `${places.get(app.village_code) ?? ''}村（居）民委员会`,
    poverty: of('poverty')?.name ?? `${town}扶贫部门`,
    hr: of('hr')?.name ?? `${town}人力资源社会保障所`,
    askPhone: of('hr')?.phone ?? of('poverty')?.phone ?? '',
  };
}
