import { createHash, randomBytes } from 'node:crypto';

const MARK = 'jqk_';
const BYTES = 32;
const END = 4;

/** A new key: 256 random bits, readable as one word. */
export const newKey = (): string => `${MARK}${randomBytes(BYTES).toString('base64url')}`;

/** What is kept of a key. Random as it is, it needs no salt and no slow hash. */
export const hashOf = (key: string): Buffer => createHash('sha256').update(key.trim()).digest();

/** The end of a key, by which people tell keys apart. */
export const endOf = (key: string): string => key.slice(-END);
