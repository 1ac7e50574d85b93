import { areasHold } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { lockApplications, type Application } from '../store.ts';
import { STATES } from '../states.ts';

/** Locks the applications of the actor's own city: one seen only by a grant is another city's. @throws NOT_FOUND */
export async function lockOwn(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Application[]> {
  const wanted = [...new Set(ids)];
  const apps = await lockApplications(tx, wanted);
  if (apps.length !== wanted.length || !apps.every((a) => areasHold(actor.areas, a.village_code)))
    throw errors.NOT_FOUND();
  return apps;
}

/** What is left alone because it is not at this step (any more), by state. */
export function skippedOf(apps: readonly Application[], step: Application['state'] = 'city_accepted') {
  const others = Map.groupBy(
    apps.filter((a) => a.state !== step),
    (a) => a.state,
  );
  return [...others].map(([state, same]) => ({ reason: `当前状态：${STATES[state]}`, count: same.length }));
}
