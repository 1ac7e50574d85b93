import { appendFileSync, readFileSync } from 'node:fs';
import { VICTIMS } from './installation.ts';
import { OPERATIONS, type Aim, type Operation } from './points.ts';

/** One run as it is kept: what was killed, what was under way then, and what was wrong afterwards. */
export type RunRecord = {
  seed: number;
  kills: (Aim & { hit: Operation[] })[];
  seconds: number;
  /** How often clerks heard each status while something was wrong; 0: nobody answered. */
  answers: Record<string, number>;
  faults: string[];
};

/** The run in one line, its faults below it. */
export function told(n: number, run: RunRecord): string {
  const kills = run.kills.map(
    (k) => `${k.victim} ${k.after} ms into ${k.operation} (under way: ${k.hit.join(', ') || 'nothing'})`,
  );
  const heard = Object.entries(run.answers).map(([status, times]) => `${status} × ${times}`);
  const head = `${run.faults.length === 0 ? '✓' : '✗'} run ${n} (seed ${run.seed}): killed ${kills.join(' and ')}; ${run.seconds.toFixed(1)} s; clerks heard ${heard.join(', ') || 'nothing wrong'}`;
  return [head, ...run.faults.map((fault) => `    ${fault}`)].join('\n');
}

/** Keeps a run in a file of one line each. */
export function keep(file: string, run: RunRecord): void {
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}

/** The runs a file keeps. */
export function kept(file: string): RunRecord[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as RunRecord);
}

/** How often each part was killed while each operation was under way, and how many runs came through. */
export function table(runs: readonly RunRecord[]): string {
  const kills = runs.flatMap((r) => r.kills);
  const row = (head: string, cells: readonly (string | number)[]) =>
    head.padEnd(20) + cells.map((c) => String(c).padStart(10)).join('');
  const counts = (hits: (k: RunRecord['kills'][number]) => boolean) => {
    const of = VICTIMS.map((v) => kills.filter((k) => k.victim === v && hits(k)).length);
    return [...of, of.reduce((a, b) => a + b, 0)];
  };
  const seconds = runs.map((r) => r.seconds).toSorted((a, b) => a - b);
  return [
    row('killed during', [...VICTIMS, 'all']),
    ...OPERATIONS.map((o) =>
      row(
        o,
        counts((k) => k.hit.includes(o)),
      ),
    ),
    row(
      'nothing under way',
      counts((k) => k.hit.length === 0),
    ),
    row(
      'kills',
      counts(() => true),
    ),
    `${runs.length} runs, ${runs.filter((r) => r.kills.length > 1).length} with two kills, median ${seconds[Math.floor(seconds.length / 2)]?.toFixed(1)} s; with a fault: ${
      runs
        .filter((r) => r.faults.length > 0)
        .map((r) => `seed ${r.seed}`)
        .join(', ') || 'none'
    }`,
  ].join('\n');
}
