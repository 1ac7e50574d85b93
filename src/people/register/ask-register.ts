import {
  aloneCrew,
  matchRows,
  openRegistry,
  readParameters,
  REGISTRY_HEADER,
  registryLines,
  type Decision,
} from '../../matching/engine/index.ts';
import { reasonForLine } from './line-reason.ts';
import type { MatchQuery, RegisterLookup, RegisterMatch, RegisterPerson } from './register-match.ts';
import type { IncompleteHousehold } from './sheet/register-households.ts';

/** Answers the rows of a list, in their order. */
export type AskRegister = (queries: readonly MatchQuery[]) => Promise<RegisterMatch[]>;

/** A register without anybody in it. */
export const emptyRegister: RegisterLookup = { match: () => ({ decision: 'none', reason: 'not_in_register' }) };

/**
 * Reads a list whose rows are matched: once to learn what it asks, then with the answers.
 * @param readList reads the whole list, asking for the same rows in the same order each time
 */
export async function readMatched<T>(ask: AskRegister, readList: (register: RegisterLookup) => T): Promise<T> {
  const queries: MatchQuery[] = [];
  readList({ match: (query) => (queries.push(query), emptyRegister.match(query)) });
  const answers = await ask(queries);
  let next = 0;
  return readList({ match: () => answers[next++]! });
}

/**
 * Asks persons held in memory, by the engine that also decides comparisons and rolls (strict): only an equal whole number with an equal name stands alone,
 * everybody else is offered.
 * @param incomplete households of which a row was refused, so that a person may be missing who should be there
 */
export function askRegister(
  persons: readonly RegisterPerson[],
  incomplete: Iterable<IncompleteHousehold> = [],
): AskRegister {
  const byKey = new Map(persons.map((person) => [person.key, person]));
  const owners = new Map(persons.flatMap((person) => (person.idNumber === null ? [] : [[person.idNumber, person]])));
  const damaged = new Set([...incomplete].map(({ headName, villageCode }) => `${villageCode}|${headName}`));
  return async (queries) => {
    const decisions = await decide(persons, queries);
    return queries.map((query, i) => {
      const decision = decisions[i]!;
      const [person, ...others] = [decision.personId, ...decision.candidates].flatMap((key) => byKey.get(key) ?? []);
      if (person === undefined) {
        const missing = query.headName !== null && damaged.has(`${query.villageCode}|${query.headName}`);
        return { decision: 'none', reason: missing ? 'register_row_not_usable' : 'not_in_register' };
      }
      if (decision.zone === 'auto') return { decision: 'auto', person };
      const owner = query.idNumber === null ? undefined : owners.get(query.idNumber);
      const reason = reasonForLine(query, decision, known(person), owner && known(owner));
      return { decision: 'review', person, candidates: [...new Set([person, ...others])], reason };
    });
  };
}

const known = (person: RegisterPerson) => ({ ...person, holds: person.idNumber !== null });

async function decide(persons: readonly RegisterPerson[], queries: readonly MatchQuery[]): Promise<Decision[]> {
  // A list knows a household by its card or by its head and village.
  const byCard = queries.some(({ householdNo }) => householdNo !== null);
  const inCommon = (one: RegisterPerson | MatchQuery) => ({
    name: one.name,
    sex: one.sex ?? null,
    idNumber: one.idNumber ?? one.idWritten,
    phone: one.phone,
    divisionCode: one.villageCode || null,
    householdId: byCard ? one.householdNo : one.headName && `${one.villageCode} ${one.headName}`,
  });
  const lines = registryLines(persons.map((person) => ({ ...inCommon(person), personId: person.key })));
  const crew = aloneCrew();
  const registry = await openRegistry(crew, { bytes: new TextEncoder().encode(REGISTRY_HEADER + lines) });
  const rows = queries.map((query, i) => ({ ...inCommon(query), rowId: String(i) }));
  return matchRows(crew, registry, rows, { profile: 'strict', parameters: readParameters() });
}
