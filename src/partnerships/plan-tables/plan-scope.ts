import type { Tx } from '../../platform/db.ts';
import { decide, factsOf, jurisdictionsOf, lawOf, currentPolicy, prepareRule } from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';
import type { PlanTable } from './columns.ts';

/** The rule that says which places may stand in a table. */
const SCOPE: Partial<Record<PlanTable, string>> = { annex1: 'n2019.annex-row' };

/**
 * Whether the document may help a place on a day at all: false only where it is known to lie outside; while the province has not named its other areas
 * it stays open, and before the document serves nothing is asked.
 */
export async function inScope(tx: Tx, table: PlanTable, place: number, on: string): Promise<boolean> {
  const key = SCOPE[table];
  if (key === undefined) return true;
  const code = codeOfNumber(place);
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(code));
  const rule = law.rule(key, on);
  if (!rule) return true;
  const facts = factsOf({ province: code.slice(0, 2), city: code.slice(0, 4), county: code.slice(0, 6) });
  return decide(prepareRule(rule, law, on), facts).outcome !== 'no';
}
