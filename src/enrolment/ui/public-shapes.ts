/** What the public pages show of a letter. */
export type { LetterAnswer } from '../admitted/check-letter.ts';
