import type { Vault } from '../../platform/vault.ts';
import { maskCitizenId, nameKey, nameTokens, pinyinSortKey, readCitizenId } from '../../standards/index.ts';

/** What is stored of a name: the key of equality, the order of a Chinese dictionary, keyed search tokens as text (64 bits). */
export type SealedName = { nameKey: string; nameSort: string; tokens: string[] };

/** What is stored of a citizen number: ciphertext, blind indexes of the whole and of its last four, a mask for screens, and what it states. */
export type SealedNumber = {
  idKind: string;
  idNumber: Buffer;
  idIndex: Buffer;
  idTailIndex: Buffer;
  idMask: string;
  birth: string;
  sex: '男' | '女';
};

/** Kinds of blind indexes; equal values of one kind give equal bytes. */
export const INDEX = { number: 'id', tail: 'id.tail', phone: 'phone', address: 'address', name: 'name' } as const;

const CACHE_LIMIT = 20_000;

/**
 * Encrypts and indexes what lists say of people. Remembers tokens and names of one import, because villages repeat them;
 * nothing readable is kept longer than the object lives.
 */
export class PersonSealer {
  readonly #vault: Vault;
  readonly #tokens = new Map<string, string>();
  readonly #tails = new Map<string, Buffer>();
  readonly #last = new Map<string, { text: string; cipher: Buffer; index: Buffer }>();

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  name(name: string): SealedName {
    return {
      nameKey: nameKey(name),
      nameSort: pinyinSortKey(name),
      tokens: nameTokens(name).map((t) => this.#token(t)),
    };
  }

  /** A number that holds (18 characters). */
  number(id18: string): SealedNumber {
    const read = readCitizenId(id18);
    const tail = id18.slice(-4);
    let tailIndex = this.#tails.get(tail);
    if (!tailIndex) this.#tails.set(tail, (tailIndex = this.#vault.index(INDEX.tail, tail)!));
    return {
      idKind: read.ok ? read.kind : 'resident',
      idNumber: this.#vault.encrypt(id18)!,
      idIndex: this.#vault.index(INDEX.number, id18)!,
      idTailIndex: tailIndex,
      idMask: maskCitizenId(id18),
      birth: `${id18.slice(6, 10)}-${id18.slice(10, 12)}-${id18.slice(12, 14)}`,
      sex: Number(id18[16]) % 2 === 1 ? '男' : '女',
    };
  }

  /** Telephone or address: members of one household share them, so the last one is kept sealed. */
  shared(kind: 'phone' | 'address', text: string): { cipher: Buffer; index: Buffer } {
    const last = this.#last.get(kind);
    if (last?.text === text) return last;
    const sealed = { text, cipher: this.#vault.encrypt(text)!, index: this.#vault.index(INDEX[kind], text)! };
    this.#last.set(kind, sealed);
    return sealed;
  }

  #token(text: string): string {
    const known = this.#tokens.get(text);
    if (known !== undefined) return known;
    const token = this.#vault.token(INDEX.name, text).toString();
    if (this.#tokens.size < CACHE_LIMIT) this.#tokens.set(text, token);
    return token;
  }
}

/** `154****1234`: the first three and the last four. Shorter numbers show the last two only. */
export function maskPhone(phone: string): string {
  if (phone.length < 11) return '*'.repeat(Math.max(0, phone.length - 2)) + phone.slice(-2);
  return phone.slice(0, 3) + '*'.repeat(phone.length - 7) + phone.slice(-4);
}
