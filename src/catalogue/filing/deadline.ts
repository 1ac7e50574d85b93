import type { Tx } from '../../platform/db.ts';
import { jurisdictionsOf, lawOf, currentPolicy, yearlyDay } from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';

const DUE = 'sd2017.catalogue-due';

export type TimeState = 'on_time' | 'late' | 'pending' | 'overdue' | 'no_deadline';

export type Duty = { due: string | null; doneOn: string | null; state: TimeState };

/** How a yearly duty stands on a day: the due day itself is in time. Days as yyyy-mm-dd; `due` null where no law sets one. */
export function dutyOn(due: string | null, doneOn: string | null, today: string): Duty {
  if (due === null) return { due, doneOn, state: 'no_deadline' };
  if (doneOn !== null) return { due, doneOn, state: doneOn <= due ? 'on_time' : 'late' };
  return { due, doneOn, state: today <= due ? 'pending' : 'overdue' };
}

/** The last day in time for publishing and filing the catalogue of a year, by the rule base for that place; null where none is set. SD2017 三(三). */
export async function catalogueDue(tx: Tx, cityCode: number, year: number): Promise<string | null> {
  return (await catalogueDues(tx, [cityCode], year)).get(cityCode) ?? null;
}

/** As {@link catalogueDue} for many cities, with the law read once. */
export async function catalogueDues(
  tx: Tx,
  cityCodes: readonly number[],
  year: number,
): Promise<Map<number, string | null>> {
  const { set } = await currentPolicy(tx);
  const dueAt = (cityCode: number): string | null => {
    const law = lawOf(set, jurisdictionsOf(codeOfNumber(cityCode)));
    const value = law.parameter(DUE, `${year}-01-01`)?.version?.value;
    return typeof value === 'string' ? yearlyDay(value, year) : null;
  };
  return new Map(cityCodes.map((code) => [code, dueAt(code)]));
}
