import { publishedEntry } from '../../catalogue/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { PersonSealer } from '../../people/index.ts';
import { readCitizenId } from '../../standards/index.ts';
import { studentErrors } from '../errors.ts';
import { RegisterOtherStudent } from '../schema.ts';
import { nationalNumber, schoolNumber, type StatusNumber } from './status-number.ts';
import { grantToSchool, holdFullTimePlace, holdNumber, insertStatus, schoolOf } from '../store.ts';

type Given = ReturnType<typeof RegisterOtherStudent.parse>;

/**
 * A school enters on the roll a student who did not come through the programme: every student is there, not only the assisted. The record joins the
 * register by an equal valid number and name alone. A citizen number that does not hold is refused, never repaired; without one the school's own
 * number counts. Repeating the same entry gives the status that is there.
 * @throws STUDENT_ID_WRONG, STUDENT_NUMBER_NEEDED, STUDENT_NUMBER_TAKEN, STUDENT_ACTIVE_ELSEWHERE, STUDENT_DATE_WRONG,
 * PART_TIME_END_NEEDED, PART_TIME_TOO_SHORT
 */
export async function registerOtherStudent(
  ctx: Context,
  input: RegisterOtherStudent,
): Promise<{ statusId: string; statusNumber: string }> {
  const actor = authorise(ctx, 'student.register');
  const given = RegisterOtherStudent.parse(input);
  const school = schoolOf(actor);
  if (given.enrolledOn > ctx.clock.today()) throw studentErrors.STUDENT_DATE_WRONG();
  const id18 = citizenNumber(given);
  return transaction(ctx, async (tx) => {
    const number = await numberOf(tx, ctx, school, id18, given);
    const there = id18 === null ? null : await sameEntry(tx, school, number, given);
    if (there) return { statusId: there, statusNumber: number.shown };
    const personId = await insertPerson(tx, ctx, given, id18);
    if (given.fullTime) await holdFullTimePlace(tx, personId, ctx.clock.today());
    const entry = given.entryKey
      ? await publishedEntry(tx, given.entryKey, Number(given.enrolledOn.slice(0, 4)))
      : null;
    const own = entry?.institutionId === school ? entry : null;
    const statusId = await insertStatus(tx, ctx, {
      personId,
      institutionId: school,
      applicationId: null,
      number,
      fullTime: given.fullTime,
      boarding: given.boarding,
      entryKey: own?.entryKey ?? null,
      versionId: own?.versionId ?? null,
      major: own?.major ?? given.major,
      level: own?.level ?? given.level,
      years: own?.years ?? given.years,
      className: given.className ?? null,
      reportedOn: null,
      enrolledOn: given.enrolledOn,
      plannedGraduationOn: given.plannedGraduationOn ?? null,
      employer: given.employer ?? null,
      villageCode: given.villageCode,
    });
    await audit(tx, ctx, {
      action: 'student.register',
      subjectType: 'student_status',
      subjectId: statusId,
      personId,
      divisionCode: given.villageCode,
      institutionId: school,
      summary: `注册学籍 ${number.shown}（项目外学生，${given.fullTime ? '全日制' : '非全日制'}）`,
    });
    return { statusId, statusNumber: number.shown };
  });
}

function citizenNumber(given: Given): string | null {
  if (given.idNumber === undefined) return null;
  const read = readCitizenId(given.idNumber);
  if (read.ok) return read.id18;
  throw studentErrors.STUDENT_ID_WRONG({ fields: [{ path: 'idNumber', message: '请对照证件核对号码' }] });
}

async function numberOf(
  tx: Tx,
  ctx: Context,
  school: string,
  id18: string | null,
  given: Given,
): Promise<StatusNumber> {
  if (id18 !== null) return nationalNumber(ctx.vault, id18);
  if (!given.schoolNumber)
    throw studentErrors.STUDENT_NUMBER_NEEDED({ fields: [{ path: 'schoolNumber', message: '请填写本校学号' }] });
  await holdNumber(tx, school, given.schoolNumber);
  return schoolNumber(given.schoolNumber);
}

async function sameEntry(tx: Tx, school: string, number: StatusNumber, given: Given): Promise<string | null> {
  const row = await tx
    .selectFrom('student_status')
    .select('status_id')
    .where('institution_id', '=', school)
    .where('number_index', '=', number.index)
    .where('enrolled_on', '=', given.enrolledOn)
    .where('full_time', '=', given.fullTime)
    .executeTakeFirst();
  return row?.status_id ?? null;
}

/** The person as the school's roll gives them: a record of its own, with the grant that lets the school see it. */
async function insertPerson(tx: Tx, ctx: Context, given: Given, id18: string | null): Promise<string> {
  const sealer = new PersonSealer(ctx.vault);
  const name = sealer.name(given.name);
  const number = id18 === null ? null : sealer.number(id18);
  const personId = ctx.newId();
  await grantToSchool(tx, ctx, personId, given.enrolledOn);
  await tx
    .insertInto('person')
    .values({
      person_id: personId,
      source: 'students',
      name: given.name,
      name_key: name.nameKey,
      name_sort: name.nameSort,
      sex: number?.sex ?? given.sex ?? null,
      ethnic: given.ethnic ?? null,
      birth: number?.birth ?? null,
      id_kind: number?.idKind ?? null,
      id_state: number ? 'valid' : 'missing',
      id_number: number?.idNumber ?? null,
      id_index: number?.idIndex ?? null,
      id_tail_index: number?.idTailIndex ?? null,
      id_mask: number?.idMask ?? null,
      village_code: given.villageCode,
      created_seq: 0,
    })
    .execute();
  return personId;
}
