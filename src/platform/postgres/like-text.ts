/** What was typed as a pattern of `like`: anywhere in the text, its own signs meant as they stand; null for nothing typed. */
export const likeText = (typed: string | undefined): string | null =>
  typed ? `%${typed.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
