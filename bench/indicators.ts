import pg from 'pg';
import { fixedClock } from '../src/platform/clock.ts';
import { transactionAs } from '../src/platform/db.ts';
import { makeContext } from '../src/platform/services.ts';
import { boardOf, IndicatorDefinition, rollUp } from '../src/reporting/indicators/index.ts';
import { measured, quantile, timed, type BenchOptions, type Measurement } from './measure.ts';
import { openBenchDatabase, servicesFor, startBenchCluster } from './world.ts';

const COUNTIES = 2845;
const INDICATORS = 40;
const TODAY = '2025-11-30';
const TURNS = 20;
const CHANGED = 20;

/** County i of the bench: its province, city and county digits give a 12-digit code. */
const CODE = (i: string): string =>
  `((11 + ${i} % 31)::bigint * 10000000000 + (1 + ${i} / 31 % 11) * 100000000 + (1 + ${i} / 341) * 1000000)`;
const codeOf = (i: number): number =>
  (11 + (i % 31)) * 1e10 + (1 + (Math.floor(i / 31) % 11)) * 1e8 + (1 + Math.floor(i / 341)) * 1e6;
const UUID = (kind: string, n: string): string =>
  `('01890000-0000-7000-${kind}000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** `n` facts of a third as many humans in 2,845 counties over five years, one human in thirty in two counties; by set. */
async function fill(url: string, n: number): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'`);
    await owner.query(`insert into division (code, name, level, parent_code, valid_from, full_name)
      select p * 10000000000, '第' || p || '省', 'province', 0, '1949-10-01', '第' || p || '省' from generate_series(11, 41) p on conflict do nothing`);
    await owner.query(
      `create table bench_fact (source_id uuid not null, division_code bigint not null, counted_on date not null, person_id uuid not null, kind integer not null, quantity numeric not null)`,
    );
    await owner.query(`insert into bench_fact select ${UUID('8', 'n')}, ${CODE('c')} + 101001, date '2021-01-01' + (n * 31 % 1830)::int, ${UUID('9', 'h')}, (n % 20)::int, n % 1000
      from (select n, n * 7919 % ${Math.ceil(n / 3)} as h, ((case when n % 90 = 0 then n * 7919 % ${Math.ceil(n / 3)} + 17 else n * 7919 % ${Math.ceil(n / 3)} end) % ${COUNTIES})::int as c
        from generate_series(1::bigint, ${n}) n) f`);
    await owner.query('create index on bench_fact (division_code, kind)');
    await owner.query('create index on bench_fact (person_id)');
    await owner.query('create index on bench_fact (source_id)');
    await owner.query(
      'create view report_bench with (security_invoker = true) as select *, null::uuid as institution_id from bench_fact',
    );
    await owner.query('grant select on bench_fact, report_bench to jiqiao_app');
    await owner.query('vacuum analyze bench_fact');
  } finally {
    await owner.end();
  }
}

/** Twenty kinds of facts as person-times or sums, and as humans. */
function definitions(): IndicatorDefinition[] {
  return Array.from({ length: INDICATORS }, (_, i) =>
    IndicatorDefinition.parse({
      key: `bench.i${i}`,
      version: 1,
      document: 'N2021',
      clause: '一',
      jurisdiction: '00',
      title: { zh: `第${i}项`, en: `indicator ${i}` },
      rule: { zh: '试', en: 'bench' },
      unit: i < 20 ? 'persons' : 'person_times',
      order: i,
      period: { kind: 'cumulative', from: '2021-01-01', to: '2025-12-31' },
      goal: { value: 1_000_000, operator: 'gte' },
      count: {
        view: 'report_bench',
        ...(i < 20 ? { what: 'persons' } : i < 30 ? { what: 'records' } : { what: 'sum', column: 'quantity' }),
        where: [{ column: 'kind', from: i % 20, below: (i % 20) + 1 }],
      },
    }),
  );
}

/** What an indicator is in every province and the nation, as somebody would write it by hand. */
const byHand = (i: number): string => {
  const what = i < 20 ? 'count(distinct person_id)' : i < 30 ? 'count(*)' : 'sum(quantity)';
  const from = `from bench_fact where kind = ${i % 20} and counted_on between '2021-01-01' and '${TODAY}'`;
  return `select division_code / 10000000000 * 10000000000 as code, ${what}::float8 as n ${from} group by 1 union all select 0, ${what}::float8 ${from}`;
};

