import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { letterKey } from './letter-code.ts';
import { CheckLetter } from '../schema-city.ts';

export type LetterAnswer = {
  state: 'valid' | 'withdrawn' | 'replaced' | 'unknown';
  schoolName: string | null;
  issuedOn: string | null;
};

type Row = { state: 'valid' | 'withdrawn' | 'replaced'; school_name: string; issued_on: string };

/** What anybody may know of a letter by its check code: its state, the school and the day; nothing of the person, whoever asks. */
export async function checkLetter(ctx: Context, input: CheckLetter): Promise<LetterAnswer> {
  const { code } = CheckLetter.parse(input);
  const index = ctx.vault.index('letter', letterKey(code));
  const found = await transactionAs(
    ctx.db,
    null,
    async (tx) =>
      (await sql<Row>`select state, school_name, issued_on from check_letter(${index})`.execute(tx)).rows[0],
  );
  if (!found) return { state: 'unknown', schoolName: null, issuedOn: null };
  return { state: found.state, schoolName: found.school_name, issuedOn: found.issued_on };
}
