import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { lockOfSchool } from './letter-store.ts';
import { tellOffices } from '../offices.ts';
import { MarkNoShow } from '../schema-city.ts';
import { takeSteps, type Application } from '../store.ts';

const TOLD = [
  { level: 'city', lines: ['hr'], codeOf: (a: Application) => a.city_code },
  { level: 'village', lines: ['village'], codeOf: (a: Application) => a.village_code },
];

/**
 * The school records who did not come, with the reason it was given; city and village are told (implied 25).
 * @throws REASON_REQUIRED, APPLICATION_WRONG_STATE, NOT_FOUND
 */
export async function markNoShow(ctx: Context, input: MarkNoShow): Promise<{ marked: number }> {
  const actor = authorise(ctx, 'letter.issue');
  const { ids, reason } = MarkNoShow.parse(input);
  return transaction(ctx, async (tx) => {
    const apps = await lockOfSchool(tx, actor, ids);
    const marked = await takeSteps(
      tx,
      ctx,
      apps.map((app) => ({ app, action: 'no_show', detail: { reason } })),
    );
    for (const { level, lines, codeOf } of TOLD)
      for (const [divisionCode, here] of Map.groupBy(marked, codeOf)) {
        const message = {
          kind: 'application.no_show',
          title: `未报到：${here.length} 人`,
          body: `${actor.unitName}登记未报到：${here.map((a) => a.person_name).join('、')}。原因：${reason}`,
        };
        await tellOffices(tx, ctx, { level, lines, divisionCode }, message);
      }
    await audit(tx, ctx, {
      action: 'letter.no_show',
      subjectType: 'institution',
      subjectId: actor.institutionId!,
      institutionId: actor.institutionId,
      summary: `登记未报到 ${marked.length} 人（${reason}）`,
      payload: { applications: marked.map((a) => a.number) },
    });
    return { marked: marked.length };
  });
}
