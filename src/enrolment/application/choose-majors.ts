import { checkChoice, type Choice } from '../../catalogue/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { enrolmentErrors } from '../errors.ts';
import { cityErrors } from '../errors-city.ts';
import { lockOwn, skippedOf } from './own-applications.ts';
import { choiceColumns } from '../city/reselect-choice.ts';
import { ChooseMajors } from '../schema-city.ts';
import { takeSteps, type Application } from '../store.ts';

export type ChosenMajors = { chosen: number; skipped: { reason: string; count: number }[] };

/**
 * Settles the major of persons who came by a city's form, which names a school only: one entry of that school, open in the published catalogue
 * today, for one or many (SD2017 附件2). The school itself stays as the form says; another school is asked for by reselection. Repeating it
 * changes nothing.
 * @throws CHOICE_NOT_OFFERED, IMPORTED_OTHER_SCHOOL, IMPORTED_ONLY for a case that did not come by a form, NOT_FOUND for another city's
 */
export async function chooseMajors(ctx: Context, input: ChooseMajors): Promise<ChosenMajors> {
  const actor = authorise(ctx, 'admission.decide');
  const { ids, entryKey } = ChooseMajors.parse(input);
  return transaction(ctx, async (tx) => {
    const apps = await lockOwn(tx, actor, ids);
    if (apps.some((a) => a.entered_as !== 'imported_at_city')) throw cityErrors.IMPORTED_ONLY();
    const ready = apps.filter((a) => a.state === 'city_accepted');
    const year = apps[0]!.year;
    const check = await checkChoice(tx, { entryKey, year, onDate: ctx.clock.today() });
    if (!check.ok) throw enrolmentErrors.CHOICE_NOT_OFFERED({ fields: [{ path: 'entryKey', message: check.reason }] });
    const { choice } = check;
    const others = ready.filter((a) => a.year !== year || !ofSchool(a, choice));
    if (others.length > 0)
      throw cityErrors.IMPORTED_OTHER_SCHOOL({ details: { names: others.slice(0, 20).map((a) => a.person_name) } });
    const changing = ready.filter((a) => a.entry_key !== entryKey);
    await store(tx, ctx, changing, choice);
    if (changing.length > 0)
      await audit(tx, ctx, {
        action: 'admission.choose_majors',
        subjectType: 'unit',
        subjectId: actor.unitId,
        divisionCode: actor.divisionCode,
        institutionId: choice.institutionId,
        summary: `为 ${changing.length} 人确定专业：${choice.schoolName} ${choice.major}（${choice.level}）`,
        payload: { entryKey, applications: changing.map((a) => a.number) },
      });
    return { chosen: ready.length, skipped: skippedOf(apps) };
  });
}

/** Whether an entry is of the school the form names; a school without a record yet is known by its name. */
function ofSchool(app: Application, choice: Choice): boolean {
  return app.institution_id === null
    ? app.school_name === choice.schoolName
    : app.institution_id === choice.institutionId;
}

async function store(tx: Tx, ctx: Context, apps: readonly Application[], choice: Choice): Promise<void> {
  if (apps.length === 0) return;
  const columns = choiceColumns(choice);
  const steps = apps.map((app) => ({
    app: { ...app, institution_id: choice.institutionId },
    action: 'choose_major' as const,
    detail: { data: { from: app.entry_key, to: choice.entryKey } },
  }));
  await takeSteps(tx, ctx, steps);
  await tx
    .updateTable('application')
    .set(columns)
    .where(
      'person_id',
      'in',
      apps.map((a) => a.person_id),
    )
    .where(
      'application_id',
      'in',
      apps.map((a) => a.application_id),
    )
    .execute();
  await sendMessages(
    tx,
    ctx,
    apps.map((app) => ({
      toPersonId: app.person_id,
      kind: 'application.major_chosen',
      title: '已确定就读专业',
      body: `申请 ${app.number}：${choice.schoolName} ${choice.major}（${choice.level}）。如有不同意见，请在录取前告知村（居）或市人力资源社会保障局。`,
    })),
  );
}
