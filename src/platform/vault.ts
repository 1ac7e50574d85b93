import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { chance } from './ids.ts';

/** Field keys by name; the ciphertext names the one it was made with, so keys can be rotated. */
export type VaultKeys = { current: string; keys: Record<string, string>; index: string };

const IV = 12;
const TAG = 16;

/**
 * Encrypts single fields (AES-256-GCM; NIST SP 800-38D) and makes keyed blind indexes (HMAC-SHA-256) to find them by equality.
 * Layout of a ciphertext: 1 byte key-name length, key name, 12 bytes nonce, ciphertext, 16 bytes tag.
 */
export class Vault {
  /** Key objects, not bytes: Node checks bytes again on every call, which costs five times the encryption itself. */
  readonly #keys = new Map<string, KeyObject>();
  readonly #current: string;
  readonly #index: KeyObject;

  /** @throws Error when a key is not 32 bytes of base64 or the current one is missing. */
  constructor(config: VaultKeys) {
    for (const [name, text] of Object.entries(config.keys)) {
      const key = Buffer.from(text, 'base64');
      if (key.length !== 32) throw new Error(`field key ${name} must be 32 bytes`);
      this.#keys.set(name, createSecretKey(key));
    }
    if (!this.#keys.has(config.current)) throw new Error('the current field key is missing');
    this.#current = config.current;
    const index = Buffer.from(config.index, 'base64');
    if (index.length !== 32) throw new Error('the index key must be 32 bytes');
    this.#index = createSecretKey(index);
  }

  /** Encrypts text; null stays null. `bind` (a table.column and record id) must be given again to decrypt. */
  encrypt(text: string | null, bind = ''): Buffer | null {
    if (text === null) return null;
    const name = Buffer.from(this.#current);
    const iv = chance(IV);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(this.#current)!, iv);
    if (bind) cipher.setAAD(Buffer.from(bind));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([name.length]), name, iv, body, cipher.getAuthTag()]);
  }

  /** @throws Error when the key is unknown or the bytes or their binding were changed. */
  decrypt(bytes: Buffer | null, bind = ''): string | null {
    if (bytes === null) return null;
    const nameEnd = 1 + bytes[0]!;
    const key = this.#keys.get(bytes.subarray(1, nameEnd).toString());
    if (!key) throw new Error('unknown field key');
    const iv = bytes.subarray(nameEnd, nameEnd + IV);
    const decipher = createDecipheriv('aes-256-gcm', key, iv);
    if (bind) decipher.setAAD(Buffer.from(bind));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    return Buffer.concat([
      decipher.update(bytes.subarray(nameEnd + IV, bytes.length - TAG)),
      decipher.final(),
    ]).toString('utf8');
  }

  /** Blind index of a value: equal values of one kind give equal bytes (16), and nothing else can be read from it. */
  index(kind: string, value: string | null): Buffer | null {
    if (value === null) return null;
    return createHmac('sha256', this.#index).update(`${kind}\0${value}`).digest().subarray(0, 16);
  }

  /** A key of 32 bytes for one purpose, the same at every start of this installation. */
  keyFor(purpose: string): Buffer {
    return createHmac('sha256', this.#index).update(`key\0${purpose}`).digest();
  }

  /** Blind index as a signed 64-bit integer, for compact token tables. */
  token(kind: string, value: string): bigint {
    return createHmac('sha256', this.#index).update(`${kind}\0${value}`).digest().readBigInt64BE(0);
  }
}

/** New random keys for an installation; `label` names the first field key. */
export function newVaultKeys(label: string): VaultKeys {
  return {
    current: label,
    keys: { [label]: randomBytes(32).toString('base64') },
    index: randomBytes(32).toString('base64'),
  };
}
