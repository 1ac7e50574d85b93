import { nameOf, fillPeople, PLACE } from './population.ts';
import { measured, quantile, timed, type BenchOptions, type Measurement } from './measure.ts';
import { good, startBenchServer } from './server.ts';
import { openBenchDatabase, servicesFor, startBenchCluster } from './world.ts';

type Found = { rows: { name: string; villageCode: number }[] };

/** Name search over a million persons within one's own county, over HTTP, by whole names, parts of names, pinyin initials. */
export async function search({ short, say }: BenchOptions): Promise<Measurement[]> {
  const persons = short ? 20_000 : 1_000_000;
  const cluster = await startBenchCluster();
  try {
    const database = await openBenchDatabase(cluster);
    const services = servicesFor(database.url, database.dir);
    const filled = await timed(() => fillPeople(database.url, services.vault, persons));
    say(`${persons} persons in ${(filled / 1000).toFixed(0)} s`);
    await services.db.pool.end();
    const server = await startBenchServer(database.url, database.dir);
    const browser = await server.signIn({
      username: 'county',
      role: 'county_poverty_officer',
      level: 'county',
      line: 'poverty',
      code: PLACE.county,
    });
    const times: Record<string, number[]> = { 'whole name': [], 'two characters': [], 'a surname': [] };
    const turns = short ? 20 : 200;
    for (let turn = 0; turn < turns * 3; turn++) {
      const name = nameOf(turn * 37);
      const kind = Object.keys(times)[turn % 3]!;
      const asked = kind === 'whole name' ? name : kind === 'two characters' ? name.slice(0, 2) : name.slice(0, 1);
      let found: Found = { rows: [] };
      const time = await timed(async () => {
        found = good(await browser<Found>('GET', `/api/people?name=${encodeURIComponent(asked)}&size=20`));
      });
      if (turn >= 30) times[kind]!.push(time);
      const wrong = found.rows.find((r) => !r.name.includes(asked) || Math.floor(r.villageCode / 1_000_000) !== 371721);
      if (wrong) throw new Error(`asked for ${asked}, found ${wrong.name} at ${wrong.villageCode}`);
      if (kind === 'a surname' && found.rows.length === 0) throw new Error(`nobody found for ${asked}`);
    }
    await server.stop();
    await database.close();
    const all = Object.values(times).flat();
    const detail = Object.fromEntries(Object.entries(times).map(([kind, t]) => [`p99 ${kind}`, quantile(t, 0.99)]));
    return [
      measured({
        name: 'search',
        what: `name search over ${persons} persons in one's own county, p99`,
        ours: quantile(all, 0.99),
        peer: null,
        unit: 'ms',
        atMost: 30,
        detail: { p50: quantile(all, 0.5), ...detail },
      }),
    ];
  } finally {
    await cluster.stop();
  }
}
