import { FLAG, writeKey, writeSymbols, type QueryColumns, type RegistryColumns } from './columns.ts';
import type { RecordFields } from './csv-bytes.ts';
import { isEnd, readDay, readHousehold, readPhone, readPlace, readSex, saysDeceased } from './fields.ts';
import { ID, readId, readIdBytes, type ReadId } from '../deciding/id-number.ts';
import { hasLostUnit, MAX_UNITS, readNameUnits, soundOfName } from '../deciding/name-units.ts';
import { RoomTooSmall } from '../faults.ts';
import type { Header } from './header.ts';
import { LONGEST_KEY, type Shared } from './plain-fields.ts';
import { planOf, readPlain } from './plain-record.ts';
import { eachRecord, type Described, type OnPlain, type OnRecord, type Source } from './record-source.ts';

/** Where a part of a list begins and how much room it has in the columns. */
export type Room = { row: number; rows: number; name: number; names: number; text: number; texts: number };
export type ReadTask = {
  source: Source;
  list: Described;
  part: { from: number; to: number };
  whole: boolean;
  room: Room;
};

/** Why a row is set aside; the number is what `aside` holds. */
export const ASIDE = [
  '',
  'long_line',
  'quote',
  'nul',
  'columns',
  'no_key',
  'duplicate_row_id',
  'key_too_long',
] as const;
export type Aside = Exclude<(typeof ASIDE)[number], ''>;
/** What came of reading a part. `aside`: counts by reason; `samples`: the first of them, by number of record within the part. */
export type ReadResult = {
  records: number;
  rows: number;
  names: number;
  texts: number;
  aside: Record<string, number>;
  samples: { record: number; reason: Aside }[];
};

/** Where the fields stand in a record, -1 where the list has none. Numbers by fixed names: they are asked for every row. */
type Places = Record<
  'key' | 'id' | 'name' | 'sex' | 'phone' | 'division' | 'household' | 'birth' | 'until' | 'category' | 'status',
  number
>;

function placesOf(header: Header, key: string): Places {
  const at = (field: string): number => header.places[field] ?? -1;
  return {
    key: at(key),
    id: at('id_number'),
    name: at('name'),
    sex: at('sex'),
    phone: at('phone'),
    division: at('division_code'),
    household: at('household_id'),
    birth: at('birth_date'),
    until: at('valid_to'),
    category: at('category'),
    status: at('status_number'),
  };
}

/** Reads rows of the register into its columns. Rows that cannot be read are counted and left out. */
export function readRegistryPart(task: ReadTask, columns: RegistryColumns): ReadResult {
  const { list, room, places, id, result, plain } = beginPart(task, 'person_id', columns);
  const slow: OnRecord = (bytes, fields, fault) => {
    const record = ++result.records;
    const reason = fault ?? faultOf(fields, list.header.columns, places.key);
    if (reason === 'blank') return;
    if (reason !== null) return setAside(result, record, reason);
    const row = room.row + result.rows;
    if (!hasRoom(result, room)) throw new RoomTooSmall();
    readShared(columns, row, bytes, fields, places, id, result);
    if (id.packed === 0) columns.birth[row] = dayIn(bytes, fields, places.birth);
    columns.flags[row] = columns.flags[row]! | statusFlags(bytes, fields, places);
    result.rows++;
  };
  eachRecord(task.source, list, task.part, task.whole, plain, slow);
  return result;
}

/** Reads rows of the list that is matched. Rows that cannot be read keep their place and say why. */
export function readQueryPart(task: ReadTask, columns: QueryColumns): ReadResult {
  const { list, room, places, id, result, plain } = beginPart(task, 'row_id', columns);
  const slow: OnRecord = (bytes, fields, fault) => {
    const record = ++result.records;
    const reason = fault ?? faultOf(fields, list.header.columns, places.key);
    if (reason === 'blank') return;
    const row = room.row + result.rows;
    if (!hasRoom(result, room)) throw new RoomTooSmall();
    if (reason === null) readShared(columns, row, bytes, fields, places, id, result);
    else {
      setAside(result, record, reason);
      columns.aside[row] = ASIDE.indexOf(reason);
      keyOnly(columns, row, bytes, fields, reason === 'nul' || reason === 'columns' ? places.key : -1, result);
    }
    if (reason === null && id.packed === 0 && id.known === 0) exchange(columns, row, bytes, fields, places, id, result);
    if (reason === null && id.packed === 0 && places.status >= 0) rescueId(columns, row, bytes, fields, places, id);
    result.rows++;
  };
  eachRecord(task.source, list, task.part, task.whole, plain, slow);
  return result;
}

/** Where a part begins in the columns, where its fields stand in a record, and what has been counted: nothing yet. */
function beginPart({ list, room }: ReadTask, key: string, columns: Shared) {
  columns.nameAt[room.row] = room.name;
  columns.textAt[room.row] = room.text;
  const result: ReadResult = { records: 0, rows: 0, names: room.name, texts: room.text, aside: {}, samples: [] };
  const plan = planOf(list.header, key);
  const plain: OnPlain = (bytes, at) => {
    const next = hasRoom(result, room) ? readPlain(bytes, at, plan, columns, result, room.row + result.rows) : -1;
    if (next > 0) result.records++;
    return next;
  };
  return { list, room, places: placesOf(list.header, key), id: readId(), result, plain };
}

