import { maskCitizenId, readCitizenId } from '../../standards/citizen-id.ts';
import { formatAmount, fen, parseYuan } from '../../platform/money.ts';
import { parsePlainDate } from '../../platform/plain-date.ts';
import { readContact, showContact, type PhoneSeal } from './contacts.ts';
import type { ContactValue, FieldValue, PersonValue, RegisterField } from './definition.ts';
import type { FieldInput } from '../schema.ts';

export type ReadValue = { ok: true; value: FieldValue } | { ok: false; message: string };
const good = (value: FieldValue): ReadValue => ({ ok: true, value });
const bad = (message: string): ReadValue => ({ ok: false, message });

/** Keeps persons apart without their number: a keyed index of it. */
export type PersonKey = (idNumber: string) => string;

/** What fields need of the installation's secrets. */
export type Secrets = { personKey: PersonKey; sealPhone: PhoneSeal };

/**
 * One value as entered in a form or written in a sheet, as it is kept. References (division, institution, unit, record) are only checked for their
 * form here; whether they exist is asked of the tables. Empty input is no value. `kept` is what the record has had.
 */
export function readField(
  field: RegisterField,
  input: FieldInput | undefined,
  { personKey, sealPhone }: Secrets,
  kept?: FieldValue,
): ReadValue {
  if (input === undefined || input === null) return good(null);
  if (field.type === 'file') return readFileValue(input);
  if (field.type === 'person') return readPerson(input, personKey);
  if (field.type === 'contact') return readContact(input, sealPhone, kept as ContactValue | undefined);
  if (field.type === 'codes') return readCodes(field, input);
  if (typeof input === 'object') return bad('填写的内容与字段类型不符');
  if (field.type === 'yesNo') return readYesNo(input);
  const text = writtenIn(field, String(input)).trim();
  if (text === '') return good(null);
  return readText(field, text);
}

/** Titles and running text keep their own punctuation, letters and digits are half width; what has a form of its own is brought to one form. */
function writtenIn(field: RegisterField, text: string): string {
  if (field.type === 'longText') return text.normalize('NFC');
  if (field.type !== 'text' || field.pattern !== undefined) return text.normalize('NFKC');
  return text.normalize('NFC').replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => c.normalize('NFKC'));
}

