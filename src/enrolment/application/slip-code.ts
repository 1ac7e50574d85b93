const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 12;

/** A slip code from 12 bytes of chance: 60 bits in letters that are not mistaken for one another, as in 7K3M-9QXA-4TRH. */
export function slipCode(chance: Uint8Array): string {
  const text = Array.from(chance.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as typed by a family: case, spaces and dashes do not matter. */
export function slipKey(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
