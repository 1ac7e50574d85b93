import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { noteRead } from '../../people/index.ts';
import { billsOf, type BillView } from '../bills/bill-store.ts';
import { cardOf } from '../cards/card-store.ts';
import { registerStatements } from '../facts/facts-store.ts';
import { BenefitsCard, type CardItem } from '../schema.ts';
import { offersTo, type Offer } from '../offers/services.ts';
import { actsFrom, STANDINGS, STUDENT_ACTS } from './standing.ts';
import { findStatus, type StudentStatus } from '../store.ts';

export type StudentFile = {
  statusId: string;
  personId: string;
  applicationId: string | null;
  name: string;
  idMask: string | null;
  statusNumber: string;
  numberKind: string;
  schoolName: string;
  major: string;
  level: string;
  years: number;
  className: string | null;
  fullTime: boolean;
  boarding: boolean | null;
  reportedOn: string | null;
  enrolledOn: string;
  state: string;
  stateName: string;
  stateFrom: string;
  villageName: string | null;
  /** Acts open now to the school. */
  acts: { act: string; name: string }[];
  events: { at: string; onDate: string; event: string; toName: string; reason: string | null; by: string }[];
  match: { certainty: string | null; confirmedOn: string | null; sender: string | null };
  schoolYear: string;
  card: CardItem[];
  /** Posts and jobs offered, and fee bills, as they stand. */
  offers: Offer[];
  bills: BillView[];
};

/**
 * A student's file: who, status and its history, the match with the register, and the card of the school year (the current one unless told). Each opening
 * is logged.
 * @throws NOT_FOUND for another school's student
 */
export async function openStudent(ctx: Context, input: BenefitsCard): Promise<StudentFile> {
  const actor = authorise(ctx, 'student.read');
  const { statusId, schoolYear = schoolYearOf(plainDate(ctx.clock.today())).label } = BenefitsCard.parse(input);
  const file = await read(ctx, async (tx) => {
    const status = await findStatus(tx, actor, statusId);
    const head = await headOf(tx, status);
    const register = (await registerStatements(tx, [status.person_id], ctx.clock.today(), null)).get(status.person_id);
    return {
      ...bodyOf(status),
      ...head,
      acts: actor.permissions.has('student.register')
        ? actsFrom(status.state).map((act) => ({ act, name: STUDENT_ACTS[act] }))
        : [],
      events: await eventsOf(tx, status),
      match: {
        certainty: register?.certainty ?? null,
        confirmedOn: register?.confirmed_on ?? null,
        sender: register?.sender ?? null,
      },
      schoolYear,
      card: await cardOf(tx, status, schoolYear),
      offers: await offersTo(tx, status),
      bills: await billsOf(tx, status),
    };
  });
  noteRead(ctx, file.personId);
  return file;
}

function bodyOf(status: StudentStatus) {
  return {
    statusId: status.status_id,
    personId: status.person_id,
    applicationId: status.application_id,
    statusNumber: status.status_number,
    numberKind: status.number_kind,
    major: status.major,
    level: status.level,
    years: Number(status.years),
    className: status.class_name,
    fullTime: status.full_time,
    boarding: status.boarding,
    reportedOn: status.reported_on,
    enrolledOn: status.enrolled_on,
    state: status.state,
    stateName: STANDINGS[status.state],
    stateFrom: status.state_from,
  };
}

/** Name, school and home as they are written on the file. @throws NOT_FOUND when the person may not be seen */
export async function headOf(tx: Tx, status: StudentStatus) {
  const row = await tx
    .selectFrom('person as p')
    .innerJoin('institution as i', (join) => join.on('i.institution_id', '=', status.institution_id))
    .select(['p.name', 'p.id_mask as idMask', 'i.name as schoolName', 'i.phone as schoolPhone'])
    .select((eb) =>
      eb
        .selectFrom('division as d')
        .select('d.full_name')
        .where('d.code', '=', status.village_code)
        .orderBy('d.valid_from', 'desc')
        .limit(1)
        .as('villageName'),
    )
    .where('p.person_id', '=', status.person_id)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

async function eventsOf(tx: Tx, status: StudentStatus): Promise<StudentFile['events']> {
  const rows = await tx
    .selectFrom('student_event')
    .selectAll()
    .where('person_id', '=', status.person_id)
    .where('status_id', '=', status.status_id)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map((e) => ({
    at: e.at.toISOString(),
    onDate: e.on_date,
    event: e.event === 'register' ? '注册学籍' : STUDENT_ACTS[e.event as keyof typeof STUDENT_ACTS],
    toName: STANDINGS[e.to_state as keyof typeof STANDINGS],
    reason: e.reason,
    by: e.user_name,
  }));
}
