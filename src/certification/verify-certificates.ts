import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { nameKey } from '../standards/index.ts';
import { numberIndex } from './certificate-store.ts';
import { CLASS_LEVEL_WORDS, LEVEL_WORDS } from './levels.ts';
import type { CertificateAnswer } from './schema.ts';

/** A certificate as it is asked for: its number however typed, and the name of its holder. */
export type CertificateAsked = { number: string; name: string };

/**
 * What may be said of certificates asked for by number and name, in the order asked: issuer, occupation or major, level, day, whether each still holds.
 * What does not fit number and name is "not found" without more. Asks for all in one statement, with the transaction's view.
 */
export async function verifyCertificates(
  tx: Tx,
  ctx: Context,
  asked: readonly CertificateAsked[],
): Promise<CertificateAnswer[]> {
  if (asked.length === 0) return [];
  const indexes = asked.map((a) => numberIndex(ctx, a.number));
  const rows = await tx
    .selectFrom('certificate as c')
    .innerJoin('institution as i', 'i.institution_id', 'c.institution_id')
    .select([
      'c.number_index',
      'c.name_key',
      'i.name',
      'c.occupation',
      'c.level',
      'c.class_level',
      'c.issued_on',
      'c.valid',
    ])
    .where('c.number_index', 'in', indexes)
    .execute();
  const words: Record<string, string> = CLASS_LEVEL_WORDS;
  const keyOf = (index: Buffer, name: string): string => `${index.toString('hex')} ${name}`;
  const known = new Map(rows.map((r) => [keyOf(r.number_index, r.name_key), r]));
  return asked.map(({ name }, at) => {
    const row = known.get(keyOf(indexes[at]!, nameKey(name)));
    if (!row) return { found: false };
    const level = row.class_level === null ? (LEVEL_WORDS[row.level ?? 0] ?? '') : (words[row.class_level] ?? '');
    return {
      found: true,
      issuer: row.name,
      occupation: row.occupation,
      level,
      issuedOn: row.issued_on,
      valid: row.valid,
    };
  });
}
