import pg from 'pg';
import { fillApplications, fillPeople, PLACE } from './population.ts';
import { measured, quantile, timed, type BenchOptions, type Measurement } from './measure.ts';
import { good, startBenchServer, type Browser } from './server.ts';
import { openBenchDatabase, servicesFor, startBenchCluster } from './world.ts';

const PAGE = 50;
type Page = { rows: { id: string }[] };

/** What each office's page asks of the database when nothing else is in the way: one statement, one index. */
const BARE = `select a.application_id, a.person_id, a.number, a.person_name, a.year, a.category, a.state, a.school_name, a.major, a.village_code, a.green_channel,
    a.eligibility, a.held_since, a.round, a.poverty_decided, a.hr_decided, (select d.name from division d where d.code = a.village_code order by d.valid_from desc limit 1) as village_name,
    (select count(*) from (select 1 from application a where WHERE limit 1001) c) as total
  from application a where WHERE order by a.green_channel desc, a.held_since, a.application_id limit ${PAGE}`;
const WAITS = {
  township: `a.township_code = ${PLACE.township} and a.state = 'township_review' and not a.hr_decided`,
  county: `a.county_code = ${PLACE.county} and a.held_by = 'county'`,
  city: `a.city_code = ${PLACE.city} and a.held_by = 'city'`,
};
type Level = keyof typeof WAITS;
const LEVELS = Object.keys(WAITS) as Level[];
const bareSql = (level: Level): string => BARE.replaceAll('WHERE', WAITS[level]);

/** A page of the township's, county's and city's queue over a million applications under row security, over HTTP. */
export async function queue({ short, say }: BenchOptions): Promise<Measurement[]> {
  const n = short ? 20_000 : 1_000_000;
  const cluster = await startBenchCluster();
  try {
    const database = await openBenchDatabase(cluster);
    const services = servicesFor(database.url, database.dir);
    await fillPeople(database.url, services.vault, n);
    const filled = await timed(() => fillApplications(database.url, 0, n, false));
    say(`${n} applications in ${(filled / 1000).toFixed(0)} s`);
    await services.db.pool.end();
    const server = await startBenchServer(database.url, database.dir);
    const browsers: Record<Level, Browser> = {
      township: await server.signIn({
        username: 'township',
        role: 'township_hr_officer',
        level: 'township',
        line: 'hr',
        code: PLACE.township,
      }),
      county: await server.signIn({
        username: 'county',
        role: 'county_hr_officer',
        level: 'county',
        line: 'hr',
        code: PLACE.county,
      }),
      city: await server.signIn({
        username: 'city',
        role: 'city_hr_officer',
        level: 'city',
        line: 'hr',
        code: PLACE.city,
      }),
    };
    const page = (level: Level) => browsers[level]<Page>('GET', `/api/applications/queue?size=${PAGE}`).then(good);
    await sameRows(database.url, page);
    const latencies = await atFiftyASecond(page, short ? 5 : 20);
    const ours = await rateOf((turn) => page(LEVELS[turn % 3]!), short ? 2 : 8);
    const pool = new pg.Pool({ connectionString: database.url, max: LOADED });
    const peer = await rateOf(
      (turn) => pool.query({ name: LEVELS[turn % 3]!, text: bareSql(LEVELS[turn % 3]!) }),
      short ? 2 : 8,
    );
    await pool.end();
    await server.stop();
    await database.close();
    const what = `queue page over ${n} applications`;
    return [
      measured({
        name: 'queue p99',
        what: `${what} at 50 requests/s`,
        ours: quantile(latencies, 0.99),
        peer: null,
        unit: 'ms',
        atMost: 50,
        detail: { p50: quantile(latencies, 0.5) },
      }),
      measured({
        name: 'queue rate',
        what: `${what}, ${LOADED} at once : the bare SQL over the same driver`,
        ours,
        peer,
        unit: 'requests/s',
        atLeast: 0.5,
      }),
    ];
  } finally {
    await cluster.stop();
  }
}

/** The page and the bare SQL show the same cases in the same order; anything else makes the comparison worthless. */
async function sameRows(url: string, page: (level: Level) => Promise<Page>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const level of LEVELS) {
    const bare = await client.query<{ application_id: string }>(bareSql(level));
    const shown = (await page(level)).rows.map((r) => r.id);
    if (shown.length === 0 || shown.join() !== bare.rows.map((r) => r.application_id).join())
      throw new Error(`the ${level}'s queue shows ${shown.length} cases, the table says ${bare.rows.length}`);
  }
  await client.end();
}

/** An open loop: every 20 ms a request starts whether or not the one before has come back. */
async function atFiftyASecond(page: (level: Level) => Promise<unknown>, seconds: number): Promise<number[]> {
  for (let warm = 0; warm < 60; warm++) await page(LEVELS[warm % 3]!);
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  const from = performance.now();
  for (let n = 0; n < seconds * 50; n++) {
    const due = from + n * 20;
    await new Promise((go) => setTimeout(go, Math.max(0, due - performance.now())));
    running.push(page(LEVELS[n % 3]!).then(() => void latencies.push(performance.now() - due)));
  }
  await Promise.all(running);
  return latencies;
}

const LOADED = 8;

/** Requests a second with {@link LOADED} under way at all times. */
async function rateOf(ask: (turn: number) => Promise<unknown>, seconds: number): Promise<number> {
  let turn = 0;
  const until = performance.now() + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) await ask(turn++);
  };
  const time = await timed(() => Promise.all(Array.from({ length: LOADED }, worker)));
  return turn / (time / 1000);
}
