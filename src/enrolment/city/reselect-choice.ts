import { checkChoice, type Choice } from '../../catalogue/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { enrolmentErrors } from '../errors.ts';
import { tellOffices } from '../offices.ts';
import { ReselectChoice } from '../schema-city.ts';
import { lockApplication, takeStep, type Application } from '../store.ts';

/**
 * The village writes down the family's new choice, open in a published catalogue today; the case is back with the city (implied 20).
 * A township does it for a village that did not enter the application itself.
 * @throws CHOICE_NOT_OFFERED, APPLICATION_WRONG_STATE, NOT_FOUND, NOT_PERMITTED
 */
export async function reselectChoice(ctx: Context, input: ReselectChoice): Promise<{ number: string; state: string }> {
  const actor = authorise(ctx, 'application.draft');
  const { id, entryKey } = ReselectChoice.parse(input);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    if (actor.level !== 'village' && app.entered_as === 'village') throw errors.NOT_PERMITTED();
    const check = await checkChoice(tx, { entryKey, year: app.year, onDate: ctx.clock.today() });
    if (!check.ok) throw enrolmentErrors.CHOICE_NOT_OFFERED({ fields: [{ path: 'entryKey', message: check.reason }] });
    const chosen = choiceColumns(check.choice);
    const data = { from: app.entry_key, to: entryKey };
    const now = await takeStep(tx, ctx, { ...app, ...chosen } as Application, 'reselect', { data });
    await tx
      .updateTable('application')
      .set(chosen)
      .where('person_id', '=', app.person_id)
      .where('application_id', '=', id)
      .execute();
    await tellOffices(
      tx,
      ctx,
      {
        level: 'city',
        lines: ['hr'],
        divisionCode: app.city_code,
      },
      {
        kind: 'application.reselected',
        title: `已重选：${app.person_name}`,
        body: `申请 ${app.number} 改选 ${check.choice.schoolName} ${check.choice.major}。`,
        link: '/enrolment/admission',
      },
    );
    await audit(tx, ctx, {
      action: 'application.reselect_choice',
      subjectType: 'application',
      subjectId: id,
      personId: app.person_id,
      divisionCode: app.village_code,
      institutionId: check.choice.institutionId,
      summary: `申请 ${app.number} 改选 ${check.choice.schoolName} ${check.choice.major}`,
      payload: data,
    });
    return { number: now.number, state: now.state };
  });
}

/** A catalogue pair as an application keeps it. */
export function choiceColumns(choice: Choice) {
  return {
    entry_key: choice.entryKey,
    version_id: choice.versionId,
    catalogue_city_code: choice.cityCode,
    institution_id: choice.institutionId,
    school_name: choice.schoolName,
    major: choice.major,
    level: choice.level,
    years: String(choice.years),
  };
}
