import { sql, type RawBuilder } from 'kysely';
import { INDEX } from '../../people/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import { nameEquals, nameSyllables, queryTokens } from '../../standards/index.ts';
import { repairedNumbers } from '../engine/deciding/id-repair.ts';
import type { RegistryInput } from '../engine/deciding/match-rows.ts';
import { registerRows, registryInput } from './register-rows.ts';

/** What of a line is looked for: `written` is a number that does not hold. */
export type Sought = { name: string | null; idNumber: string | null; written: string; phone: string | null };
/** Codes from `lo` up to but not including `hi`. */
export type Area = { lo: number; hi: number };
/** A person of the register who comes into question. */
export type Known = RegistryInput & { name: string; idNumber: string | null; holds: boolean; villageCode: number };

/**
 * The part of the register now in force that can say anything about some lines, by person: whoever has one of their numbers, a number one edit away or one of
 * their telephones; namesakes by sound in the area of those whose number does not settle it; the household of another person's number. What the engine finds
 * in the whole register it finds in this part.
 */
export async function candidatesFor(
  tx: Tx,
  vault: Vault,
  area: Area,
  lines: readonly Sought[],
): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const add = async (which: RawBuilder<unknown>): Promise<void> => {
    const from = sql`select * from person where source = 'assisted_register' and (${which})`;
    for (const row of await registerRows(tx, from, null)) {
      if (!row.listed || known.has(row.person_id)) continue;
      const input = registryInput(row, vault);
      const { name, village_code: villageCode } = row;
      known.set(row.person_id, {
        ...input,
        name,
        idNumber: input.idNumber,
        holds: row.id_state === 'valid',
        villageCode,
      });
    }
  };
  await add(byNumberOrPhone(vault, lines));
  const owners = Map.groupBy(
    [...known.values()].filter((k) => k.holds),
    (k) => k.idNumber,
  );
  const settled = (line: Sought): boolean =>
    line.idNumber !== null &&
    (owners.get(line.idNumber) ?? []).some((k) => line.name !== null && nameEquals(k.name, line.name));
  const open = lines.filter((line) => !settled(line));
  const [alone, other] = [open.filter(isNobodys), open.filter((line) => !isNobodys(line))];
  function isNobodys(line: Sought): boolean {
    return line.idNumber !== null && !line.idNumber.endsWith(ROUNDED) && !owners.has(line.idNumber);
  }
  if (other.length > 0) await add(bySoundOrHousehold(vault, area, other));
  if (alone.length > 0) await add(besideDamaged(vault, area, alone));
  return known;
}

/** A number that holds and ends so may have been made by a spreadsheet. */
const ROUNDED = '000';

const hexes = (list: readonly (Buffer | null)[]): string[] => [
  ...new Set(list.flatMap((bytes) => (bytes === null ? [] : [bytes.toString('hex')]))),
];
const bytesIn = (list: readonly string[]) =>
  sql`any(array(select decode(x, 'hex') from unnest(${[...list]}::text[]) x))`;

function byNumberOrPhone(vault: Vault, lines: readonly Sought[]) {
  const numbers = lines.flatMap((l) => (l.idNumber === null ? repairedNumbers(l.written) : [l.idNumber]));
  const phones = lines.map((l) => l.phone);
  return sql`person_id in (
    select person_id from person where id_index = ${bytesIn(hexes(numbers.map((n) => vault.index(INDEX.number, n))))} and id_state = 'valid'
    union all select person_id from person where phone_index = ${bytesIn(hexes(phones.map((p) => vault.index(INDEX.phone, p))))} and source = 'assisted_register')`;
}

/** Namesakes by sound, and the households of those whose numbers the lines have. */
function bySoundOrHousehold(vault: Vault, area: Area, lines: readonly Sought[]) {
  const numbers = hexes(lines.map((l) => vault.index(INDEX.number, l.idNumber)));
  return sql`person_id in (
    ${soundsLike(vault, area, lines)}
    union all select m.person_id from person o join person m on m.household_id = o.household_id where o.id_index = ${bytesIn(numbers)} and o.id_state = 'valid')`;
}

/** For numbers of nobody: namesakes whose own number does not hold, and namesakes with whom somebody lives whose number does not. */
function besideDamaged(vault: Vault, area: Area, lines: readonly Sought[]) {
  return sql`person_id in (
    with alike as (select n.person_id, n.household_id, n.id_state from person n where n.person_id in (${soundsLike(vault, area, lines)}))
    select person_id from alike where id_state <> 'valid'
    union all select m.person_id from person m where m.household_id in (select d.household_id from person d join alike n on n.household_id = d.household_id
      where d.id_state <> 'valid' and n.person_id <> d.person_id))`;
}

/** Everybody of the area whose whole name sounds like that of a line. */
function soundsLike(vault: Vault, area: Area, lines: readonly Sought[]) {
  const names = [...new Set(lines.flatMap((l) => (l.name === null ? [] : [l.name])))];
  const texts = names.flatMap((name) => [
    ...queryTokens(name).slice(0, 1),
    ...queryTokens(nameSyllables(name).join('')),
  ]);
  const tokens = [...new Set(texts)].map((text) => vault.token(INDEX.name, text).toString());
  return sql`select person_id from person_token where token = any(${tokens}::bigint[]) and village_code >= ${area.lo} and village_code < ${area.hi}`;
}
