/** One promise as measured: our figure beside the peer's or the limit's on the same data in the same run. */
export type Measurement = {
  name: string;
  /** What is compared with what, in words. */
  what: string;
  ours: number;
  peer: number | null;
  unit: 'ms' | 'MB' | 'requests/s' | 'decisions/s';
  /** The figure the bar speaks of: a ratio, or our own figure. */
  value: number;
  bar: { at: 'most' | 'least'; value: number; of: 'ratio' | 'ours' };
  met: boolean;
  detail?: Record<string, number | string>;
};

export type BenchOptions = { short: boolean; say: (line: string) => void };

/** A benchmark: what it measured. Throws only when an answer is wrong, never for being slow. */
export type Bench = (options: BenchOptions) => Promise<Measurement[]>;

type Bar = Omit<Measurement, 'value' | 'met' | 'bar'> & { atMost?: number; atLeast?: number; of?: 'ratio' | 'ours' };

/** Holds a figure against its bar. `of` says whether the bar is for the ratio ours ÷ peer (default where there is a peer) or for ours. */
export function measured(m: Bar): Measurement {
  const { atMost, atLeast, of = m.peer === null ? 'ours' : 'ratio', ...rest } = m;
  const value = of === 'ratio' ? m.ours / m.peer! : m.ours;
  const met = atMost !== undefined ? value <= atMost : value >= atLeast!;
  return {
    ...rest,
    value,
    bar: { at: atMost !== undefined ? 'most' : 'least', value: (atMost ?? atLeast)!, of },
    met,
  };
}

/** The value below which `share` (0…1) of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Times two ways of doing the same thing turn by turn, so that whatever else the machine does meets both alike. */
export async function turnByTurn(
  turns: number,
  ours: (turn: number) => Promise<unknown>,
  peer: (turn: number) => Promise<unknown>,
  warmUp = Math.max(10, Math.ceil(turns / 10)),
): Promise<{ ours: number[]; peer: number[] }> {
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let turn = 0; turn < turns + warmUp; turn++) {
    const own = await timed(() => ours(turn));
    const other = await timed(() => peer(turn));
    if (turn < warmUp) continue;
    times.ours.push(own);
    times.peer.push(other);
  }
  return times;
}

/** One line for people. */
export function lineOf(m: Measurement): string {
  const figure = (value: number) => (value < 100 ? value.toFixed(2) : value.toFixed(0));
  const sides = m.peer === null ? `${figure(m.ours)} ${m.unit}` : `${figure(m.ours)} : ${figure(m.peer)} ${m.unit}`;
  const sign = m.bar.at === 'most' ? '≤' : '≥';
  const value = m.bar.of === 'ratio' ? `${figure(m.value)} ×` : `${figure(m.value)} ${m.unit}`;
  const detail = Object.entries(m.detail ?? {}).map(([k, v]) => `${k} ${typeof v === 'number' ? figure(v) : v}`);
  return `${m.met ? 'met   ' : 'MISSED'}  ${m.name}: ${value} (bar ${sign} ${m.bar.value}${m.bar.of === 'ratio' ? ' ×' : ` ${m.unit}`})  ${m.what}  [${[sides, ...detail].join(', ')}]`;
}
