import { daysInMonth } from '../../../platform/plain-date.ts';
import { columnOf } from '../sheet/field-names.ts';
import { INDEX, maskPhone, type PersonSealer } from '../../person/seal-person.ts';
import type { RegisterRow } from '../sheet/register-row.ts';

/** Columns of staging_person in the order in which {@link stagedLine} writes them. */
export const STAGED_COLUMNS = [
  'list_id',
  'list_row',
  'person_id',
  'household_no',
  'household_id',
  'head_name',
  'village_code',
  'name',
  'name_key',
  'name_sort',
  'sex',
  'ethnic',
  'birth',
  'id_kind',
  'id_state',
  'id_number',
  'id_index',
  'id_tail_index',
  'id_mask',
  'phone',
  'phone_index',
  'phone_mask',
  'address',
  'address_index',
  'relation',
  'household_types',
  'identified_on',
  'exited_on',
  'risk_cleared',
  'education',
  'in_school',
  'health',
  'labour_skill',
  'veteran',
  'residence',
  'note',
  'doubtful_fields',
  'identified_month',
  'tokens',
] as const;

export type StagedIds = { listId: string; personId: string; householdId: string };

/** valid: a whole number nobody doubts; doubtful: something is written that a person must look at; missing: nothing is written. */
export function idStateOf(row: RegisterRow): 'valid' | 'doubtful' | 'missing' {
  if (row.idNumber !== null)
    return row.doubtfulFields.some((field) => columnOf(field) === 'id_number') ? 'doubtful' : 'valid';
  return row.idWritten.trim() === '' ? 'missing' : 'doubtful';
}

/** One register row as a line of COPY text: names keyed, number, telephone and address sealed. Ends with a line feed. */
export function stagedLine(sealer: PersonSealer, row: RegisterRow, ids: StagedIds): string {
  const name = sealer.name(row.name);
  const number = row.idNumber === null ? null : sealer.number(row.idNumber);
  const phone = row.phone === null ? null : sealer.shared(INDEX.phone, row.phone);
  const address = row.address === null ? null : sealer.shared(INDEX.address, row.address);
  return `${[
    ids.listId,
    String(row.row),
    ids.personId,
    text(row.householdNo),
    ids.householdId,
    text(row.headName),
    String(row.villageCode),
    text(row.name),
    text(name.nameKey),
    text(name.nameSort),
    text(row.sex ?? number?.sex ?? null),
    text(row.ethnic),
    text(number?.birth ?? null),
    text(number?.idKind ?? null),
    idStateOf(row),
    bytes(number?.idNumber),
    bytes(number?.idIndex),
    bytes(number?.idTailIndex),
    text(number?.idMask ?? null),
    bytes(phone?.cipher),
    bytes(phone?.index),
    row.phone === null ? NULL : text(maskPhone(row.phone)),
    bytes(address?.cipher),
    bytes(address?.index),
    text(row.relation),
    list(row.householdTypes),
    text(lastDay(row.identifiedOn)),
    text(lastDay(row.exitedOn)),
    flag(row.riskCleared),
    text(row.education),
    text(row.inSchool),
    text(row.health),
    text(row.labourSkill),
    flag(row.veteran),
    text(row.residence),
    text(row.note),
    list(row.doubtfulFields.map(columnOf)),
    flag(row.identifiedOn?.length === 7 ? true : null),
    `{${name.tokens.join(',')}}`,
  ].join('\t')}\n`;
}

/** A date that names only a month (yyyy-mm) is stored as the month's last day: by then it is certainly true. */
function lastDay(date: string | null): string | null {
  if (date === null || date.length !== 7) return date;
  return `${date}-${daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5)))}`;
}

const NULL = '\\N';
const SPECIAL = /[\\\t\n\r\0]/;

function text(value: string | null): string {
  if (value === null) return NULL;
  if (!SPECIAL.test(value)) return value;
  return value
    .replaceAll('\0', '')
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

function bytes(value: Buffer | undefined): string {
  return value === undefined ? NULL : `\\\\x${value.toString('hex')}`;
}

function flag(value: boolean | null): string {
  return value === null ? NULL : value ? 't' : 'f';
}

function list(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  return text(`{${values.map((v) => `"${v.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}
