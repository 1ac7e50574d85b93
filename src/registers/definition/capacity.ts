import type { Bilingual } from '../../policy/schema.ts';
import type { FieldCondition } from './definition.ts';

/**
 * How many records (or how much of a field) may name one record of another register: places of a course, seats of a base, posts. Counted over all
 * records whoever keeps them.
 */
export type Capacity = {
  /** The field that names the record whose places are taken, and the field of that record that says how many there are. */
  of: string;
  limit: string;
  /** Counted apart for each value of these fields, as for a day. */
  per?: readonly string[];
  /** How much a record takes; one unless told. */
  quantity?: string;
  /** Only records with these values take places. */
  where?: Readonly<Record<string, string | boolean>>;
  /** Asked only while this holds. */
  when?: FieldCondition;
  /** `wait` enters the record at the stage `waiting`; `warn` only says so. */
  beyond: 'refuse' | 'wait' | 'warn';
  waiting?: string;
  /** The field of the other record that a share is of: `{share}` is what is taken with this record in per cent of it. */
  base?: string;
  /** May say `{taken}`, `{limit}`, `{free}`, `{share}` and `{limit_share}`. */
  message: Bilingual;
  /** Who waits is given places at once, in the order of a ranking of the law, and set to the stage `to`; who is passed over by hand needs a reason. */
  rank?: PlaceRank;
};

/** A ranking of the law with fields of the waiting record as its facts; the order of receipt is its own fact. */
export type PlaceRank = { rule: string; facts: Readonly<Record<string, string>>; to: string };
