import { readFileSync } from 'node:fs';
import { anAdmissionLetter } from '../src/enrolment/letters/builders.ts';
import { admissionLetter } from '../src/enrolment/letters/index.ts';
import { createPress, type Press } from '../src/platform/letters/index.ts';
import { processSeconds } from './processor-time.ts';
import { measured, quantile, type BenchOptions, type Measurement } from './measure.ts';

const EVERY_MS = 50;
const KB_IN_MB = 1024;

/**
 * A thousand different admission letters in one document, again and again: how long one round takes, and whether the memory of the program and of its
 * typesetting process together stays where the first round left it.
 */
export async function letters({ short, say }: BenchOptions): Promise<Measurement[]> {
  const count = short ? 100 : 1000;
  const rounds = short ? 3 : 5;
  const press = createPress();
  const times: number[] = [];
  const highest: number[] = [];
  const processor: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const list = Array.from({ length: count }, (_, n) => letterOf(round, n));
      const memory = watchMemory(press);
      const before = secondsSoFar(press);
      const from = performance.now();
      const { documents, refused } = await press.renderMany(admissionLetter, list);
      times.push(performance.now() - from);
      processor.push(secondsSoFar(press) - before);
      highest.push(memory.stop());
      const pages = documents.reduce((sum, d) => sum + d.pages, 0);
      if (pages !== count || refused.length > 0) throw new Error(`${pages} pages, ${refused.length} refused`);
      say(`${count} letters in ${(times.at(-1)! / 1000).toFixed(1)} s, ${highest.at(-1)!.toFixed(0)} MB`);
    }
  } finally {
    press.close();
  }
  return [
    measured({
      name: 'letters',
      what: `${count} admission letters as one PDF, median of ${rounds}`,
      ours: quantile(times, 0.5),
      peer: null,
      unit: 'ms',
      atMost: 12_000,
      detail: { 'processor s': quantile(processor, 0.5) },
    }),
    measured({
      name: 'letters memory',
      what: `highest memory, typesetting process included, of the last round beside the first`,
      ours: highest.at(-1)!,
      peer: highest[0]!,
      unit: 'MB',
      atMost: 1.1,
    }),
  ];
}

/** Processor time so far of this process and of the one that sets type, in seconds; a new typesetter begins at 0. */
function secondsSoFar(press: Press): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000 + processSeconds(press.state().childId);
}

function letterOf(round: number, n: number) {
  const code = `${String(round).padStart(5, '7')}-${String(n).padStart(5, '2')}`;
  return anAdmissionLetter({
    letterNumber: `沂蒙技录〔2020〕${String(n + 1).padStart(4, '0')}号`,
    personName: `测试${String.fromCodePoint(0x4e00 + (n % 200))}`,
    checkCode: code,
    checkUrl: `https://jiqiao.example/public/letters/${code}`,
  });
}

/** Looks at the resident memory of this process and the press's child now and then; `stop` tells the highest sum in MB. */
function watchMemory(press: Press): { stop: () => number } {
  let highest = 0;
  const look = (): void => {
    const { childId } = press.state();
    highest = Math.max(highest, process.memoryUsage.rss() / KB_IN_MB / KB_IN_MB + residentOf(childId));
  };
  const watch = setInterval(look, EVERY_MS);
  return {
    stop: () => {
      look();
      clearInterval(watch);
      return highest;
    },
  };
}

/** MB of another process, 0 where it has just ended. Read from the kernel, so on Linux only. */
function residentOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / KB_IN_MB;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
