import pg from 'pg';
import { INDEX } from '../src/people/person/seal-person.ts';
import type { Vault } from '../src/platform/vault.ts';
import { STATES } from '../src/enrolment/states.ts';
import { bareBulk, bareCreate } from './bare-writes.ts';
import { measured, quantile, turnByTurn, type BenchOptions, type Measurement } from './measure.ts';
import { applicationId, fillApplications, fillPeople, NUMBERED, numberOf, personId, PLACE } from './population.ts';
import { good, startBenchServer, type BenchServer } from './server.ts';
import { openBenchDatabase, servicesFor, startBenchCluster } from './world.ts';

type Times = { ours: number[]; peer: number[] };
type World = {
  server: BenchServer;
  bare: pg.Client;
  vault: Vault;
  persons: number;
  applications: number;
  turns: number;
};

const CITY = { role: 'city_hr_officer', level: 'city', line: 'hr', code: PLACE.city } as const;

/** The five acts of the API by one client over real HTTP, signed in, beside the bare SQL of the same rows over the same driver, median by median. */
export async function api({ short, say }: BenchOptions): Promise<Measurement[]> {
  const persons = short ? 40_000 : 1_000_000;
  const applications = short ? 20_000 : 200_000;
  const cluster = await startBenchCluster();
  try {
    const database = await openBenchDatabase(cluster);
    const services = servicesFor(database.url, database.dir);
    await fillPeople(database.url, services.vault, persons);
    await fillApplications(database.url, 0, applications, true);
    await services.db.pool.end();
    say(`${persons} persons, ${applications} applications`);
    const server = await startBenchServer(database.url, database.dir);
    const bare = new pg.Client({ connectionString: database.url });
    await bare.connect();
    const world = { server, bare, vault: services.vault, persons, applications, turns: short ? 20 : 200 };
    const results = [
      compared(
        'api list',
        5,
        'a page of 50 applications of one’s city, newest first, with the count',
        await list(world),
      ),
      compared('api exact number', 8, `one of ${persons} persons by citizen number`, await exactNumber(world)),
      compared('api open', 8, 'an application with person, papers, answers and history', await open(world)),
      compared('api create', 10, 'an application drafted, decided and audited', await create(world, short)),
      compared('api bulk', 5, '200 applications passed by one office', await bulk(world, short)),
    ];
    await bare.end();
    await server.stop();
    await database.close();
    return results;
  } finally {
    await cluster.stop();
  }
}

function compared(name: string, atMost: number, what: string, times: Times): Measurement {
  const [ours, peer] = [quantile(times.ours, 0.5), quantile(times.peer, 0.5)];
  return measured({ name, what: `${what} : its bare SQL, p50`, ours, peer, unit: 'ms', atMost });
}

async function list({ server, bare, turns }: World): Promise<Times> {
  const browser = await server.signIn({ username: 'city-list', ...CITY });
  const states = Object.keys(STATES);
  const text = `select a.application_id, a.person_id, a.number, a.person_name, a.year, a.category, a.state, a.school_name, a.major, a.village_code, a.green_channel, a.eligibility,
      a.held_since, a.round, a.poverty_decided, a.hr_decided, (select d.name from division d where d.code = a.village_code order by d.valid_from desc limit 1) as village_name,
      (select count(*) from (select 1 from application where city_code = $1 limit 1001) c) as total
    from (select x.* from unnest($2::text[]) s(state) cross join lateral (select * from application a where a.state = s.state and a.city_code = $1
      order by a.held_since desc, a.application_id desc limit 50) x) a order by a.held_since desc, a.application_id desc limit 50`;
  const path = '/api/applications?size=50';
  const ask = () => browser<{ rows: { id: string }[] }>('GET', path).then(good);
  const peer = () => bare.query<{ application_id: string }>({ name: 'list', text, values: [PLACE.city, states] });
  const [shown, found] = [await ask(), await peer()];
  if (shown.rows.length !== 50 || shown.rows.map((r) => r.id).join() !== found.rows.map((r) => r.application_id).join())
    throw new Error('the list and the bare SQL show different applications');
  return turnByTurn(turns, ask, peer);
}

