import { sql } from 'kysely';
import { INDEX } from '../people/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { cleanNumber, nameKey } from '../standards/index.ts';
import { certificationErrors } from './errors.ts';

/** Somebody meant: by record, or by name and identity number. */
export type Meant = { personId: string } | { name: string; idNumber: string };
export type NamedPerson = { personId: string; villageCode: number; name: string };

/**
 * The records of the people meant, in their order, among those one may see; the register's record before others.
 * @throws CERTIFICATE_PERSON_UNKNOWN with a field for each row that fits nobody
 */
export async function peopleNamed(tx: Tx, ctx: Context, rows: readonly Meant[]): Promise<NamedPerson[]> {
  const asked = rows.map((row, i) =>
    'personId' in row
      ? { i, id: row.personId }
      : {
          i,
          key: nameKey(row.name),
          index: ctx.vault.index(INDEX.number, cleanNumber(row.idNumber).text)?.toString('hex') ?? '',
        },
  );
  const { rows: found } = await sql<NamedPerson & { i: number }>`
    select distinct on (r.i) r.i, p.person_id as "personId", p.village_code as "villageCode", p.name
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as r(i int, id uuid, key text, index text)
      join person p on p.person_id = r.id or (p.id_index = decode(r.index, 'hex') and p.name_key = r.key)
    order by r.i, (p.source = 'assisted_register') desc, p.person_id`.execute(tx);
  const known = new Map(found.map(({ i, ...person }) => [i, person]));
  const fields = rows.flatMap((row, i) =>
    known.has(i)
      ? []
      : [{ path: `rows.${i}`, message: `${'name' in row ? row.name : `第 ${i + 1} 行`}：没有找到这个人` }],
  );
  if (fields.length > 0) throw certificationErrors.CERTIFICATE_PERSON_UNKNOWN({ fields });
  return rows.map((_, i) => known.get(i)!);
}
