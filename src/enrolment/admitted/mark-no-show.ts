import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { lockOfSchool } from './letter-store.ts';
import { officesAt } from '../offices.ts';
import { MarkNoShow } from '../schema-city.ts';
import { takeSteps } from '../store.ts';

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
    const onDate = ctx.clock.today();
    const places = [
      ...new Set(marked.map((a) => `city ${a.city_code}`)),
      ...new Set(marked.map((a) => `village ${a.village_code}`)),
    ];
    for (const place of places) {
      const [level, code] = place.split(' ') as ['city' | 'village', string];
      const here = marked.filter((a) => (level === 'city' ? a.city_code : a.village_code) === Number(code));
      const lines = level === 'city' ? ['hr'] : ['village'];
      const offices = await officesAt(tx, { level, lines, divisionCode: Number(code), onDate });
      await sendMessages(
        tx,
        ctx,
        offices.map(({ unitId }) => ({
          toUnitId: unitId,
          kind: 'application.no_show',
          title: `未报到：${here.length} 人`,
          body: `${actor.unitName}登记未报到：${here.map((a) => a.person_name).join('、')}。原因：${reason}`,
        })),
      );
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
