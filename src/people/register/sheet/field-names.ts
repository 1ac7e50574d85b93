/** Columns of the store for the reader's fields; the same words, spelled as SQL spells them. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
