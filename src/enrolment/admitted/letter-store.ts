import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { AdmissionLetter, SchoolNotice } from '../../platform/db-types.ts';
import { errors } from '../../platform/errors.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { letterNumber, letterScope } from '../city/city-numbers.ts';
import { letterCode, letterKey } from './letter-code.ts';
import { lockApplications, type Application } from '../store.ts';

export type LetterRow = Selectable<AdmissionLetter>;

/** How and where to: what a school settles for letters of one issue. */
export type LetterTerms = { delivery: string; reportBy: string | null; reportPlace: string | null };

/** The school the actor acts for. @throws NOT_PERMITTED for an office that is no school */
export function ownSchool(actor: Actor): string {
  if (actor.institutionId === null) throw errors.NOT_PERMITTED();
  return actor.institutionId;
}

/** Locks a notice to a school; who may act on it is the caller's to say. @throws NOT_FOUND */
export async function lockNotice(tx: Tx, noticeId: string): Promise<Selectable<SchoolNotice>> {
  const notice = await tx
    .selectFrom('school_notice')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .forUpdate()
    .executeTakeFirst();
  if (!notice) throw errors.NOT_FOUND();
  return notice;
}

/** Locks applications admitted to the actor's own school. @throws NOT_FOUND when one of them is another school's */
export async function lockOfSchool(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Application[]> {
  const school = ownSchool(actor);
  const wanted = [...new Set(ids)];
  const apps = await lockApplications(tx, wanted);
  if (apps.length !== wanted.length || apps.some((a) => a.institution_id !== school)) throw errors.NOT_FOUND();
  return apps;
}

/** Locks one letter of the actor's own school. @throws NOT_FOUND */
export async function lockLetter(tx: Tx, actor: Actor, letterId: string): Promise<LetterRow> {
  const row = await tx
    .selectFrom('admission_letter')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('institution_id', '=', ownSchool(actor))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** The valid letter of each of these applications; those without one are left out. */
export async function validLetters(tx: Tx, applicationIds: readonly string[]): Promise<LetterRow[]> {
  if (applicationIds.length === 0) return [];
  return tx
    .selectFrom('admission_letter')
    .selectAll()
    .where('application_id', 'in', [...applicationIds])
    .where('state', '=', 'valid')
    .execute();
}

/** What an admission letter's check code is bound to, so that it cannot be moved to another letter. */
export const codeBinding = (letterId: string): string => `admission_letter.check_code ${letterId}`;

/**
 * Writes one valid letter for each application, numbered without gaps within school and year, each with a check code of its own
 * (SD2017-3.2-14). The caller holds the locks. @throws NOT_FOUND when one has no admission the actor may see
 */
export async function insertLetters(
  tx: Tx,
  ctx: Context,
  apps: readonly Application[],
  terms: LetterTerms,
): Promise<LetterRow[]> {
  if (apps.length === 0) return [];
  const admissions = await tx
    .selectFrom('admission')
    .select(['application_id', 'admission_id', 'institution_id', 'year'])
    .where(
      'application_id',
      'in',
      apps.map((a) => a.application_id),
    )
    .execute();
  const admissionOf = new Map(admissions.map((a) => [a.application_id, a]));
  const letters: LetterRow[] = [];
  const groups = Map.groupBy(apps, (a) => {
    const admission = admissionOf.get(a.application_id);
    if (!admission) throw errors.NOT_FOUND();
    return letterScope(admission.institution_id, admission.year);
  });
  for (const scope of [...groups.keys()].sort()) {
    const group = groups.get(scope)!.sort((a, b) => (a.number < b.number ? -1 : 1));
    const first = await takeNumbers(tx, scope, group.length);
    for (const [i, app] of group.entries())
      letters.push(letterOf(ctx, app, admissionOf.get(app.application_id)!, first + i, terms));
  }
  await tx.insertInto('admission_letter').values(letters).execute();
  return letters;
}

function letterOf(
  ctx: Context,
  app: Application,
  admission: { admission_id: string; institution_id: string; year: number },
  sequence: number,
  terms: LetterTerms,
): LetterRow {
  const letterId = ctx.newId();
  const code = letterCode(randomBytes);
  return {
    person_id: app.person_id,
    letter_id: letterId,
    application_id: app.application_id,
    admission_id: admission.admission_id,
    number: letterNumber(admission.year, sequence),
    check_index: ctx.vault.index('letter', letterKey(code))!,
    check_code: ctx.vault.encrypt(code, codeBinding(letterId))!,
    institution_id: admission.institution_id,
    village_code: app.village_code,
    state: 'valid',
    issued_on: ctx.clock.today(),
    issued_by: ctx.actor?.userId ?? 'system',
    issued_at: ctx.clock.now(),
    delivery: terms.delivery,
    report_by: terms.reportBy,
    report_place: terms.reportPlace,
    replaced_by: null,
    closed_at: null,
    closed_by: null,
    closed_reason: null,
  };
}
