import { householdTypeWords, jurisdictionsOf, lawOf, currentPolicy } from '../../policy/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { Annex1Reading } from './figure.ts';
import { parametersUnder, type FigureParameters } from './figure-definition.ts';
import { annex1Definition } from './figure-files.ts';

/** Everything the figures of a place depend on on a day: the definition under its readings, and what the law says there. */
export type Annex1Law = FigureParameters & {
  /** Words of the household types that count as registered. */
  types: string[];
  workingAge: { from: number; men: number; women: number } | null;
};

/** @param place 12-digit code of the city or province; @param day the report date, yyyy-mm-dd */
export async function annex1Law(
  tx: Tx,
  place: number,
  day: string,
  readings: readonly Annex1Reading[],
): Promise<Annex1Law> {
  const parameters = parametersUnder(annex1Definition(), readings);
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(place).padStart(12, '0')));
  const value = (key: string): unknown => law.parameter(key, day)?.version?.value ?? null;
  const codes = value(parameters.household_types);
  const [from, men, women] = ['min', 'max-men', 'max-women'].map((k) => value(`sd2017.working-age-${k}`));
  const ages = typeof from === 'number' && typeof men === 'number' && typeof women === 'number';
  return {
    ...parameters,
    types: householdTypeWords([...(Array.isArray(codes) ? (codes as string[]) : []), ...parameters.further_types]),
    workingAge: ages ? { from, men, women } : null,
  };
}
