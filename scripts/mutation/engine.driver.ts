import fc from '../../src/testing/properties.ts';
import { expect, inject, test, vi } from 'vitest';
import { takeCollected, type CollectedTest } from './collected.ts';
import type { EngineFault } from './instrumented.ts';

declare module 'vitest' {
  interface ProvidedContext {
    faults: readonly EngineFault[];
    bar: number;
  }
}

type Coverage = Record<string, number>;
type Switch = {
  activeMutant?: string;
  currentTestId?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Coverage; perTest: Record<string, Coverage> };
};
const global = globalThis as typeof globalThis & { __stryker__?: Switch };
const faultSwitch = (global.__stryker__ ??= {});
const FILES = import.meta.glob<object>([
  '../../src/policy/**/*.test.ts',
  '!../../src/policy/**/*.db.test.ts',
  '!../../src/policy/rules/load.test.ts',
  '!../../src/policy/cases/samples.test.ts',
]);
/** A fault that makes a loop run without end is stopped after so many times the visits of a sound run. */
const PATIENCE = 200;
/** Milliseconds of processor time above which a test is left aside: a fault only such a test would tell counts as not told. */
const SLOW = 400;

async function collected(): Promise<CollectedTest[]> {
  vi.resetModules();
  takeCollected();
  for (const load of Object.values(FILES)) await load();
  return (await import('./collected.ts')).takeCollected();
}

const passes = async (one: CollectedTest): Promise<boolean> => {
  try {
    await one.run();
    return true;
  } catch {
    return false;
  }
};

type Sound = { tests: CollectedTest[]; took: number[]; hits: Coverage[]; atLoad: Coverage };

/** Every test once without a fault: how long it takes and which faults it would meet. */
async function soundRun(): Promise<Sound> {
  const tests = await collected();
  const took: number[] = [];
  for (const [i, one] of tests.entries()) {
    faultSwitch.currentTestId = `t${i}`;
    const from = process.cpuUsage();
    expect(await passes(one), one.title).toBe(true);
    const { user, system } = process.cpuUsage(from);
    took.push((user + system) / 1000);
  }
  faultSwitch.currentTestId = undefined;
  const { perTest = {}, static: atLoad = {} } = faultSwitch.mutantCoverage ?? {};
  return { tests, took, hits: tests.map((_, i) => perTest[`t${i}`] ?? {}), atLoad };
}

/** Whether a test tells the fault: those that meet it, the quickest first. What is only met while loading is loaded anew. */
async function told(id: string, sound: Sound): Promise<boolean> {
  const meeting = sound.hits
    .flatMap((hits, i) => (id in hits && sound.took[i]! <= SLOW ? [i] : []))
    .toSorted((a, b) => sound.took[a]! - sound.took[b]!);
  faultSwitch.activeMutant = id;
  faultSwitch.hitCount = 0;
  faultSwitch.hitLimit = PATIENCE * Math.max(10, ...meeting.map((i) => sound.hits[i]![id]!));
  try {
    const anew = meeting.length === 0 && id in sound.atLoad;
    const tests = anew
      ? (await collected()).filter((_, i) => sound.took[i]! <= SLOW)
      : meeting.map((i) => sound.tests[i]!);
    for (const one of tests) {
      faultSwitch.hitCount = 0;
      if (!(await passes(one))) return true;
    }
    return false;
  } catch {
    return true;
  } finally {
    faultSwitch.activeMutant = undefined;
  }
}

test('faults put into the engine are told by its tests', async () => {
  fc.configureGlobal({ seed: 20200901, endOnFailure: true });
  const faults = inject('faults');
  const sound = await soundRun();
  for (const one of sound.tests) expect(await passes(one), `${one.title}, a second time`).toBe(true);
  const slow = sound.tests.filter((_, i) => sound.took[i]! > SLOW);
  console.log(`left aside as slow: ${slow.map((one) => one.title).join('; ') || 'none'}`);
  const atLoad = (fault: EngineFault) => !sound.hits.some((hits) => fault.id in hits);
  const survivors: EngineFault[] = [];
  for (const fault of faults.toSorted((a, b) => Number(atLoad(a)) - Number(atLoad(b))))
    if (!(await told(fault.id, sound))) survivors.push(fault);
  const below = [...Map.groupBy(faults, (f) => f.file)].filter(([file, own]) => {
    const left = survivors.filter((s) => s.file === file);
    const share = 1 - left.length / own.length;
    console.log(`${file}: ${own.length - left.length} of ${own.length} told, ${(share * 100).toFixed(1)} %`);
    for (const { line, replacement } of left)
      console.log(`  survived  ${file}:${line} → ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`);
    return share < inject('bar');
  });
  expect(below.map(([file]) => file)).toEqual([]);
});
