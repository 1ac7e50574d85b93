import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LineCounter, parseDocument, isNode, type Document } from 'yaml';
import { Definition, type AgreementKind, type EntryKind, type Measure } from './definition.ts';

/** Everything the files declare, by key; a kind names one thing in all files. */
export type Definitions = {
  all: readonly Definition[];
  agreements: ReadonlyMap<string, AgreementKind>;
  entries: ReadonlyMap<string, EntryKind>;
  measures: ReadonlyMap<string, Measure>;
  definitionOf: (kind: string) => Definition | undefined;
};

/** A fault in a definition: file, line and what was expected, in its message. */
export class DefinitionInvalid extends Error {}

const ROOT = join(import.meta.dirname, '../../../rules');
let loaded: Definitions | undefined;

/** The definitions as they stand in rules/<document>/agreements; read once. @throws DefinitionInvalid */
export function definitions(): Definitions {
  loaded ??= definitionsFrom(filesIn(ROOT));
  return loaded;
}

function filesIn(root: string): { path: string; text: string }[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.yaml') && e.parentPath.endsWith('/agreements'))
    .map((e) => join(e.parentPath, e.name))
    .sort()
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

/** Reads definitions and checks that what they name exists. @throws DefinitionInvalid */
export function definitionsFrom(files: readonly { path: string; text: string }[]): Definitions {
  const all = files.map(readDefinition);
  const agreements = new Map<string, AgreementKind>();
  const entries = new Map<string, EntryKind>();
  const measures = new Map<string, Measure>();
  const home = new Map<string, Definition>();
  const put = <T>(map: Map<string, T>, key: string, value: T, of: Definition): void => {
    if (map.has(key)) throw new DefinitionInvalid(`${of.key}：${key} 已在别处定义`);
    map.set(key, value);
    home.set(key, of);
  };
  for (const definition of all) {
    for (const a of definition.agreements) put(agreements, a.kind, a, definition);
    for (const e of definition.entries) put(entries, e.kind, e, definition);
    for (const m of definition.measures) put(measures, m.key, m, definition);
  }
  for (const [kind, { fulfils, parent, code }] of entries) {
    const promised = new Set([...agreements.values()].flatMap((a) => a.commitments.map((c) => c.kind)));
    for (const name of [fulfils, code?.commitment])
      if (name !== undefined && !promised.has(name))
        throw new DefinitionInvalid(`${home.get(kind)!.key}：${kind} 指向的承诺 ${name} 没有定义`);
    if (parent !== undefined && !entries.has(parent))
      throw new DefinitionInvalid(`${home.get(kind)!.key}：${kind} 的上级记录 ${parent} 没有定义`);
  }
  return { all, agreements, entries, measures, definitionOf: (kind) => home.get(kind) };
}

function readDefinition(file: { path: string; text: string }): Definition {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, version: '1.2' });
  const at = (offset: number): string => `${file.path}:${lines.linePos(offset).line}`;
  const [fault] = document.errors;
  if (fault) throw new DefinitionInvalid(`${at(fault.pos[0])} 不是有效的 YAML：${fault.message.split('\n')[0]}`);
  const parsed = Definition.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const told = parsed.error.issues.map((i) => `${at(offsetOf(document, i.path))} ${i.path.join('.')}：${i.message}`);
  throw new DefinitionInvalid(told.join('\n'));
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
