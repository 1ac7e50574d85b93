import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { wholeCategory } from '../entitled-store.ts';
import { entitledErrors } from '../errors.ts';
import { searchFor } from '../find-entitled.ts';
import { categoryTitles, MakeWorkList } from '../schema.ts';
import { insertItems, insertList, type NewList } from './work-list-store.ts';
import { villageUnits } from './village-units.ts';

/** More than this is a list nobody works through; it goes out county by county. */
const LONGEST = 20_000;

/**
 * Makes a work list of everyone whom a rule finds in a category today and sends it to the villages concerned. Who already stands on an open list for
 * the same matter is not listed twice; when nobody is left, nothing is made.
 * @throws NOT_FOUND outside the own area, FIND_BENEFIT_UNKNOWN, FIND_NOBODY, FIND_LIST_TOO_LONG
 */
export async function makeWorkList(
  ctx: Context,
  input: MakeWorkList,
): Promise<{ listId: string; items: number; villages: number }> {
  const actor = authorise(ctx, 'find.send');
  const asked = MakeWorkList.parse(input);
  return transaction(ctx, async (tx) => {
    const { search, version } = await searchFor(tx, ctx, actor, { division: asked.division, benefit: asked.benefit });
    const filter = { category: asked.category, missing: asked.missing, limit: LONGEST + 1, offset: 0 };
    const people = await wholeCategory(tx, search, filter);
    if (people.length > LONGEST) throw entitledErrors.FIND_LIST_TOO_LONG();
    const fresh = people.filter((person) => !person.listed);
    if (fresh.length === 0) throw entitledErrors.FIND_NOBODY();
    const list: NewList = {
      listId: ctx.newId(),
      division: asked.division,
      ruleKey: search.rule.key,
      ruleTitle: search.rule.title.zh,
      category: asked.category,
      missing: asked.missing ?? null,
      on: search.on,
      lawVersion: version,
      note: asked.note ?? null,
      dueOn: asked.dueOn ?? null,
      unitId: actor.unitId,
      unitName: actor.unitName,
      madeBy: actor.userId,
      madeName: actor.name,
      at: ctx.clock.now(),
    };
    await insertList(tx, list, fresh.length);
    const added = await insertItems(tx, list, fresh);
    // Somebody else listed the rest in the meantime: what is counted is what was written.
    if (added.length !== fresh.length) throw entitledErrors.FIND_CHANGED();
    const villages = await tell(tx, ctx, list, added);
    await audit(tx, ctx, {
      action: 'find.make_list',
      subjectType: 'find_list',
      subjectId: list.listId,
      divisionCode: list.division,
      summary: `派发“${list.ruleTitle}”${categoryTitles[list.category]}清单：${added.length}人，${villages}个村`,
      payload: {
        rule: list.ruleKey,
        category: list.category,
        missing: list.missing,
        lawVersion: version,
        items: added.length,
      },
    });
    return { listId: list.listId, items: added.length, villages };
  });
}

async function tell(tx: Tx, ctx: Context, list: NewList, added: readonly { village_code: number }[]): Promise<number> {
  const perVillage = Map.groupBy(added, (row) => Number(row.village_code));
  const units = await villageUnits(tx, [...perVillage.keys()]);
  const due = list.dueOn ? `，请于${list.dueOn}前办理` : '';
  await sendMessages(
    tx,
    ctx,
    units.map(({ unitId, village }) => ({
      toUnitId: unitId,
      kind: 'find.list',
      title: `${list.ruleTitle}：${categoryTitles[list.category]} ${perVillage.get(village)?.length ?? 0} 人`,
      body: `${list.unitName}派发的清单${due}。核实后点“重新核验”，规则认定无误时自动办结。`,
      link: '/work-items',
    })),
  );
  return perVillage.size;
}
