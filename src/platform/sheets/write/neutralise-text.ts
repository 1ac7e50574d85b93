/** Spreadsheet programs take a text that begins so (also after blanks, also full-width) for a formula. */
const FORMULA_LIKE = /^[\t\r\n](?=\s*\S)|^\s*[=+\-@|＝＋－＠]/;

/**
 * A text that no spreadsheet program takes for a formula: with an apostrophe in front where it begins with = + - @ or a tab.
 * Every text in a file written by this folder goes through here.
 */
export function neutraliseText(text: string): string {
  return FORMULA_LIKE.test(text) ? `'${text}` : text;
}

/**
 * The text behind the apostrophe that `neutraliseText` put; other texts unchanged. A text that had its own apostrophe before a
 * formula sign loses it: writing leaves such texts alone, so that marking a file twice does not add a second one.
 */
export function restoreText(text: string): string {
  return text.startsWith("'") && FORMULA_LIKE.test(text.slice(1)) ? text.slice(1) : text;
}
