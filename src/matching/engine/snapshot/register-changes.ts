import { RoomTooSmall } from '../faults.ts';
import { piecesOf, type RegistryColumns, type Segment } from '../reading/columns.ts';
import type { Crew } from '../threads/crew.ts';
import type { OpenRegistry } from '../reading/open-lists.ts';
import { readRegistryPart } from '../reading/read-lists.ts';
import { describeList, type Source } from '../reading/record-source.ts';

/**
 * Lays changed lines over an open register: each takes the place of all lines with its person_id; further lines are added. Costs one look at
 * the keys of the register. Throws `RoomTooSmall` when more lines changed than an open snapshot has room for (then a new snapshot is due).
 */
export async function applyChanges(
  crew: Crew,
  registry: OpenRegistry,
  changes: Source,
): Promise<{ replaced: number; added: number }> {
  const { columns } = registry;
  const room = roomBehind(registry);
  const list = describeList('registry', changes);
  const part = { from: list.dataFrom, to: list.size };
  const read = readRegistryPart({ source: changes, list, part, whole: true, room }, columns);
  const segment = { from: room.row, to: room.row + read.rows };
  const pieces = registry.segments.flatMap((one) => piecesOf(one, crew.size));
  const replaced = await crew.all<'replace'>(
    pieces.map((piece) => ({ do: 'replace', columns, segment: piece, by: segment })),
  );
  await crew.all<'index'>([{ do: 'index', index: registry.index, id: columns.id, segment }]);
  registry.segments.push(segment);
  const gone = replaced.reduce((sum, count) => sum + count, 0);
  registry.rows += read.rows - gone;
  return { replaced: gone, added: read.rows };
}

function roomBehind({ columns, segments, index, rows }: OpenRegistry) {
  const row = Math.max(0, ...segments.map(({ to }) => to)) + 1;
  const name = Math.max(0, ...segments.map(({ to }) => columns.nameAt[to]!));
  const text = Math.max(0, ...segments.map(({ to }) => columns.textAt[to]!));
  // The index must keep empty slots, or a look-up would not end.
  const slots = Math.floor(index.slots.length * MOST_FILLED) - rows;
  const free = Math.min(columns.capacity - row - 1, slots);
  if (free < 1) throw new RoomTooSmall();
  return { row, rows: free, name, names: columns.names.length - name, text, texts: columns.text.length - text };
}

const MOST_FILLED = 0.9;
const FILTER_BITS = 1 << 20;
const TAB = 9;

/** Takes the lines of a segment out of matching whose key one of the lines `by` has; returns how many. */
export function replaceLines(columns: RegistryColumns, segment: Segment, by: Segment): number {
  const keys = new Map<number, number[]>();
  // Nearly every line of the register is asked in vain: a bit answers that faster than the map.
  const filter = new Uint8Array(FILTER_BITS / 8);
  for (let row = by.from; row < by.to; row++) {
    const hash = keyHash(columns, row);
    const bit = (hash ^ (hash >>> 13)) & (FILTER_BITS - 1);
    filter[bit >>> 3] = filter[bit >>> 3]! | (1 << (bit & 7));
    const list = keys.get(hash);
    if (list) list.push(row);
    else keys.set(hash, [row]);
  }
  let replaced = 0;
  for (let row = segment.from; row < segment.to; row++) {
    const hash = keyHash(columns, row);
    const bit = (hash ^ (hash >>> 13)) & (FILTER_BITS - 1);
    if ((filter[bit >>> 3]! & (1 << (bit & 7))) === 0) continue;
    const rows = keys.get(hash);
    if (!rows?.some((other) => sameKey(columns, row, other))) continue;
    for (const column of [
      columns.id,
      columns.idKind,
      columns.flags,
      columns.sound,
      columns.phone,
      columns.place,
      columns.household,
      columns.birth,
    ])
      column[row] = 0;
    replaced++;
  }
  return replaced;
}

function keyHash({ text, textAt }: RegistryColumns, row: number): number {
  let hash = 0x811c9dc5 | 0;
  const end = textAt[row + 1]!;
  for (let at = textAt[row]!; at < end; at++) {
    const byte = text[at]!;
    if (byte === TAB) break;
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash;
}

function sameKey({ text, textAt }: RegistryColumns, a: number, b: number): boolean {
  for (let i = 0; ; i++) {
    const [x, y] = [textAt[a]! + i, textAt[b]! + i];
    const [endA, endB] = [x >= textAt[a + 1]! || text[x] === TAB, y >= textAt[b + 1]! || text[y] === TAB];
    if (endA || endB) return endA && endB;
    if (text[x] !== text[y]) return false;
  }
}
