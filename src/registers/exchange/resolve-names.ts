import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { FieldType, RegisterDefinition } from '../definition/definition.ts';
import type { FieldInput } from '../schema.ts';

type Input = Record<string, FieldInput>;

/**
 * Puts ids where a sheet names an institution, a unit, a place or another record. A name that several bear, or none, stays as it is written and is
 * refused at its cell.
 */
export async function resolveNames(
  tx: Tx,
  definition: RegisterDefinition,
  inputs: readonly Input[],
  day: string,
): Promise<Input[]> {
  const found = new Map<string, Map<string, string>>();
  for (const field of definition.fields) {
    const ask = ASK[field.type];
    if (!ask) continue;
    const names = [...new Set(inputs.map((i) => i[field.key]).filter((v): v is string => typeof v === 'string'))];
    if (names.length > 0)
      found.set(field.key, await ask(tx, names, { day, register: field.register ?? '', kinds: field.kinds ?? null }));
  }
  return inputs.map((input) => {
    const resolved = { ...input };
    for (const [key, ids] of found) {
      const id = ids.get(String(input[key]));
      if (id !== undefined) resolved[key] = id;
    }
    return resolved;
  });
}

type Ask = (
  tx: Tx,
  names: readonly string[],
  where: { day: string; register: string; kinds: readonly string[] | null },
) => Promise<Map<string, string>>;

const ASK: Partial<Record<FieldType, Ask>> = {
  institution: async (tx, names, { day, kinds }) =>
    single(
      await sql<Found>`select name, institution_id::text as id from institution where name = any(${[...names]}::text[])
        and (${kinds === null} or kind = any(${[...(kinds ?? [])]}::text[])) and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`.execute(
        tx,
      ),
    ),
  unit: async (tx, names, { day }) =>
    single(
      await sql<Found>`select name, unit_id::text as id from unit where name = any(${[...names]}::text[])
        and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`.execute(tx),
    ),
  division: async (tx, names, { day }) =>
    single(
      await sql<Found>`select n.name, lpad(d.code::text, 12, '0') as id from unnest(${[...names]}::text[]) n(name)
        join division d on d.full_name = n.name or d.name = n.name or d.code::text = rpad(n.name, 12, '0')
        where d.valid_from <= ${day} and (d.valid_to is null or d.valid_to > ${day})`.execute(tx),
    ),
  record: async (tx, names, { register }) =>
    single(
      await sql<Found>`select title as name, record_id::text as id from register_record
        where register = ${register} and title = any(${[...names]}::text[]) and state not in ('withdrawn', 'refused')`.execute(
        tx,
      ),
    ),
};

type Found = { name: string; id: string };

/** Names that exactly one thing bears. */
function single({ rows }: { rows: readonly Found[] }): Map<string, string> {
  const ids = new Map<string, string | null>();
  for (const { name, id } of rows) ids.set(name, ids.has(name) && ids.get(name) !== id ? null : id);
  return new Map([...ids].filter((e): e is [string, string] => e[1] !== null));
}
