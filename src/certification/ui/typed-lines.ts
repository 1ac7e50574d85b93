/** What was typed or pasted, one person a line, as the fields of each line; empty lines are left out. */
export const linesOf = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/[\s,，、;；]+/));
