import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { IndicatorDefinition } from './definition.ts';

const RULES = join(import.meta.dirname, '../../../rules');

/** A fault of a definition: file, line and what was expected there. */
export type DefinitionFault = { file: string; line: number; message: string };

/** A folder of definitions with a fault is refused whole. */
export class DefinitionsInvalid extends Error {
  readonly faults: readonly DefinitionFault[];
  constructor(faults: readonly DefinitionFault[]) {
    super(faults.map((f) => `${f.file}:${f.line} ${f.message}`).join('\n'));
    this.faults = faults;
  }
}

/** Reads one definition. @returns the definition, or its faults with their lines */
export function parseIndicator(
  file: string,
  text: string,
): { definition: IndicatorDefinition | null; faults: DefinitionFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => lines.linePos(offset).line;
  const broken = document.errors.map((e) => ({ file, line: at(e.pos[0]), message: e.message.split('\n')[0]! }));
  if (broken.length > 0) return { definition: null, faults: broken };
  const read = IndicatorDefinition.safeParse(document.toJS());
  if (read.success) return { definition: read.data, faults: [] };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return 1;
  };
  const faults = read.error.issues.map((i) => ({
    file,
    line: lineOf(i.path),
    message: `${i.path.join('.') || '文件'}：${i.message}`,
  }));
  return { definition: null, faults };
}

/** Every definition under rules/<document>/indicators, in the order in which boards show them. @throws DefinitionsInvalid */
export function readIndicators(folder = RULES): IndicatorDefinition[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.yaml') && e.parentPath.endsWith('/indicators'))
    .map((e) => join(e.parentPath, e.name))
    .sort();
  const read = files.map((path) => parseIndicator(relative(folder, path), readFileSync(path, 'utf8')));
  const faults = read.flatMap((r) => r.faults);
  const definitions = read.flatMap((r) => r.definition ?? []);
  const seen = new Set<string>();
  for (const [i, d] of definitions.entries()) {
    if (seen.has(d.key)) faults.push({ file: relative(folder, files[i]!), line: 1, message: `指标 ${d.key} 写了两次` });
    seen.add(d.key);
  }
  if (faults.length > 0) throw new DefinitionsInvalid(faults);
  return definitions.toSorted((a, b) => a.order - b.order || a.key.localeCompare(b.key));
}

let known: IndicatorDefinition[] | undefined;

/** The definitions this program came with; read once. @throws DefinitionsInvalid */
export function indicators(): readonly IndicatorDefinition[] {
  known ??= readIndicators();
  return known;
}

/** The definition of a key; undefined where there is none. */
export function indicatorOf(key: string): IndicatorDefinition | undefined {
  return indicators().find((d) => d.key === key);
}
