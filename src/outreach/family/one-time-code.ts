import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { Context } from '../../platform/context.ts';

export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
export const SESSION_MINUTES = 30;
/** How long signing on elsewhere may take. */
export const SIGN_ON_MINUTES = 10;

/** Six digits by fair chance. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** A session's token: 256 bits, for the page's memory only. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a code or token: bound to its row and keyed with the installation's own key, so a stolen table cannot be searched. */
export function keyedHash(ctx: Context, kind: 'code', id: string, text: string): Buffer {
  const key = ctx.vault.index(`family.${kind}`, id)!;
  return createHmac('sha256', key).update(text).digest();
}
