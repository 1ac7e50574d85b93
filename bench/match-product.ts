import { createReadStream, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { loadActor, aUnit, aUser } from '../src/organizations/index.ts';
import { threadCrew } from '../src/matching/engine/threads/thread-crew.ts';
import { decisions, matchLists } from '../src/matching/engine/threads/match-lists.ts';
import { openQueries, openRegistry } from '../src/matching/engine/reading/open-lists.ts';
import { readParameters } from '../src/matching/engine/parameters-file.ts';
import { registerAt } from '../src/matching/register/register-source.ts';
import { runMatch } from '../src/matching/runs/run-match.ts';
import { startMatch } from '../src/matching/runs/start-match.ts';
import { transactionAs } from '../src/platform/db.ts';
import { makeContext, type Services } from '../src/platform/services.ts';
import { writeLists } from './match-lists.ts';
import { measured, timed, type BenchOptions, type Measurement } from './measure.ts';
import { openBenchDatabase, servicesFor, startBenchCluster } from './world.ts';

const CITY = 371700000000;
const SCHOOL = '00000000-0000-7000-8000-00000000c001';
const LIST = '00000000-0000-7000-8000-00000000c002';
const AS_OF = '2020-09-01';

/**
 * Students of a school system against the register as the product does it (rows and sealed numbers in PostgreSQL; every row with its reason,
 * its decision and the audit kept; the register from its snapshot, as after the first comparison of a day), beside the bare engine on the same lists as files plus a COPY of its answers into a table without an index.
 */
export async function matchProduct({ short, say }: BenchOptions): Promise<Measurement[]> {
  const size = short ? { registry: 100_000, queries: 20_000 } : { registry: 1_000_000, queries: 200_000 };
  const cluster = await startBenchCluster();
  const dir = mkdtempSync(join(tmpdir(), 'bench-match-product-'));
  try {
    const database = await openBenchDatabase(cluster);
    const services = servicesFor(database.url, database.dir);
    const owner = new pg.Client({ connectionString: database.url });
    // Where the work fails, the cluster is stopped under this connection: what failed is what must be told.
    owner.on('error', () => undefined);
    await owner.connect();
    const lists = writeLists(dir, { seed: 91, mix: 'everyday', ...size });
    const filled = await timed(() => fill(owner, services, lists));
    say(`${size.registry} of the register and ${size.queries} students stored in ${(filled / 1000).toFixed(0)} s`);
    const bare = { match: 0, copy: 0 };
    let answers: string[] = [];
    bare.match = await timed(async () => (answers = await bareMatch(lists)));
    bare.copy = await timed(() => copy(owner, answers));
    const ctx = await cityOfficer(services);
    const crew = threadCrew(2);
    const kept = await timed(() => registerAt(ctx, crew, AS_OF));
    await crew.end();
    const { runId } = await startMatch(ctx, { source: 'students', institutionId: SCHOOL, asOf: AS_OF });
    const progress = { jobId: runId, signal: new AbortController().signal, report: async () => undefined };
    let zones = '';
    const ours = await timed(async () => {
      const done = await runMatch(ctx, { runId }, progress);
      zones = `${done.auto}/${done.review}/${done.none}`;
    });
    await services.db.pool.end();
    await owner.end();
    await database.close();
    return [
      measured({
        name: 'match-product',
        what: `${size.queries} students × ${size.registry} of the register in PostgreSQL : the bare engine and a COPY of its answers`,
        ours,
        peer: bare.match + bare.copy,
        unit: 'ms',
        atMost: 3,
        detail: {
          'auto/review/none': zones,
          'engine ms': bare.match,
          'copy ms': bare.copy,
          'first reading of the register ms': kept,
        },
      }),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await cluster.stop();
  }
}

async function bareMatch(lists: { registry: string; queries: string }): Promise<string[]> {
  const crew = threadCrew(2);
  const queries = await openQueries(crew, { path: lists.queries });
  const registry = await openRegistry(crew, { path: lists.registry }, queries);
  const match = await matchLists(crew, registry, queries, readParameters());
  const lines = [...decisions(match, 'strict')].map(
    (d) => `${d.rowId}\t${d.personId}\t${d.zone}\t${d.grade}\t${d.rule}\t${d.reason}\t${d.candidates.join(' ')}\n`,
  );
  await crew.end();
  return lines;
}

async function copy(owner: pg.Client, lines: readonly string[]): Promise<void> {
  await owner.query(
    'create table bare_answer (row_id text, person_id text, zone text, grade text, rule text, reason text, candidates text)',
  );
  await pipeline(Readable.from(lines), owner.query(copyFrom('copy bare_answer from stdin')));
}

async function cityOfficer(services: Services) {
  const userId = await transactionAs(services.db, 'system', async (tx) => {
    const unitId = await aUnit(tx, { name: '市人社局', level: 'city', line: 'hr', divisionCode: CITY });
    const user = {
      username: 'city',
      password: 'Bench-2020-secret',
      posts: [{ unitId, role: 'city_hr_officer' as const }],
    };
    return aUser(tx, user);
  });
  return makeContext(services, await loadActor(services.db, userId, null, AS_OF));
}

/** Both lists as imports would have left them: numbers and phones sealed, a number that does not hold kept out. */
async function fill(owner: pg.Client, services: Services, lists: { registry: string; queries: string }): Promise<void> {
  await owner.query(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', '全市技工院校', $2, '2016-01-01')`,
    [SCHOOL, CITY + 21_000_000],
  );
  await owner.query(
    `insert into source_list (list_id, kind, sender_unit_id, sender_name, area_lo, area_hi, coverage, list_date, file_name, sha256, state, publication_seq, received_at, institution_id)
    values ($1, 'students', $1, '', 370000000000, 380000000000, 'complete', '2020-08-20', 'bench', 'bench', 'published', 2, now(), $2)`,
    [LIST, SCHOOL],
  );
  const stored = async (source: string, path: string, wanted: readonly string[]): Promise<void> => {
    await owner.query(
      `create temp table line (${wanted.map((c) => `${c} text`).join(', ')}, number bytea, tel bytea, n int)`,
    );
    await pipeline(
      Readable.from(lines(services, path, wanted)),
      owner.query(copyFrom(`copy line from stdin with (format csv)`)),
    );
    const id = source === 'students' ? `md5('student ' || n)::uuid` : 'md5(person_id)::uuid';
    await owner.query(`insert into person (person_id, source, name, name_key, name_sort, sex, birth, id_state, id_number, phone, village_code, created_seq)
      select distinct on (1) ${id}, '${source}', coalesce(name, ''), coalesce(name, ''), '', case when sex in ('男', '女') then sex end, null,
        case when number is null then 'missing' else 'valid' end, number, tel, coalesce(nullif(regexp_replace(division_code, '\\D', '', 'g'), '')::bigint, ${CITY}), 1 from line`);
  };
  await stored('assisted_register', lists.registry, ['person_id', 'name', 'sex', 'division_code']);
  await owner.query(`insert into person_status (person_id, status_id, household_id, village_code, household_types, identified_on, valid_from, known_from, list_id, list_row)
    select person_id, person_id, person_id, village_code, '{一般脱贫户}', '2014-12-31', '2020-06-20', 1, '${LIST}', row_number() over () from person`);
  await owner.query('drop table line');
  await stored('students', lists.queries, ['row_id', 'name', 'sex', 'division_code']);
  await owner.query(`insert into student_listing (person_id, listing_id, known_from, institution_id, village_code, list_id, list_row, enrolled_on, full_time, state, fingerprint)
    select md5('student ' || n)::uuid, md5('student ' || n)::uuid, 2, '${SCHOOL}', ${CITY}, '${LIST}', n, '2019-09-01', true, 'registered', 'x' from line`);
  await owner.query('analyze');
}

/** As an import reads a number that holds; the regions of the generator are no real ones. */
const WHOLE = /^\d{17}[\dX]$/;

async function* lines(services: Services, path: string, wanted: readonly string[]): AsyncGenerator<string> {
  let header: string[] | null = null;
  let n = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const cells = line.split(',').map((c) => c.replace(/^"|"$/g, ''));
    if (header === null) {
      header = cells;
      continue;
    }
    const of = (name: string): string => cells[header!.indexOf(name)] ?? '';
    const sealed = (text: string): string => {
      const bytes = text === '' ? null : services.vault.encrypt(text);
      return bytes === null ? '' : `\\x${bytes.toString('hex')}`;
    };
    const number = of('id_number');
    n += 1;
    yield `${wanted.map((c) => `"${of(c).replaceAll('"', '""')}"`).join(',')},${sealed(WHOLE.test(number) ? number : '')},${sealed(of('phone'))},${n}\n`;
  }
}
