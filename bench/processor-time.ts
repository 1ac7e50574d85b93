import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Ticks a second of /proc on Linux. */
const TICKS = 100;

type Stat = { parent: number; own: number; ofChildren: number };

/** What /proc says of a process; null when it is gone or there is no /proc. */
function statOf(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ofChildren: fields[13]! + fields[14]! };
  } catch {
    return null;
  }
}

/**
 * Seconds of processor time (user and system) of a PostgreSQL server so far: its processes, and those that have ended. What the machine was asked for, whoever
 * else was busy. Null where there is no /proc.
 */
export async function serverSeconds(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = statOf(String(rows[0]?.pid))?.parent;
  await client.end();
  const head = postmaster === undefined ? null : statOf(String(postmaster));
  if (!head) return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === postmaster);
  return (head.own + head.ofChildren + children.reduce((sum, stat) => sum + (stat?.own ?? 0), 0)) / TICKS;
}

/** Seconds of processor time of the server one run of `work` takes, as the mean of so many; null where there is no /proc. */
export async function secondsOf(url: string, runs: number, work: () => Promise<unknown>): Promise<number | null> {
  const from = await serverSeconds(url);
  for (let run = 0; run < runs; run++) await work();
  const until = await serverSeconds(url);
  return from === null || until === null ? null : (until - from) / runs;
}

/** Seconds of processor time of a process so far; 0 when it is gone or there is no /proc. */
export const processSeconds = (pid: number | undefined): number =>
  pid === undefined ? 0 : (statOf(String(pid))?.own ?? 0) / TICKS;
