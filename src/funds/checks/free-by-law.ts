import type { Tx } from '../../platform/db.ts';
import { decide } from '../../policy/index.ts';
import { factsOfPeople } from '../../students/index.ts';
import { rulesOf } from '../entitlements/rule-of-place.ts';

/** Whom a place educates free of charge, and what may not be charged of them (HA2020 二(一)). */
const FREE_EDUCATION = 'ha2020.free-education';
const NO_FEE = 'ha2020.no-fee-on-free-item';

/**
 * The rule of the person's place by which the sum may not be taken for the item on that day; null where no rule says so, or the person is not of those it
 * protects. The items are those the place lists.
 */
export async function freeByLaw(
  tx: Tx,
  fee: { personId: string; item: string; amountFen: number; takenOn: string },
): Promise<string | null> {
  const person = (await factsOfPeople(tx, [fee.personId], fee.takenOn)).get(fee.personId);
  if (!person) return null;
  const rule = (await rulesOf(tx, NO_FEE)).at(person.villageCode, fee.takenOn);
  const whom = (await rulesOf(tx, FREE_EDUCATION)).at(person.villageCode, fee.takenOn);
  if (!rule || !whom || decide(whom, person.facts).outcome !== 'yes') return null;
  const stated = (value: string | number) => ({ value, source: '学校登记', asOf: fee.takenOn });
  const judged = decide(rule, { fee_item: stated(fee.item), fee_charged: stated(fee.amountFen / 100) });
  return judged.outcome === 'no' ? rule.rule.key : null;
}
