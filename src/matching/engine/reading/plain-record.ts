import type { Header } from './header.ts';
import {
  plainCategory,
  plainHousehold,
  plainId,
  plainKey,
  plainName,
  plainOther,
  plainPhone,
  plainPlace,
  plainSex,
  plainUntil,
  type Shared,
} from './plain-fields.ts';

/** What stands in each column of a list, as numbers of `FIELD`. */
export type Plan = Uint8Array;

/** Where the next row's name and text begin, and how many rows there are. */
type Written = { rows: number; names: number; texts: number };

const FIELD = {
  other: 0,
  key: 1,
  id: 2,
  name: 3,
  sex: 4,
  phone: 5,
  place: 6,
  household: 7,
  until: 8,
  category: 9,
} as const;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
/** No record of these lists is longer; a longer one is set aside. */
export const LONGEST_RECORD = 1 << 16;

/** The plan of a list whose key stands in the column `key`. Day of birth and status number count only where the number does not hold: such a record is not plain. */
export function planOf(header: Header, key: string): Plan {
  const plan = new Uint8Array(header.columns);
  const columns: [string, number][] = [
    [key, FIELD.key],
    ['id_number', FIELD.id],
    ['name', FIELD.name],
    ['sex', FIELD.sex],
    ['phone', FIELD.phone],
    ['division_code', FIELD.place],
    ['household_id', FIELD.household],
    ['valid_to', FIELD.until],
    ['category', FIELD.category],
  ];
  for (const [name, field] of columns) {
    const at = header.places[name] ?? -1;
    if (at >= 0) plan[at] = field;
  }
  return plan;
}

/**
 * Reads the record that begins at `from` into a row where every field is written as nearly all are. Returns where the next record begins, or -1: then the record is
 * to be read with care, from its beginning, into the same row.
 */
export function readPlain(bytes: Uint8Array, from: number, plan: Plan, columns: Shared, written: Written, row: number) {
  const last = plan.length - 1;
  let at = from;
  columns.flags[row] = 0;
  for (let column = 0; ; column++) {
    const begins = at;
    at = readField(plan[column]!, bytes, begins, columns, written, row);
    if (at < 0) return -1;
    if (plan[column] === FIELD.key) columns.textAt[row + 1] = written.texts + at - begins;
    if (column === last) break;
    if (bytes[at++] !== COMMA) return -1;
  }
  if (bytes[at] === CR) at++;
  if (bytes[at] !== LF || at >= from + LONGEST_RECORD) return -1;
  written.names = columns.nameAt[row + 1]!;
  written.texts = columns.textAt[row + 1]!;
  written.rows++;
  return at + 1;
}

function readField(
  field: number,
  bytes: Uint8Array,
  at: number,
  columns: Shared,
  written: Written,
  row: number,
): number {
  switch (field) {
    case FIELD.key:
      return plainKey(bytes, at, columns.text, written.texts);
    case FIELD.id:
      return plainId(bytes, at, columns, row);
    case FIELD.name:
      return plainName(bytes, at, columns, row, written.names);
    case FIELD.sex:
      return plainSex(bytes, at, columns, row);
    case FIELD.phone:
      return plainPhone(bytes, at, columns, row);
    case FIELD.place:
      return plainPlace(bytes, at, columns, row);
    case FIELD.household:
      return plainHousehold(bytes, at, columns, row);
    case FIELD.until:
      return plainUntil(bytes, at, columns, row);
    case FIELD.category:
      return plainCategory(bytes, at, columns, row);
    default:
      return plainOther(bytes, at);
  }
}
