import type { Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import {
  evaluate,
  isForThePublic,
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  type Facts,
  type Law,
} from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';
import { FindEntitlements, GROUPS, ListPlacePolicies, type PlacePolicies } from '../schema.ts';
import { factsOfAnswers } from './entitlement-facts.ts';
import { placeServed } from './place-served.ts';

/**
 * The policies in force today for a place (the province served here unless one is named) and a kind of household (N2021-5.15): documents of the place and of those above it; with a group, only those none of
 * whose rules is closed to it, documents without rules about persons stay. For anybody; nothing is kept.
 */
export async function listPlacePolicies(ctx: Context, input: ListPlacePolicies): Promise<PlacePolicies> {
  const { place: named, group } = ListPlacePolicies.parse(input);
  const on = ctx.clock.today();
  const { set, place, areas } = await read({ ...ctx, actor: null }, async (tx) => {
    const at = named ?? Number((await placeServed(tx)) ?? 0) * 1e10;
    return { set: (await currentPolicy(tx)).set, place: at, areas: await areasAround(tx, at) };
  });
  const jurisdictions = jurisdictionsOf(codeOfNumber(place));
  const law = lawOf(set, jurisdictions);
  const facts = group === undefined ? null : factsOfAnswers(FindEntitlements.parse({ household: GROUPS[group] }), on);
  const rows = set.documents
    .filter((d) => jurisdictions.includes(d.jurisdiction) && isForThePublic(d))
    .filter((d) => d.valid.from <= on && (d.valid.to === null || on <= d.valid.to))
    .filter((d) => facts === null || concerns(law, d.code, facts, on))
    .map((d) => ({ code: d.code, numbers: [...d.numbers], selfCheck: rulesOf(law, d.code, on).length > 0 }));
  return { place, areas, rows };
}

const rulesOf = (law: Law, document: string, on: string) =>
  law.rules(['eligibility', 'benefit'], on).filter((rule) => rule.document === document);

function concerns(law: Law, document: string, facts: Facts, on: string): boolean {
  const rules = rulesOf(law, document, on);
  return rules.length === 0 || rules.some((rule) => evaluate(rule, facts, law, on).outcome !== 'no');
}

/** The places a visitor may choose from: those above the chosen one, it, and those below it down to counties. */
async function areasAround(tx: Tx, place: number): Promise<PlacePolicies['areas']> {
  return tx
    .selectFrom('division as d')
    .select(['d.code', 'd.name'])
    .where('d.valid_to', 'is', null)
    .where((e) =>
      e.or([
        e('d.code', '=', place),
        e.and([e('d.parent_code', '=', place), e('d.level', 'in', ['province', 'city', 'county'])]),
        e('d.code', 'in', above(place)),
      ]),
    )
    .orderBy('d.code')
    .execute();
}

/** Codes of the city and the province that hold a place. */
const above = (place: number): number[] => [Math.floor(place / 1e10) * 1e10, Math.floor(place / 1e8) * 1e8];