function setAside(result: ReadResult, record: number, reason: Aside): void {
  result.aside[reason] = (result.aside[reason] ?? 0) + 1;
  if (result.samples.length < 20) result.samples.push({ record, reason });
}

function hasRoom(result: ReadResult, room: Room): boolean {
  return (
    result.rows < room.rows &&
    result.names + MAX_UNITS + 4 < room.name + room.names &&
    result.texts + LONGEST_KEY + 64 < room.text + room.texts
  );
}

function faultOf(fields: RecordFields, columns: number, key: number): Aside | 'blank' | null {
  if (fields.nul) return 'nul';
  if (fields.count !== columns) {
    if (fields.count === 1 && fields.starts[0] === fields.ends[0]) return 'blank';
    return 'columns';
  }
  const length = fields.ends[key]! - fields.starts[key]!;
  if (length === 0) return 'no_key';
  return length > LONGEST_KEY ? 'key_too_long' : null;
}

/** What both lists have: number, name, sex, phone, place, household, key. */
function readShared(
  columns: Shared,
  row: number,
  bytes: Uint8Array,
  fields: RecordFields,
  places: Places,
  id: ReadId,
  result: ReadResult,
): void {
  const { starts, ends } = fields;
  const idAt = places.id;
  readIdBytes(bytes, starts[idAt]!, ends[idAt]!, id);
  columns.id[row] = id.packed;
  columns.idKind[row] = id.kind;
  readName(columns, row, bytes, starts[places.name]!, ends[places.name]!, result);
  const sexAt = places.sex;
  columns.flags[row] =
    (sexAt < 0 ? 0 : readSex(bytes, starts[sexAt]!, ends[sexAt]!)) | (id.maybeRounded ? FLAG.rounded : 0);
  const phoneAt = places.phone;
  columns.phone[row] = phoneAt < 0 ? 0 : readPhone(bytes, starts[phoneAt]!, ends[phoneAt]!);
  const placeAt = places.division;
  columns.place[row] = placeAt < 0 ? 0 : readPlace(bytes, starts[placeAt]!, ends[placeAt]!);
  const householdAt = places.household;
  columns.household[row] = householdAt < 0 ? 0 : readHousehold(bytes, starts[householdAt]!, ends[householdAt]!);
  result.texts = writeKey(columns.text, result.texts, bytes, starts[places.key]!, ends[places.key]!);
  if (id.kind !== ID.valid) result.texts = writeSymbols(columns.text, result.texts, id.symbols, id.length);
  columns.textAt[row + 1] = result.texts;
}

/** The name of a row and its sound, written behind the names before it. */
function readName(columns: Shared, row: number, bytes: Uint8Array, from: number, to: number, result: ReadResult): void {
  const units = readNameUnits(bytes, from, to, columns.names, result.names);
  columns.sound[row] = hasLostUnit(columns.names, result.names, units)
    ? 0
    : soundOfName(columns.names, result.names, units);
  result.names += units;
  columns.nameAt[row + 1] = result.names;
}

function keyOnly(
  columns: QueryColumns,
  row: number,
  bytes: Uint8Array,
  fields: RecordFields,
  keyAt: number,
  result: ReadResult,
): void {
  const given = keyAt >= 0 && keyAt < fields.count && fields.ends[keyAt]! - fields.starts[keyAt]! <= LONGEST_KEY;
  const [from, to] = given ? [fields.starts[keyAt]!, fields.ends[keyAt]!] : [0, 0];
  result.texts = writeKey(columns.text, result.texts, bytes, from, to);
  columns.textAt[row + 1] = result.texts;
  columns.nameAt[row + 1] = result.names;
}

/** Name and number stand in each other's column: no digit in one, a whole number in the other. */
function exchange(
  columns: QueryColumns,
  row: number,
  bytes: Uint8Array,
  fields: RecordFields,
  places: Places,
  id: ReadId,
  result: ReadResult,
): void {
  const { starts, ends } = fields;
  readIdBytes(bytes, starts[places.name]!, ends[places.name]!, id);
  if (id.kind !== ID.valid) {
    id.packed = 0;
    return;
  }
  columns.id[row] = id.packed;
  columns.idKind[row] = ID.valid;
  result.names = columns.nameAt[row]!;
  readName(columns, row, bytes, starts[places.id]!, ends[places.id]!, result);
}

/** A whole number kept in the student's status number stands in for a damaged one. */
function rescueId(
  columns: QueryColumns,
  row: number,
  bytes: Uint8Array,
  fields: RecordFields,
  places: Places,
  id: ReadId,
): void {
  const at = places.status;
  readIdBytes(bytes, fields.starts[at]!, fields.ends[at]!, id);
  if (id.kind !== ID.valid) return;
  columns.id[row] = id.packed;
  columns.idKind[row] = ID.valid;
}

function dayIn(bytes: Uint8Array, fields: RecordFields, at: number): number {
  return at < 0 ? 0 : readDay(bytes, fields.starts[at]!, fields.ends[at]!);
}

/** Ended lines and deaths noted in the category (死亡, 亡故). */
function statusFlags(bytes: Uint8Array, fields: RecordFields, places: Places): number {
  let flags = 0;
  const until = places.until;
  if (until >= 0 && isEnd(bytes, fields.starts[until]!, fields.ends[until]!)) flags |= FLAG.ended;
  const category = places.category;
  if (category >= 0 && saysDeceased(bytes, fields.starts[category]!, fields.ends[category]!)) flags |= FLAG.deceased;
  return flags;
}
