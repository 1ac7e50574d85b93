import { Converter } from 'opencc-js/t2cn';
import allographs from '../../reference/chars/allographs.json' with { type: 'json' };

const keptForms = new Set(allographs.kept);
const allographOf: Record<string, string> = allographs.map;
const toSimplified = Converter({ from: 't', to: 'cn' });
const folded = new Map<string, string>();

/**
 * One Chinese character in the form used for comparison: simplified, allographs (异体字) unified. Forms that are also proper
 * characters of their own (乾, 昇, 於) stay. Other characters come back as they are.
 */
export function foldCharacter(char: string): string {
  const known = folded.get(char);
  if (known !== undefined) return known;
  const simplified = simplify(char);
  const result = simplify(allographOf[simplified] ?? simplified);
  folded.set(char, result);
  return result;
}

/** Every character of a text by itself, without regard to words. */
export function foldScript(text: string): string {
  let out = '';
  for (const char of text) out += foldCharacter(char);
  return out;
}

function simplify(char: string): string {
  return keptForms.has(char) ? char : toSimplified(char);
}
