import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import {
  decide,
  factsOf,
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  prepareRule,
  type Decision,
} from '../../../policy/index.ts';
import { factsOfPeople } from '../../../students/index.ts';
import { RECEIPTS } from '../area/area-columns.ts';
import { RecheckItems, type Category, type Rechecked } from '../schema.ts';
import { lockItems, noteStandings, receiving, type OpenItem, type Standing } from './work-list-store.ts';

/**
 * Runs the rule again for persons of a work list on the facts of today. An item closes only when nothing is left to do: entitled and receiving, or
 * neither. Otherwise it stays open with what was found. Nobody can close it by hand; closed ones stay closed.
 * @throws NOT_FOUND when one is not in the own area
 */
export async function recheckItems(ctx: Context, input: RecheckItems): Promise<Rechecked> {
  const actor = authorise(ctx, 'find.work');
  const { items, note = null } = RecheckItems.parse(input);
  const keys = [...new Map(items.map((i) => [`${i.personId} ${i.listId}`, i])).values()];
  return transaction(ctx, async (tx) => {
    const locked = await lockItems(tx, keys);
    if (locked.length !== keys.length) throw errors.NOT_FOUND();
    const standings = await runAgain(
      tx,
      ctx,
      locked.filter((item) => item.state === 'open'),
    );
    await noteStandings(tx, standings, { at: ctx.clock.now(), by: actor.userId, note });
    const closed = standings.filter((s) => s.standing === 'clean').length;
    if (standings.length > 0)
      await audit(tx, ctx, {
        action: 'find.recheck',
        subjectType: 'find_item',
        subjectId: standings.length === 1 ? standings[0]!.person_id : locked[0]!.list_id,
        personId: standings.length === 1 ? standings[0]!.person_id : null,
        divisionCode: Number(locked[0]!.village_code),
        summary: `重新核验清单上的${standings.length}人：办结${closed}人，仍待办${standings.length - closed}人`,
        payload: { items: standings, note },
      });
    return resultOf(locked, standings);
  });
}

function resultOf(locked: readonly OpenItem[], standings: readonly Standing[]): Rechecked {
  const now = new Map(standings.map((s) => [`${s.person_id} ${s.list_id}`, s.standing]));
  const items = locked.map((item) => ({
    personId: item.person_id,
    listId: item.list_id,
    standing: now.get(`${item.person_id} ${item.list_id}`) ?? ('clean' as const),
  }));
  const clean = items.filter((item) => item.standing === 'clean').length;
  return { clean, open: items.length - clean, items };
}

/** What the rule says of each today. */
export async function runAgain(tx: Tx, ctx: Context, items: readonly OpenItem[]): Promise<readonly Standing[]> {
  const on = ctx.clock.today();
  const people = await factsOfPeople(tx, [...new Set(items.map((item) => item.person_id))], on);
  const { set } = await currentPolicy(tx);
  const standings: Standing[] = [];
  for (const [key, group] of Map.groupBy(items, (item) => item.rule_key)) {
    const benefit = key.slice(key.lastIndexOf('.') + 1);
    const got = await receiving(
      tx,
      group.map((item) => item.person_id),
      benefit,
      on,
    );
    for (const item of group) {
      const law = lawOf(set, jurisdictionsOf(String(item.village_code)));
      const rule = law.rule(key, on) ?? law.versions(key).at(-1);
      const facts = { ...people.get(item.person_id)?.facts, ...factsOf(RECEIPTS, undefined, on) };
      const decision = rule ? decide(prepareRule(rule, law, on), facts) : null;
      standings.push({
        person_id: item.person_id,
        list_id: item.list_id,
        ...standingOf(decision, got.has(item.person_id)),
      });
    }
  }
  return standings;
}

function standingOf(
  decision: Decision | null,
  receives: boolean,
): { standing: Category | 'clean'; missing: readonly string[] } {
  if (decision?.outcome === 'unknown')
    return { standing: 'not_known', missing: decision.missing.map((m) => (m.kind === 'fact' ? m.fact : m.key)) };
  const entitled = decision?.outcome === 'yes';
  if (entitled === receives) return { standing: 'clean', missing: [] };
  return { standing: entitled ? 'should_receive' : 'not_entitled', missing: [] };
}