async function exactNumber({ server, bare, vault, persons, turns }: World): Promise<Times> {
  const browser = await server.signIn({ username: 'city-number', ...CITY });
  const { rows } = await bare.query<{ n: number }>(
    `select i::int as n from generate_series(0, ${persons - 1}, ${NUMBERED}) i join person p on p.person_id = bench_id('8', i) where p.village_code / 100000000 = 3717`,
  );
  const text = `select p.person_id, p.name, p.sex, p.birth, p.ethnic, p.id_mask, p.id_state, p.phone_mask, p.village_code, c.household_types, c.relation, c.education, c.in_school
    from person p left join person_status c on c.person_id = p.person_id and c.known_to is null and c.valid_to is null
    where p.id_index = $1 and p.village_code >= $2 and p.village_code < $3`;
  const values = (n: number) => [vault.index(INDEX.number, numberOf(n)), PLACE.city, PLACE.city + 100_000_000];
  return turnByTurn(
    turns,
    async (turn) => {
      const n = rows[turn % rows.length]!.n;
      const found = good(await browser<{ rows: { personId: string }[] }>('GET', `/api/people?idNumber=${numberOf(n)}`));
      if (!found.rows.some((r) => r.personId === personId(n))) throw new Error(`person ${n} was not found by number`);
    },
    (turn) => bare.query({ name: 'number', text, values: values(rows[turn % rows.length]!.n) }),
  );
}

async function open({ server, bare, applications, turns }: World): Promise<Times> {
  const browser = await server.signIn({ username: 'city-open', ...CITY });
  const { rows } = await bare.query<{ n: number }>(
    `select i::int as n from generate_series(0, ${applications - 1}) i join application a on a.application_id = bench_id('9', i) where a.city_code = ${PLACE.city} limit 500`,
  );
  const of = (table: string, order: string) =>
    `select * from ${table} where person_id = $1 and application_id = $2 order by ${order}`;
  const statements = [
    [
      'open',
      `select a.*, p.sex, p.ethnic, p.birth, p.id_mask, p.id_state from application a join person p using (person_id) where a.person_id = $1 and a.application_id = $2`,
    ],
    ['open-papers', of('application_paper', 'added_at')],
    ['open-reviews', of('application_review', 'round, office')],
    ['open-events', of('application_event', 'seq')],
  ] as const;
  return turnByTurn(
    turns,
    async (turn) => {
      const opened = good(
        await browser<{ history: unknown[] }>('GET', `/api/applications/${applicationId(rows[turn % rows.length]!.n)}`),
      );
      if (opened.history.length !== 4) throw new Error('an opened application lacks its history');
    },
    async (turn) => {
      const n = rows[turn % rows.length]!.n;
      for (const [name, text] of statements) await bare.query({ name, text, values: [personId(n), applicationId(n)] });
    },
  );
}

async function create({ server, bare, persons, applications }: World, short: boolean): Promise<Times> {
  const { rows } = await bare.query<{ village: number; ids: string[] }>(
    `select p.village_code as village, array_agg(p.person_id::text) as ids from generate_series(${applications}, ${persons - 1}) i join person p on p.person_id = bench_id('8', i)
     where p.village_code / 1000 = ${PLACE.township / 1000} group by 1 order by count(*) desc limit 1`,
  );
  const { village, ids } = rows[0]!;
  const code = Number(village);
  const browser = await server.signIn({
    username: 'village',
    role: 'village_clerk',
    level: 'village',
    line: 'village',
    code,
  });
  const turns = Math.min(short ? 3 : 100, Math.floor(ids.length / 2) - 10);
  return turnByTurn(
    Math.max(1, turns),
    async () => good(await browser('POST', '/api/applications', { personId: ids.pop() })),
    async () => bareCreate(bare, ids.pop()!, code),
    3,
  );
}

async function bulk({ server, bare }: World, short: boolean): Promise<Times> {
  const post = {
    username: 'township',
    role: 'township_poverty_officer',
    level: 'township',
    line: 'poverty',
    code: PLACE.township,
  } as const;
  const browser = await server.signIn(post);
  const { rows } = await bare.query<{ person_id: string; application_id: string }>(
    `select person_id, application_id from application where township_code = ${PLACE.township} and state = 'township_review' and not poverty_decided order by application_id`,
  );
  return turnByTurn(
    short ? 1 : 15,
    async () => {
      const ids = rows.splice(0, 200).map((r) => r.application_id);
      const answer = good(
        await browser<{ done: number; skipped: unknown }>('POST', '/api/applications/bulk-review', {
          ids,
          decision: 'pass',
        }),
      );
      if (answer.done !== 200)
        throw new Error(`${answer.done} of 200 passed: ${JSON.stringify(answer.skipped).slice(0, 300)}`);
    },
    () => bareBulk(bare, rows.splice(0, 200)),
    short ? 1 : 3,
  );
}
