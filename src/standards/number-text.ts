/** What had to be put right in the text of a number before it could be read. */
export type NumberRepair = 'formula' | 'fullwidth' | 'quote' | 'space' | 'invisible' | 'separator' | 'lowercase';

/** Text of a number without what clerks and spreadsheets add, and what was removed, in a fixed order without repeats. */
export interface CleanNumber {
  text: string;
  repairs: NumberRepair[];
}

const PLAIN = /^[0-9A-Z]*$/;
const FORMULA = /^\s*=\s*"([^"]*)"\s*$/;
const STEPS: { repair: NumberRepair; pattern: RegExp }[] = [
  { repair: 'quote', pattern: /['"‘’“”`´]/g },
  { repair: 'invisible', pattern: /[[\p{Cf}\p{Cc}]--[\t\n\r]]/gv },
  { repair: 'space', pattern: /\s/g },
  { repair: 'separator', pattern: /[-‐‑‒–—―−_.·,，、]/g },
];

/**
 * Takes the text of an identity or credit code down to its characters: Excel's `="…"`, full width, quotes, spaces,
 * invisible and separating characters, lower case. Pure; never drops a digit or a letter.
 */
export function cleanNumber(raw: string): CleanNumber {
  if (PLAIN.test(raw)) return { text: raw, repairs: [] };
  const repairs: NumberRepair[] = [];
  let text = raw;
  const change = (repair: NumberRepair, next: string): void => {
    if (next === text) return;
    repairs.push(repair);
    text = next;
  };
  change('formula', text.replace(FORMULA, '$1'));
  change('fullwidth', halfWidth(text));
  if (/\dE\+\d/i.test(text)) return { text: text.trim().toUpperCase(), repairs };
  for (const { repair, pattern } of STEPS) change(repair, text.replace(pattern, ''));
  change('lowercase', text.toUpperCase());
  return { text, repairs };
}

/** Full-width forms (U+FF01–FF5E) to their half-width twins; the ideographic space to a blank. */
export function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000]/g, (c) =>
    c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
}
