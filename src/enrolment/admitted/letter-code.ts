/** No 0 and O, 1, I and L: what is read aloud or typed from paper is not mistaken. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 10;
/** Bytes from here on would favour the first letters. */
const FAIR = 256 - (256 % LETTERS.length);

/**
 * A letter's check code of ten characters (49 bits), as in 7K3M9-QXA4T.
 * @param chance gives so many random bytes
 */
export function letterCode(chance: (bytes: number) => Uint8Array): string {
  let text = '';
  while (text.length < LENGTH)
    for (const byte of chance(LENGTH)) if (byte < FAIR && text.length < LENGTH) text += LETTERS[byte % LETTERS.length];
  return `${text.slice(0, LENGTH / 2)}-${text.slice(LENGTH / 2)}`;
}

/** The code as typed: case, spaces and dashes do not matter; what is looked up by its blind index. */
export function letterKey(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}
