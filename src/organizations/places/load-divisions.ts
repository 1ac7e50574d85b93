import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Services } from '../../platform/services.ts';
import { readDivisions, type DivisionRow } from '../../standards/index.ts';
import { fullNamer } from './division-names.ts';

export type LoadedDivisions = { read: number; changed: number };

const COLUMNS = 'code, name, level, parent_code, valid_from, valid_to, full_name';

/**
 * Fills table division from the reference files of the project folder, as the owner: the nation down to every county with its history, and
 * townships and villages of the named provinces (two digits each; all of them unless told). May run any number of times; when nothing
 * changed since the last run it reads no file.
 */
export async function loadDivisions(
  services: Pick<Services, 'ownerUrl'>,
  rootDir: string,
  say: (line: string) => void = () => undefined,
  provinces: readonly string[] | null = null,
): Promise<LoadedDivisions> {
  const mark = await markOf(rootDir, provinces);
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    const known = await client.query(
      `select 1 from installation where key = 'divisions' and value = to_jsonb($1::text)`,
      [mark],
    );
    if (known.rows.length > 0) return { read: 0, changed: 0 };
    await client.query('begin');
    const loaded = await copyAndMerge(client, rootDir, provinces ?? (await allProvinces(rootDir)));
    await client.query(
      `insert into installation (key, value) values ('divisions', to_jsonb($1::text)) on conflict (key) do update set value = excluded.value`,
      [mark],
    );
    await client.query('commit');
    say(`行政区划：已载入 ${loaded.read} 条`);
    return loaded;
  } finally {
    await client.end();
  }
}

async function allProvinces(rootDir: string): Promise<string[]> {
  const codes: string[] = [];
  for await (const row of readDivisions(rootDir, [])) {
    if (row.level === 'province' && row.validTo === null) codes.push(row.code12.slice(0, 2));
  }
  return codes;
}

async function copyAndMerge(
  client: pg.Client,
  rootDir: string,
  provinces: readonly string[],
): Promise<LoadedDivisions> {
  await client.query('create temporary table incoming (like division) on commit drop');
  let read = 0;
  const nameOf = fullNamer();
  async function* lines(): AsyncIterable<string> {
    let chunk = '';
    for await (const row of readDivisions(rootDir, provinces)) {
      read += 1;
      chunk += lineOf(row, nameOf(row));
      if (chunk.length > 65_536) {
        yield chunk;
        chunk = '';
      }
    }
    yield chunk;
  }
  await pipeline(Readable.from(lines()), client.query(copyFrom(`copy incoming (${COLUMNS}) from stdin`)));
  const merged = await client.query(`insert into division (${COLUMNS}) select ${COLUMNS} from incoming
    on conflict (code, valid_from) do update set name = excluded.name, level = excluded.level, parent_code = excluded.parent_code,
      valid_to = excluded.valid_to, full_name = excluded.full_name
    where (division.name, division.level, division.parent_code, division.valid_to, division.full_name)
      is distinct from (excluded.name, excluded.level, excluded.parent_code, excluded.valid_to, excluded.full_name)`);
  await client.query('analyze division');
  return { read, changed: merged.rowCount ?? 0 };
}

function lineOf(row: DivisionRow, fullName: string): string {
  const level = row.level === 'prefecture' ? 'city' : row.level;
  const fields = [
    Number(row.code12),
    row.name,
    level,
    row.parentCode12 === null ? '\\N' : Number(row.parentCode12),
    row.validFrom,
    row.validTo ?? '\\N',
    fullName,
  ];
  return `${fields.join('\t')}\n`;
}

/** Changes when a reference file changes, the provinces do, or the shape of what is written does. */
async function markOf(rootDir: string, provinces: readonly string[] | null): Promise<string> {
  const folder = join(rootDir, 'reference', 'divisions');
  const hash = createHash('sha256').update(`1 ${provinces === null ? 'all' : [...provinces].sort().join(' ')}`);
  for (const name of (await readdir(folder)).sort()) hash.update(`${name} ${(await stat(join(folder, name))).size}`);
  return hash.digest('hex').slice(0, 32);
}