function readText(field: RegisterField, text: string): ReadValue {
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return readNumber(field, text.replaceAll(',', ''));
    case 'money': {
      const read = parseYuan(text);
      return read.ok ? within(field, read.fen / 100, read.fen) : bad('请填写金额（元），最多两位小数');
    }
    case 'date': {
      const day = parsePlainDate(
        text
          .replaceAll(/[./年月]/g, '-')
          .replace(/日$/, '')
          .replaceAll(/-(\d)(?=-|$)/g, '-0$1'),
      );
      return day === null ? bad('请填写日期，如 2021-06-30') : good(day);
    }
    case 'code': {
      const code = codeNamed(field, text);
      return code === null ? bad(`应为其中之一：${codeTitles(field)}`) : good(code);
    }
    case 'division':
      return /^\d{12}$/.test(text) ? good(text) : bad('请选择行政区划');
    case 'institution':
    case 'unit':
    case 'record':
      return UUID.test(text) ? good(text.toLowerCase()) : bad('请从列表中选择');
    default:
      if (field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(text))
        return bad(field.hint ? `格式不对：${field.hint.zh}` : '格式不对');
      return field.max !== undefined && text.length > field.max ? bad(`最多 ${field.max} 个字`) : good(text);
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readNumber(field: RegisterField, text: string): ReadValue {
  const value = Number(text);
  if (!Number.isFinite(value)) return bad('请填写数字');
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return bad('请填写整数');
  return within(field, value, value);
}

function within(field: RegisterField, shown: number, kept: number): ReadValue {
  if (field.min !== undefined && shown < field.min) return bad(`不能小于 ${field.min}`);
  if (field.max !== undefined && shown > field.max) return bad(`不能大于 ${field.max}`);
  return good(kept);
}

const YES = new Set(['是', 'yes', 'true', '1', '√']);
const NO = new Set(['否', 'no', 'false', '0', '×']);

function readYesNo(input: string | number | boolean): ReadValue {
  if (typeof input === 'boolean') return good(input);
  const text = String(input).normalize('NFKC').trim().toLowerCase();
  if (text === '') return good(null);
  if (YES.has(text)) return good(true);
  return NO.has(text) ? good(false) : bad('请填写“是”或“否”');
}

function readCodes(field: RegisterField, input: FieldInput): ReadValue {
  const parts = Array.isArray(input) ? input : typeof input === 'string' ? input.split(/[、,，;；]/) : null;
  if (parts === null) return bad('填写的内容与字段类型不符');
  const written = parts.map((p) => p.trim()).filter((p) => p !== '');
  const codes = written.map((p) => codeNamed(field, p));
  if (codes.includes(null)) return bad(`应从其中选择：${codeTitles(field)}`);
  return good(codes.length === 0 ? null : [...new Set(codes as string[])].sort());
}

/** The code of a choice by its code or by its words in either language. */
export function codeNamed(field: RegisterField, text: string): string | null {
  const wanted = text.trim().toLowerCase();
  const found = field.codes?.find(
    (c) => c.code === wanted || c.title.zh === text.trim() || c.title.en.toLowerCase() === wanted,
  );
  return found?.code ?? null;
}

const codeTitles = (field: RegisterField): string => (field.codes ?? []).map((c) => c.title.zh).join('、');

function readFileValue(input: FieldInput): ReadValue {
  if (typeof input === 'object' && input !== null && 'fileId' in input)
    return good({ fileId: input.fileId, name: input.name });
  return bad('请上传文件');
}

/** 张三, or 张三 with an identity number: a number that does not hold is refused, for it could tell nobody apart. */
function readPerson(input: FieldInput, personKey: PersonKey): ReadValue {
  if (typeof input === 'string') return readPersonText(input, personKey);
  if (typeof input !== 'object' || input === null || Array.isArray(input) || !('name' in input) || 'fileId' in input)
    return bad('请填写姓名');
  const name = input.name.trim();
  if (name === '') return input.idNumber ? bad('请填写姓名') : good(null);
  const number = input.idNumber?.trim() ?? '';
  if (number === '') return good({ name, mask: input.mask ?? null, key: input.key ?? null });
  return withNumber(name, number, personKey);
}

function readPersonText(text: string, personKey: PersonKey): ReadValue {
  const [name = '', number = ''] = text
    .normalize('NFKC')
    .trim()
    .split(/[\s,，]+/);
  if (name === '') return good(null);
  return number === '' ? good({ name, mask: null, key: null }) : withNumber(name, number, personKey);
}

function withNumber(name: string, number: string, personKey: PersonKey): ReadValue {
  const id = readCitizenId(number.toUpperCase());
  if (!id.ok) return bad('身份证号有误，请核对');
  const person: PersonValue = { name, mask: maskCitizenId(id.id18), key: personKey(id.id18) };
  return good(person);
}

/** Names of what is referred to, by id or code. */
export type Names = Readonly<Record<string, string>>;

/** A value as people read it. */
export function showField(field: RegisterField, value: FieldValue | undefined, names: Names, english = false): string {
  if (value === null || value === undefined) return '';
  const word = (code: string) => {
    const choice = field.codes?.find((c) => c.code === code);
    return choice ? (english ? choice.title.en : choice.title.zh) : code;
  };
  if (typeof value === 'boolean') return value ? (english ? 'Yes' : '是') : english ? 'No' : '否';
  if (typeof value === 'number') return field.type === 'money' ? formatAmount(fen(value)) : String(value);
  if (typeof value === 'string') return field.type === 'code' ? word(value) : (names[value] ?? value);
  if ('fileId' in value) return value.name;
  if ('sealed' in value) return showContact(value, names);
  if ('mask' in value) return value.mask === null ? value.name : `${value.name} ${value.mask}`;
  return value.map(word).join(english ? ', ' : '、');
}