/**
 * The national board of 40 indicators over 2,845 counties, read from the roll-up: at most 200 ms, equal to a full recount; and how long it takes to bring 20 changed
 * counties up to date beside rolling everything up.
 */
export async function indicatorBoard({ short, say }: BenchOptions): Promise<Measurement[]> {
  const facts = short ? 200_000 : 20_000_000;
  const cluster = await startBenchCluster();
  const database = await openBenchDatabase(cluster);
  const services = { ...servicesFor(database.url, database.dir), clock: fixedClock(`${TODAY}T09:00:00+08:00`) };
  try {
    const ctx = makeContext(services, null);
    say(`${facts} facts`);
    say(`filled in ${Math.round(await timed(() => fill(services.ownerUrl, facts)))} ms`);
    const defined = definitions();
    const whole = await timed(() => rollUp(ctx, { whole: true, definitions: defined }));
    say(`rolled up whole in ${Math.round(whole)} ms`);
    await change(services.ownerUrl);
    const places = Array.from({ length: CHANGED }, (_, i) => codeOf(i * 7));
    const some = await timed(() => rollUp(ctx, { places, definitions: defined }));
    const board = () => transactionAs(services.db, 'system', (tx) => boardOf(tx, defined, 0, TODAY));
    const times: number[] = [];
    await board();
    for (let turn = 0; turn < TURNS; turn++) times.push(await timed(board));
    await refuseDifference(services.ownerUrl, await board());
    return [
      measured({
        name: 'indicators board',
        what: `national board of ${INDICATORS} indicators over ${COUNTIES} counties and ${facts} facts, 95th of ${TURNS}`,
        ours: quantile(times, 0.95),
        peer: null,
        unit: 'ms',
        atMost: 200,
        detail: { median: quantile(times, 0.5) },
      }),
      measured({
        name: 'indicators roll-up',
        what: `${CHANGED} changed counties : everything`,
        ours: some,
        peer: whole,
        unit: 'ms',
        atMost: 0.2,
      }),
    ];
  } finally {
    await services.db.pool.end();
    await database.close();
    await cluster.stop();
  }
}

/** Facts of the changed counties: some deleted, some corrected, some new, of humans counted elsewhere, too. */
async function change(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    for (let i = 0; i < CHANGED; i++) {
      const lo = codeOf(i * 7);
      const here = `division_code >= ${lo} and division_code < ${lo + 1e6}`;
      await owner.query(
        `delete from bench_fact where source_id in (select source_id from bench_fact where ${here} order by source_id limit 5)`,
      );
      await owner.query(
        `update bench_fact set quantity = quantity + 1 where source_id in (select source_id from bench_fact where ${here} order by source_id desc limit 5)`,
      );
      await owner.query(
        `insert into bench_fact select gen_random_uuid(), ${lo} + 101001, '2022-02-02', person_id, kind, 3 from bench_fact where kind < 5 limit 10`,
      );
    }
  } finally {
    await owner.end();
  }
}

/** The figures of the nation and of its provinces, each against SQL written by hand. @throws Error when one differs */
async function refuseDifference(url: string, board: Awaited<ReturnType<typeof boardOf>>): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    for (const [i, row] of board.rows.entries()) {
      const { rows } = await owner.query<{ code: string; n: number }>(byHand(i));
      const kept = await owner.query<{ code: string; n: number }>(
        `select division_code as code, part::float8 as n from indicator_standing where indicator = $1 and (division_code = 0 or division_code % 10000000000 = 0)`,
        [row.key],
      );
      const ours = new Map(kept.rows.map((r) => [Number(r.code), r.n]));
      const wrong = rows.find((r) => ours.get(Number(r.code)) !== r.n);
      if (wrong || ours.get(0) !== row.value)
        throw new Error(
          `${row.key}: ${JSON.stringify(wrong)} but ${ours.get(Number(wrong?.code ?? 0))}, board ${row.value}`,
        );
    }
  } finally {
    await owner.end();
  }
}
