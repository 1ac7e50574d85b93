import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { foldCharacter } from '../src/standards/index.ts';

const FILE = join(import.meta.dirname, '..', 'reference', 'chars', 'name-characters.json');
const BLOCKS: [number, number][] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
];

/**
 * Sounds and forms of single characters as tables, for matching millions of names: the first reading of a character, its further readings, and
 * the character it is folded to. Derived from what `src/standards` says of one character; a test holds the two together.
 */
function nameCharacters(): string {
  const first: Record<string, string> = {};
  const further: Record<string, string> = {};
  let folds = '';
  for (const [from, to] of BLOCKS) {
    for (let code = from; code <= to; code++) {
      const char = String.fromCodePoint(code);
      const folded = foldCharacter(char);
      if (folded !== char && folded.length === 1) folds += char + folded;
      const [main, ...others] = readings(char);
      if (main === undefined) continue;
      first[main] = (first[main] ?? '') + char;
      for (const other of others) further[other] = (further[other] ?? '') + char;
    }
  }
  const description =
    'Made by scripts/name-characters.ts from pinyin-pro (MIT) and the folding of src/standards (opencc, Apache-2.0). first: syllable to the characters first ' +
    'read so; further: other readings, surnames included; folds: pairs of a character and the form used for comparison.';
  return `${JSON.stringify({ description, first, further, folds }, null, 1)}\n`;
}

function readings(char: string): string[] {
  const usual = pinyin(char, { toneType: 'none', type: 'array', v: true });
  const surname = pinyin(char, { toneType: 'none', type: 'array', v: true, surname: 'head' });
  const all = pinyin(char, { toneType: 'none', type: 'array', v: true, multiple: true });
  return [...new Set([...usual, ...surname, ...all])].filter((text) => /^[a-z]+$/.test(text));
}

if (process.argv.includes('--write')) writeFileSync(FILE, nameCharacters());
else console.log(`${nameCharacters().length} characters; --write stores them in ${FILE}`);
