import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { ApplicationContents } from './completeness.ts';
import type { Category } from '../schema.ts';
import type { Application } from '../store.ts';
import type { Applicant } from '../applicants/eligibility.ts';

/** The person of an application as stored. @throws NOT_FOUND when hidden from the actor */
export async function findPerson(tx: Tx, personId: string) {
  const person = await tx.selectFrom('person').selectAll().where('person_id', '=', personId).executeTakeFirst();
  if (!person) throw errors.NOT_FOUND();
  return person;
}
export type PersonRow = Awaited<ReturnType<typeof findPerson>>;

/** Papers that are there now, oldest first. */
export async function papersOf(tx: Tx, app: Pick<Application, 'person_id' | 'application_id'>) {
  return tx
    .selectFrom('application_paper')
    .selectAll()
    .where('person_id', '=', app.person_id)
    .where('application_id', '=', app.application_id)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('paper_id')
    .execute();
}

/** What {@link lackingOf} looks at, from the stored rows. */
export function contentsOf(
  ctx: Context,
  app: Application,
  person: PersonRow,
  papers: readonly { kind: string }[],
): ApplicationContents {
  return {
    category: app.category as Category,
    name: person.name,
    sex: person.sex,
    ethnic: person.ethnic,
    idState: person.id_state,
    cardNo: app.card_no,
    phone: ctx.vault.decrypt(app.contact_phone),
    address: ctx.vault.decrypt(app.contact_address),
    entryKey: app.entry_key,
    graduationSchool: app.graduation_school,
    graduationYear: app.graduation_year,
    notContinuing: app.not_continuing,
    veteranCertificate: app.veteran_certificate,
    dischargedOn: app.discharged_on,
    papers: papers.map((p) => p.kind),
  };
}

/** Whose eligibility an application asks. */
export function applicantOf(app: Application): Applicant {
  return {
    personId: app.person_id,
    villageCode: app.village_code,
    year: app.year,
    begunOn: app.consent_on,
    claims: {
      graduationProved: app.category === 'veteran' ? null : app.graduation_proved,
      veteranCertificate: app.category === 'veteran' ? app.veteran_certificate : null,
      choiceOffered: app.entry_key === null ? null : true,
    },
  };
}
