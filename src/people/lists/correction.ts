import { cleanDate, cleanIdNumber, cleanName, cleanPhone } from '../../standards/cleaning/index.ts';
import { peopleErrors } from '../errors.ts';
import { maskPhone, type PersonSealer } from '../person/seal-person.ts';

/** What a corrected value changes: columns of person and of person_status; search tokens where the name changed. */
export type Correction = {
  person: Record<string, unknown>;
  status: Record<string, unknown>;
  tokens: string[] | null;
  villageCode?: number;
};

/** Fields whose content is one person's own: never decided for several rows at once. */
export const PERSONAL_FIELDS = new Set(['id_number', 'name', 'phone', 'address']);
/** Fields of the place; they are corrected by choosing the village. */
export const PLACE_FIELDS = new Set(['county', 'township', 'village']);

const STATUS_TEXT = new Set(['relation', 'education', 'in_school', 'health', 'labour_skill', 'residence', 'note']);
const STATUS_DATE = new Set(['identified_on', 'exited_on']);
const STATUS_FLAG = new Set(['risk_cleared', 'veteran']);
const YES: Record<string, boolean> = { 是: true, 否: false };

/**
 * Reads a value a person entered for a doubtful field, with the same care as a list: a number must hold, a date must be one.
 * @throws PROBLEM_VALUE_WRONG
 */
export function correctionOf(field: string, value: string, sealer: PersonSealer): Correction {
  const none = { person: {}, status: {}, tokens: null };
  if (field === 'id_number') return { ...none, person: numberColumns(value, sealer) };
  if (field === 'name') return nameColumns(value, sealer);
  if (field === 'phone') return { ...none, person: phoneColumns(value, sealer) };
  if (field === 'address') {
    const sealed = sealer.shared('address', value);
    return { ...none, person: { address: sealed.cipher, address_index: sealed.index } };
  }
  if (field === 'sex' || field === 'ethnic') return { ...none, person: { [field]: wanted(value) } };
  if (STATUS_TEXT.has(field)) return { ...none, status: { [field]: wanted(value) } };
  if (STATUS_DATE.has(field))
    return { ...none, status: { [field]: wanted(dayOf(value), '日期不对，请按 2020-09-01 的样子填写。') } };
  if (STATUS_FLAG.has(field)) return { ...none, status: { [field]: wanted(YES[value]) } };
  if (field === 'household_types')
    return { ...none, status: { household_types: value.split(/[、，,；;\s]+/u).filter(Boolean) } };
  throw peopleErrors.PROBLEM_VALUE_WRONG();
}

function wanted<T>(value: T | null | undefined, message?: string): T {
  if (value === null || value === undefined || value === '')
    throw peopleErrors.PROBLEM_VALUE_WRONG(message ? { message } : {});
  return value;
}

function dayOf(value: string): string | null {
  const read = cleanDate(value).value;
  return read !== null && read.length === 10 ? read : null;
}

function numberColumns(value: string, sealer: PersonSealer): Record<string, unknown> {
  const sealed = sealer.number(
    wanted(cleanIdNumber(value).value, '证件号码不对：位数、出生日期或最后一位校验码不符，请对照证件重填。'),
  );
  return {
    id_kind: sealed.idKind,
    id_state: 'valid',
    id_number: sealed.idNumber,
    id_index: sealed.idIndex,
    id_tail_index: sealed.idTailIndex,
    id_mask: sealed.idMask,
    birth: sealed.birth,
    sex: sealed.sex,
  };
}

function nameColumns(value: string, sealer: PersonSealer): Correction {
  const name = wanted(cleanName(value).value);
  const sealed = sealer.name(name);
  return { person: { name, name_key: sealed.nameKey, name_sort: sealed.nameSort }, status: {}, tokens: sealed.tokens };
}

function phoneColumns(value: string, sealer: PersonSealer): Record<string, unknown> {
  const phone = wanted(cleanPhone(value).value, '电话号码不对，请核对后重填。');
  const sealed = sealer.shared('phone', phone);
  return { phone: sealed.cipher, phone_index: sealed.index, phone_mask: maskPhone(phone) };
}
