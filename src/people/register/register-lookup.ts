import { nameKey } from '../../standards/index.ts';
import type { IncompleteHousehold } from './sheet/register-households.ts';
import type { RegisterLookup, RegisterPerson } from './register-match.ts';

/** A look-up over persons held in memory: for lists of one county, and for tests. */
export function registerLookup(
  persons: Iterable<RegisterPerson>,
  incomplete: Iterable<IncompleteHousehold> = [],
): RegisterLookup {
  const byNumber = new Map<string, RegisterPerson[]>();
  const byName = new Map<string, RegisterPerson[]>();
  const put = (map: Map<string, RegisterPerson[]>, key: string, person: RegisterPerson): void => {
    const list = map.get(key);
    if (list) list.push(person);
    else map.set(key, [person]);
  };
  for (const person of persons) {
    if (person.idNumber !== null) put(byNumber, person.idNumber, person);
    put(byName, nameKey(person.name), person);
  }
  const damaged = new Set([...incomplete].map(({ headName, villageCode }) => `${villageCode}|${headName}`));
  return {
    byNumber: (idNumber) => byNumber.get(idNumber) ?? [],
    byName: (name) => byName.get(nameKey(name)) ?? [],
    isIncomplete: (headName, villageCode) => damaged.has(`${villageCode}|${headName}`),
  };
}
