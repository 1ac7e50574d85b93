import { isMonthStyle, type CleanedDate, type DateStyle } from './clean-date.ts';
import type { ProblemKind } from './problem-kinds.ts';

/** A date written otherwise than the rest of its column block. */
export interface OddDate {
  row: number;
  block: string;
  column: string;
  kind: Extract<ProblemKind, 'date_format' | 'date_month_only'>;
  was: string;
  now: string;
}

interface Sighting {
  row: number;
  was: string;
  now: string;
}

/** Beyond this many a style is the habit of somebody, not a slip: no longer listed one by one. */
const slipLimit = 500;

interface Block {
  block: string;
  column: string;
  counts: Map<DateStyle, number>;
  sightings: Map<DateStyle, Sighting[]>;
}

/**
 * Learns how each block of a column (a township's rows, a class) writes its dates and tells, once all rows were seen,
 * which cells are written otherwise. Memory is bounded per block, not per row.
 */
export class DateColumns {
  readonly #blocks = new Map<string, Map<string, Block>>();

  /** Notes one readable date; serial numbers have their own finding and are left out. */
  observe(block: string, column: string, row: number, written: string, date: CleanedDate): void {
    const { style, value } = date;
    if (style === undefined || style === 'serial' || value === null) return;
    const found = this.#block(block, column);
    const count = (found.counts.get(style) ?? 0) + 1;
    found.counts.set(style, count);
    if (count > slipLimit) {
      found.sightings.delete(style);
      return;
    }
    const sightings = found.sightings.get(style);
    if (sightings) sightings.push({ row, was: written, now: value });
    else found.sightings.set(style, [{ row, was: written, now: value }]);
  }

  /** The cells that differ from the style most used in their block. */
  oddDates(): OddDate[] {
    return this.#all()
      .flatMap(oddOnes)
      .sort((a, b) => a.row - b.row);
  }

  /** The style most used by each block, for the report; a block with two columns is judged by both together. */
  styleByBlock(): Map<string, DateStyle> {
    const sums = new Map<string, Map<DateStyle, number>>();
    for (const { block, counts } of this.#all()) {
      const sum = sums.get(block) ?? new Map<DateStyle, number>();
      for (const [style, count] of counts) sum.set(style, (sum.get(style) ?? 0) + count);
      sums.set(block, sum);
    }
    return new Map([...sums].map(([block, sum]) => [block, mostUsed(sum)]));
  }

  #all(): Block[] {
    return [...this.#blocks.values()].flatMap((columns) => [...columns.values()]);
  }

  #block(block: string, column: string): Block {
    const columns = this.#blocks.get(block) ?? new Map<string, Block>();
    if (columns.size === 0) this.#blocks.set(block, columns);
    const known = columns.get(column);
    if (known) return known;
    const fresh: Block = { block, column, counts: new Map(), sightings: new Map() };
    columns.set(column, fresh);
    return fresh;
  }
}

function mostUsed(counts: Map<DateStyle, number>): DateStyle {
  let best: DateStyle = 'iso';
  let most = 0;
  for (const [style, count] of counts) {
    if (count > most) {
      best = style;
      most = count;
    }
  }
  return best;
}

function oddOnes(found: Block): OddDate[] {
  const habit = mostUsed(found.counts);
  const odd: OddDate[] = [];
  for (const [style, sightings] of found.sightings) {
    if (style === habit) continue;
    const kind = isMonthStyle(style) && !isMonthStyle(habit) ? 'date_month_only' : 'date_format';
    for (const { row, was, now } of sightings)
      odd.push({ row, block: found.block, column: found.column, kind, was, now });
  }
  return odd;
}
