import { sql } from 'kysely';
import type { z } from 'zod';
import { checkChoice } from '../../catalogue/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { mayEdit } from '../application.ts';
import { findPerson } from './application-details.ts';
import { citizenNumber, sealedNumber } from '../applicants/enter-person.ts';
import { enrolmentErrors } from '../errors.ts';
import { refuseSecondApplication } from './one-application.ts';
import { EditApplication } from '../schema.ts';
import { lockApplication, type Application } from '../store.ts';
import { STATES } from '../states.ts';
import { actForVillage } from '../village/village-side.ts';

/**
 * Changes what the family states, while the village holds the case: a draft, or one returned for correction. School and major come from the
 * catalogue published for the year only, and are kept with its version (SD2017-3.2-05).
 * @throws NOT_FOUND, APPLICATION_WRONG_STATE, CHOICE_NOT_OFFERED, ID_NUMBER_WRONG, ENTERED_BY_VILLAGE
 */
export async function editApplication(ctx: Context, input: EditApplication): Promise<{ changed: string[] }> {
  const actor = authorise(ctx, 'application.draft');
  const { id, entryKey, idNumber, ethnic, ...given } = EditApplication.parse(input);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    actForVillage(actor, [app]);
    if (!mayEdit(app.state))
      throw enrolmentErrors.APPLICATION_WRONG_STATE({ details: { state: app.state, stateName: STATES[app.state] } });
    if (idNumber) await correctNumber(tx, ctx, app, idNumber);
    if (ethnic) await tx.updateTable('person').set({ ethnic }).where('person_id', '=', app.person_id).execute();
    const values = {
      ...columnsOf(ctx, given),
      ...(entryKey ? await choiceColumns(tx, ctx, app, entryKey) : {}),
    };
    if (Object.keys(values).length > 0)
      await tx
        .updateTable('application')
        .set(values)
        .where('person_id', '=', app.person_id)
        .where('application_id', '=', id)
        .execute();
    const changed = [...Object.keys(values), ...(idNumber ? ['id_number'] : []), ...(ethnic ? ['ethnic'] : [])];
    await audit(tx, ctx, {
      action: 'application.edit',
      subjectType: 'application',
      subjectId: id,
      personId: app.person_id,
      divisionCode: app.village_code,
      summary: `申请 ${app.number}：修改内容`,
      payload: { columns: changed },
    });
    return { changed };
  });
}

type Stated = Omit<z.output<typeof EditApplication>, 'id' | 'entryKey' | 'idNumber' | 'ethnic'>;

function columnsOf(ctx: Context, s: Stated) {
  const columns = {
    category: s.category,
    card_no: s.cardNo,
    contact_phone: s.phone === undefined ? undefined : ctx.vault.encrypt(s.phone),
    contact_address: s.address === undefined ? undefined : ctx.vault.encrypt(s.address),
    graduation_school: s.graduationSchool,
    graduation_year: s.graduationYear,
    not_continuing: s.notContinuing,
    veteran_certificate: s.veteranCertificate,
    discharged_on: s.dischargedOn,
    guardian_name: s.guardianName,
    guardian_relation: s.guardianRelation,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** The chosen entry as the application keeps it, frozen with the version it was chosen from. @throws CHOICE_NOT_OFFERED */
export async function choiceColumns(tx: Tx, ctx: Context, app: Pick<Application, 'year'>, entryKey: string) {
  const check = await checkChoice(tx, { entryKey, year: app.year, onDate: ctx.clock.today() });
  if (!check.ok)
    throw enrolmentErrors.CHOICE_NOT_OFFERED({
      message: check.reason,
      fields: [{ path: 'entryKey', message: check.reason }],
      details: { code: check.code },
    });
  const { choice } = check;
  return {
    entry_key: choice.entryKey,
    version_id: choice.versionId,
    catalogue_city_code: choice.cityCode,
    institution_id: choice.institutionId,
    school_name: choice.schoolName,
    major: choice.major,
    level: choice.level,
    years: choice.years,
  };
}

/** Gives a person the number the lists lacked; birth and sex it states must agree with what is known. */
async function correctNumber(tx: Tx, ctx: Context, app: Application, typed: string): Promise<void> {
  const read = citizenNumber(typed);
  const person = await findPerson(tx, app.person_id);
  const number = sealedNumber(ctx, read);
  if (person.id_state === 'valid') {
    if (person.id_index && number.id_index?.equals(person.id_index)) return;
    throw enrolmentErrors.ID_NUMBER_WRONG({ message: '名单中已有有效的身份证号，与录入的不一致，请先核对名单。' });
  }
  if ((person.sex && person.sex !== read.sex) || (person.birth && person.birth !== read.birth))
    throw enrolmentErrors.ID_NUMBER_WRONG({ message: '号码所示的出生日期或性别与名单不一致，请核对证件。' });
  await tx
    .updateTable('person')
    .set({ ...number, sex: read.sex, birth: read.birth })
    .where('person_id', '=', person.person_id)
    .execute();
  await sql`insert into person_event (person_id, event_id, kind, on_date, village_code, reason, known_from, recorded_by, recorded_at)
    values (${person.person_id}, ${ctx.newId()}, 'number_corrected', ${ctx.clock.today()}, ${person.village_code}, '报名时对照证件录入',
      nextval('publication_seq'), ${ctx.actor!.userId}, ${ctx.clock.now()})`.execute(tx);
  await refuseSecondApplication(tx, { ...person, id_index: number.id_index }, app.year, app.application_id);
}
