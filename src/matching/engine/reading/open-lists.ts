import { QuotesFound, RoomTooSmall } from '../faults.ts';
import {
  piecesOf,
  queryColumns,
  registryColumns,
  type QueryColumns,
  type RegistryColumns,
  type Segment,
} from './columns.ts';
import type { Crew } from '../threads/crew.ts';
import { bitFilter } from '../deciding/bit-filter.ts';
import { addRow, idIndex, type IdIndex } from '../deciding/id-index.ts';
import type { Capacity } from './columns.ts';
import type { Side } from './header.ts';
import type { ReadResult, ReadTask, Room } from './read-lists.ts';
import { describeList, partsOf, recordLength, type Described, type Source } from './record-source.ts';

/** A list in memory. */
export type OpenList<C> = {
  columns: C;
  segments: Segment[];
  rows: number;
  /** Records set aside, by reason, and the first of them (number of the data record). */
  aside: Record<string, number>;
  samples: { record: number; reason: string }[];
  absent: string[];
};
export type OpenRegistry = OpenList<RegistryColumns> & { index: IdIndex };

/** A column of 4 GiB or more reaches another thread cut short (its length is passed in 32 bits), and what is written behind is lost. */
const MOST_BYTES = 4.2e9;
const NAME_BYTES = 2;
const NAME_UNITS = 24;
const TEXT_BYTES = 72;
const MOST_TRIES = 4;
const WORTH_PIECES = 1 << 24;

/**
 * Reads the register and makes its index, of all rows or, with `only`, of those that this list will look up: then it serves no other list and takes no changes.
 * Throws `UnreadableList` when the file cannot be used.
 */
export async function openRegistry(crew: Crew, source: Source, only?: OpenList<QueryColumns>): Promise<OpenRegistry> {
  const list = await openList(crew, 'registry', source, registryColumns, (tasks, columns) =>
    crew.all<'read-registry'>(tasks.map((task) => ({ do: 'read-registry', task, columns }))),
  );
  const index = only ? await indexFor(crew, list, only) : await indexOf(crew, list);
  return { ...list, index };
}

async function indexOf(crew: Crew, { rows, segments, columns }: OpenList<RegistryColumns>): Promise<IdIndex> {
  const index = idIndex(rows);
  await crew.all<'index'>(segments.map((segment) => ({ do: 'index', index, id: columns.id, segment })));
  return index;
}

/** Nearly every row of a register is asked for by nobody; an index of the others is small enough to stay near the processor. */
async function indexFor(
  crew: Crew,
  { segments, columns }: OpenList<RegistryColumns>,
  queries: OpenList<QueryColumns>,
): Promise<IdIndex> {
  const wanted = bitFilter(queries.rows);
  const asking = queries.segments.flatMap((segment) => piecesOf(segment, crew.size));
  await crew.all<'want'>(asking.map((segment) => ({ do: 'want', queries: queries.columns, segment, wanted })));
  const asked = segments.flatMap((segment) => piecesOf(segment, crew.size));
  const rows = await crew.all<'wanted'>(asked.map((segment) => ({ do: 'wanted', registry: columns, segment, wanted })));
  const index = idIndex(rows.reduce((sum, some) => sum + some.length, 0));
  for (const some of rows) for (const row of some) addRow(index, columns.id, row);
  return index;
}

/** Reads the list that is matched. */
export async function openQueries(crew: Crew, source: Source): Promise<OpenList<QueryColumns>> {
  return openList(crew, 'queries', source, queryColumns, (tasks, columns) =>
    crew.all<'read-queries'>(tasks.map((task) => ({ do: 'read-queries', task, columns }))),
  );
}

type Read<C> = (tasks: ReadTask[], columns: C) => Promise<ReadResult[]>;

async function openList<C>(
  crew: Crew,
  side: Side,
  source: Source,
  make: (size: Capacity) => C,
  read: Read<C>,
): Promise<OpenList<C>> {
  const list = describeList(side, source);
  // More pieces than threads: whoever is done first takes the next one.
  let parts = list.size < WORTH_PIECES ? crew.size : crew.size * 2;
  let room = 1.3;
  for (let attempt = 1; ; attempt++) {
    try {
      return await readWhole(list, source, parts, room, make, read);
    } catch (error) {
      if (attempt >= MOST_TRIES) throw error;
      if (error instanceof QuotesFound) parts = 1;
      else if (error instanceof RoomTooSmall) room *= 4;
      else throw error;
    }
  }
}

async function readWhole<C>(
  list: Described,
  source: Source,
  wanted: number,
  factor: number,
  make: (size: Capacity) => C,
  read: Read<C>,
): Promise<OpenList<C>> {
  const parts = partsOf(source, list, wanted);
  const length = recordLength(source, list);
  const rooms = roomsFor(parts, length, factor);
  const end = rooms.at(-1);
  const size = {
    rows: end ? end.row + end.rows + 1 : 1,
    nameUnits: end ? end.name + end.names + 1 : 1,
    textBytes: end ? end.text + end.texts + 1 : 1,
  };
  const columns = make(size);
  const whole = parts.length <= 1;
  const results = await read(
    parts.map((part, i) => ({ source, list, part, whole, room: rooms[i]! })),
    columns,
  );
  return summed(columns, rooms, results, list);
}

/** Rooms one behind the other, generous: memory that is never written is never given. */
function roomsFor(parts: readonly { from: number; to: number }[], length: number, factor: number): Room[] {
  const counts = parts.map(({ from, to }) => Math.ceil(((to - from) / length) * factor) + 2000);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const perName = Math.min(NAME_UNITS, MOST_BYTES / NAME_BYTES / total);
  const perText = Math.min(TEXT_BYTES, MOST_BYTES / total);
  const rooms: Room[] = [];
  let at = { row: 0, name: 0, text: 0 };
  for (const rows of counts) {
    const room = { ...at, rows, names: Math.floor(rows * perName), texts: Math.floor(rows * perText) };
    rooms.push(room);
    // One place more: the last row of a part writes where the next one would begin.
    at = { row: at.row + rows + 1, name: at.name + room.names, text: at.text + room.texts };
  }
  return rooms;
}

function summed<C>(columns: C, rooms: readonly Room[], results: readonly ReadResult[], list: Described): OpenList<C> {
  const open: OpenList<C> = { columns, segments: [], rows: 0, aside: {}, samples: [], absent: list.header.absent };
  for (const [i, result] of results.entries()) {
    open.segments.push({ from: rooms[i]!.row, to: rooms[i]!.row + result.rows });
    for (const sample of result.samples) {
      if (open.samples.length < 20) open.samples.push({ record: open.rows + sample.record, reason: sample.reason });
    }
    for (const [reason, count] of Object.entries(result.aside)) open.aside[reason] = (open.aside[reason] ?? 0) + count;
    open.rows += result.rows;
  }
  return open;
}
