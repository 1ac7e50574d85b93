import type { Chance } from '../../src/desk/demo/chance.ts';
import { VICTIMS, type Victim } from './installation.ts';

/** What the offices do at once; a kill is aimed at one of them and may hit several. */
export const OPERATIONS = [
  'register import',
  'village batch',
  'county batch',
  'reviews',
  'admission',
  'letters',
  'lock',
  'scan',
  'send',
  'receive',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One kill: so long after this operation began. */
export type Aim = { victim: Victim; operation: Operation; after: number };

/** How long after an operation began it may be killed, in milliseconds; most take less when nothing is wrong. */
const LATEST = 1200;

/** The kills of one run, one or (three times in ten) two. */
export function aimsOf(chance: Chance): Aim[] {
  return Array.from({ length: chance.next() < 0.3 ? 2 : 1 }, () => ({
    victim: chance.pick(VICTIMS),
    operation: chance.pick(OPERATIONS),
    after: chance.int(0, LATEST),
  }));
}

/** Which operations are under way: asked for and not acknowledged. */
export class Points {
  readonly #underWay = new Set<Operation>();
  readonly #begun = new Map<Operation, PromiseWithResolvers<void>>();

  /** Does `work` as this operation. */
  async during<T>(operation: Operation, work: () => Promise<T>): Promise<T> {
    this.#underWay.add(operation);
    this.#of(operation).resolve();
    try {
      return await work();
    } finally {
      this.#underWay.delete(operation);
    }
  }

  /** Resolves when the operation has begun. */
  begun(operation: Operation): Promise<void> {
    return this.#of(operation).promise;
  }

  underWay(): Operation[] {
    return OPERATIONS.filter((o) => this.#underWay.has(o));
  }

  #of(operation: Operation): PromiseWithResolvers<void> {
    const known = this.#begun.get(operation) ?? Promise.withResolvers<void>();
    this.#begun.set(operation, known);
    return known;
  }
}
