import pg from 'pg';
import { chanceOf } from '../../matching/truth/chance.ts';
import { AppError } from '../../platform/errors.ts';
import type { MoneyHouse } from '../testing-money.ts';
import { ACTS, type Chance } from './testing-acts.ts';
import { brokenPromises, type Broken } from './testing-invariants.ts';
import { CAPPED, layOut, type World } from './testing-world.ts';

export type HistoryOptions = { operations: number; workers: number; seed: number; people: number };
export type History = {
  /** How often each act was carried out and how often it was refused with a stated reason. */
  done: Record<string, number>;
  refused: Record<string, number>;
  /** Whatever ended otherwise: none is expected. */
  faults: string[];
  broken: Broken[];
  snapshots: number;
  seconds: number;
  money: { postings: number; paidLines: number; claims: number };
};

/**
 * A random history of claims, approvals, payments, returns and recoveries: so many workers at once carry out seeded acts through the verbs, while every promise about money is
 * checked against snapshots; at the end against what the workers were told. The house's pool decides how many transactions are open at once.
 */
export async function moneyHistory(house: MoneyHouse, options: HistoryOptions): Promise<History> {
  const world = await layOut(house, options.people);
  const history: History = {
    done: {},
    refused: {},
    faults: [],
    broken: [],
    snapshots: 0,
    seconds: 0,
    money: { postings: 0, paidLines: 0, claims: 0 },
  };
  const started = performance.now();
  const watcher = new pg.Client({ connectionString: house.services.ownerUrl });
  await watcher.connect();
  try {
    const left = { operations: options.operations };
    const crew = Array.from({ length: options.workers }, (_, i) =>
      work(world, history, left, chanceOf(options.seed * 1000 + i).next),
    );
    const watching = watch(watcher, history, left);
    await Promise.all(crew);
    await watching;
    history.broken.push(...(await brokenPromises(watcher, CAPPED)), ...(await untold(watcher, world)));
    history.money = (await watcher.query<History['money']>(SUMS)).rows[0]!;
  } finally {
    await watcher.end();
  }
  history.seconds = (performance.now() - started) / 1000;
  return history;
}

const SUMS = `select (select count(*)::int from posting) as postings, (select count(*)::int from bank_line where outcome = 'paid') as "paidLines", (select count(*)::int from claim) as claims`;
const TOTAL = ACTS.reduce((n, a) => n + a.often, 0);

async function work(world: World, history: History, left: { operations: number }, chance: Chance): Promise<void> {
  while (left.operations-- > 0 && history.faults.length < 20) {
    let at = chance() * TOTAL;
    const { name, act } = ACTS.find((a) => (at -= a.often) < 0) ?? ACTS[0]!;
    const county = world.counties[chance() < 0.5 ? 0 : 1]!;
    try {
      await act(world, county, chance);
      history.done[name] = (history.done[name] ?? 0) + 1;
    } catch (error) {
      const code = error instanceof AppError && error.kind !== 'internal' ? error.code : null;
      if (code === null) history.faults.push(`${name}: ${String(error)} ${(error as { code?: string }).code ?? ''}`);
      else history.refused[code] = (history.refused[code] ?? 0) + 1;
    }
  }
}

/** Looks at one snapshot after the other while there is work. */
async function watch(client: pg.Client, history: History, left: { operations: number }): Promise<void> {
  while (left.operations > 0 && history.broken.length === 0 && history.faults.length < 20) {
    history.broken.push(...(await brokenPromises(client, CAPPED)));
    history.snapshots += 1;
    await new Promise((go) => setTimeout(go, 500));
  }
}

/** What workers were told against what is stored: each acknowledged thing is there, once. */
async function untold(client: pg.Client, { told }: World): Promise<Broken[]> {
  const { rows } = await client.query<{ what: string; n: number }>(
    `select 'planned' as what, coalesce(sum(amount_fen), 0)::bigint as n from posting where kind = 'plan' and document_no <> '财社〔2020〕0号'
     union all select 'paid', count(*) from bank_line where outcome = 'paid' union all select 'failed', count(*) from bank_line where outcome = 'failed'
     union all select 'released', coalesce(sum(amount_fen), 0)::bigint from posting where kind = 'release'
     union all select 'recovered', coalesce(sum(amount_fen), 0)::bigint from posting where kind = 'recover'`,
  );
  const said: Record<string, number> = {
    planned: [...told.plannedFen.values()].reduce((n, fen) => n + fen, 0),
    paid: told.paid,
    failed: told.failed,
    released: told.releasedFen,
    recovered: told.recoveredFen,
  };
  return rows
    .filter((r) => Number(r.n) !== said[r.what])
    .map((r) => ({
      rule: 'what was acknowledged is there once',
      about: `${r.what}: told ${said[r.what]}, stored ${r.n}`,
    }));
}
