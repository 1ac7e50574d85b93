import { z } from 'zod';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { applicantOf, contentsOf, findPerson, papersOf } from './application-details.ts';
import { lackingOf } from './completeness.ts';
import { choiceColumns } from './edit-application.ts';
import { decideEligibility, keepEligibility } from '../applicants/eligibility.ts';
import { enrolmentErrors } from '../errors.ts';
import { lockApplication, takeStep, type Application } from '../store.ts';
import { actForVillage } from '../village/village-side.ts';

export const RegisterApplication = z.object({
  id: z.uuid(),
  /** The person applies of their own will (自愿). */
  consent: z.boolean(),
});
export type RegisterApplication = z.infer<typeof RegisterApplication>;

export type RegisteredApplication = { number: string; state: string; eligibility: string };

/**
 * 报名: a complete draft becomes registered at the village. Checks consent, the columns of annex 2, the category's papers and the choice as it stands in the
 * catalogue today, and decides eligibility again with what is proved now. A case that fails a rule may be registered; it cannot pass the township.
 * @throws NOT_FOUND, CONSENT_REQUIRED, APPLICATION_INCOMPLETE, CHOICE_NOT_OFFERED, APPLICATION_WRONG_STATE, POLICY_EXPIRED
 */
export async function registerApplication(ctx: Context, input: RegisterApplication): Promise<RegisteredApplication> {
  const actor = authorise(ctx, 'application.draft');
  const { id, consent } = RegisterApplication.parse(input);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    actForVillage(actor, [app]);
    if (app.state === 'village_registered')
      return { number: app.number, state: app.state, eligibility: app.eligibility ?? 'unknown' };
    if (!consent)
      throw enrolmentErrors.CONSENT_REQUIRED({ fields: [{ path: 'consent', message: '请确认本人自愿报名' }] });
    const ready = app.state === 'draft' ? await checkedAgain(tx, ctx, app) : app;
    await setConsent(tx, ctx, app);
    const now = await takeStep(tx, ctx, ready, 'register', { data: { enteredAs: app.entered_as, consent } });
    return { number: now.number, state: now.state, eligibility: now.eligibility ?? 'unknown' };
  });
}

/**
 * A case checked for sending on: complete, its choice still offered, eligibility decided anew and kept.
 * @throws APPLICATION_INCOMPLETE, CHOICE_NOT_OFFERED, POLICY_EXPIRED
 */
export async function checkedAgain(tx: Tx, ctx: Context, app: Application): Promise<Application> {
  const person = await findPerson(tx, app.person_id);
  const papers = await papersOf(tx, app);
  const answers = await decideEligibility(tx, ctx, [applicantOf(app)]);
  const inRegister = answers.get(app.person_id)?.record.register != null;
  const fields = lackingOf(contentsOf(ctx, app, person, papers), inRegister);
  if (fields.length > 0) throw enrolmentErrors.APPLICATION_INCOMPLETE({ fields });
  const choice = await choiceColumns(tx, ctx, app, app.entry_key!);
  const kept = await keepEligibility(tx, ctx, answers, () => app.village_code);
  const eligibility = kept.get(app.person_id)!;
  const values = { ...choice, ...eligibility, green_channel: eligibility.eligibility !== 'no' };
  await tx
    .updateTable('application')
    .set(values)
    .where('person_id', '=', app.person_id)
    .where('application_id', '=', app.application_id)
    .execute();
  return { ...app, ...values, years: String(values.years) };
}

async function setConsent(tx: Tx, ctx: Context, app: Application): Promise<void> {
  await tx
    .updateTable('application')
    .set({ consent: true, consent_on: ctx.clock.today() })
    .where('person_id', '=', app.person_id)
    .where('application_id', '=', app.application_id)
    .execute();
}
