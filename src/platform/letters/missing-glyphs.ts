import { covers } from './font-coverage.ts';
import type { Coverage } from './font-coverage.ts';
import type { MissingGlyph } from './letter-error.ts';
import type { LetterSource, LetterValue } from './letter-source.ts';

/** Joiners, variation selectors and marks that ask for no glyph of their own. */
const drawsNothing = /^[\p{Default_Ignorable_Code_Point}\n\t]$/u;

/**
 * Every character of a letter's texts (data, number, who printed it) that no font of the chain can draw, each once per field.
 * An empty list means the letter prints without a single empty box.
 */
export function missingGlyphs(source: LetterSource, fonts: readonly Coverage[]): MissingGlyph[] {
  const found: MissingGlyph[] = [];
  const look = (text: string, field: string): void => {
    for (const character of missingCharacters(text, fonts)) {
      found.push({ character, codePoint: codePointName(character), subject: source.subject, field, text });
    }
  };
  walk(source.data, '', look);
  look(source.number, 'number');
  look(source.printed.by, 'printed.by');
  return found;
}

/** The distinct characters of a text that no font of the chain can draw, in order of appearance. */
export function missingCharacters(text: string, fonts: readonly Coverage[]): string[] {
  const missing = new Set<string>();
  for (const character of text) {
    if (!covers(fonts, character.codePointAt(0)!) && !drawsNothing.test(character)) missing.add(character);
  }
  return [...missing];
}

function walk(value: LetterValue, path: string, look: (text: string, field: string) => void): void {
  if (typeof value === 'string') look(value, path);
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value) as [string, LetterValue][]) {
      walk(inner, path === '' ? key : `${path}.${key}`, look);
    }
  }
}

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
