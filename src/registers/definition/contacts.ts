import type { FieldInput } from '../schema.ts';
import type { ContactValue, FieldValue, RecordData, RegisterDefinition } from './definition.ts';

/** A telephone as it is kept: masked, and encrypted as base64. */
export type PhoneSeal = (phone: string) => Pick<ContactValue, 'phone' | 'sealed'>;
type Names = Readonly<Record<string, string>>;
type ReadContact = { ok: true; value: ContactValue | null } | { ok: false; message: string };

const MOBILE = /^1\d{10}$/;
const bad = (message: string): ReadContact => ({ ok: false, message });

/**
 * 安老师, 安老师 15400000001, or a contact as a form gives one: name, telephone and account. A telephone given back as it is shown stays as it is `kept`;
 * an empty one takes it away.
 */
export function readContact(input: FieldInput, seal: PhoneSeal, kept: ContactValue | undefined): ReadContact {
  const given = typeof input === 'string' ? splitText(input) : input;
  if (typeof given !== 'object' || given === null || Array.isArray(given) || !('name' in given) || 'fileId' in given)
    return bad('请填写姓名');
  const name = given.name.normalize('NFC').trim();
  const account = given.account ?? null;
  if (name === '') return given.phone || account ? bad('请填写姓名') : { ok: true, value: null };
  const phone = (given.phone ?? '').normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (phone === '') return { ok: true, value: { name, phone: null, sealed: null, account } };
  if (phone === kept?.phone) return { ok: true, value: { ...kept, name, account } };
  return MOBILE.test(phone) ? { ok: true, value: { name, ...seal(phone), account } } : bad('手机号应为 11 位数字');
}

function splitText(text: string): { name: string; phone?: string; account?: string } {
  const [name = '', phone] = text.trim().split(/[\s,，]+/);
  return phone === undefined ? { name } : { name, phone };
}

/** The name, with the sign-in name of the account and the telephone, masked. */
export function showContact({ name, phone, account }: ContactValue, names: Names): string {
  const ways = [...(account === null ? [] : [`账号 ${names[account] ?? account}`]), ...(phone === null ? [] : [phone])];
  return ways.length === 0 ? name : `${name}（${ways.join('，')}）`;
}

/** Whether a value is a contact. */
export const isContact = (value: FieldValue | undefined): value is ContactValue =>
  typeof value === 'object' && value !== null && 'sealed' in value;

/** Fields as they may leave the server: what is sealed stays. */
export function withoutSealed(data: RecordData): RecordData {
  if (!Object.values(data).some(isContact)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, isContact(value) ? { ...value, sealed: null } : value]),
  );
}

/** Contacts of a record by field. */
export function contactsOf({ fields }: Pick<RegisterDefinition, 'fields'>, data: RecordData): [string, ContactValue][] {
  return fields.flatMap(({ key, type }) => {
    const value = data[key];
    return type === 'contact' && isContact(value) ? [[key, value] as [string, ContactValue]] : [];
  });
}
