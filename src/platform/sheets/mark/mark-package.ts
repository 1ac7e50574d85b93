import { posix } from 'node:path';
import { PACKAGE_RELATIONS, RELATION, XML_HEAD } from '../sheet-xml.ts';
import { SheetRefused } from '../sheet-refused.ts';
import { escapeXml } from '../xml-text.ts';

/** Small changes to the parts that say what a workbook consists of. */

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A part to announce in [Content_Types].xml. */
export interface NewPart {
  path: string;
  kind: 'worksheet' | 'comments' | 'styles';
}

/** [Content_Types].xml with further parts and without the chain of formulas. */
export function addContentTypes(text: string, parts: readonly NewPart[]): string {
  const overrides = parts.map(({ path, kind }) => `<Override PartName="/${path}" ContentType="${TYPE}.${kind}+xml"/>`);
  const bare = text.replace(/<Override[^>]*calcChain[^>]*\/>/gi, '');
  const vml = /Extension="vml"/i.test(bare)
    ? ''
    : '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  return before(bare, 'Types', overrides.join('')).replace(/(<Types[^>]*>)/, `$1${vml}`);
}

export interface NewRelation {
  /** Unique among the relations of the part, see `freeRelation`. */
  id: string;
  type: 'worksheet' | 'styles' | 'comments' | 'vmlDrawing';
  /** Path inside the zip. */
  target: string;
}

/** A relation id that the part does not use yet. */
export function freeRelation(text: string | undefined, from: number): string {
  let number = from;
  while (text?.includes(`"rId${number}"`)) number++;
  return `rId${number}`;
}

/** Relations of `part` (undefined: it has none yet) with further ones and without the chain of formulas. */
export function addRelations(text: string | undefined, part: string, relations: readonly NewRelation[]): string {
  const source = text ?? `${XML_HEAD}<Relationships xmlns="${PACKAGE_RELATIONS}"></Relationships>`;
  const bare = source.replace(/<Relationship\s[^>]*calcChain[^>]*\/>/gi, '');
  const items = relations.map(
    ({ id, type, target }) =>
      `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${posix.relative(posix.dirname(part), target)}"/>`,
  );
  return before(bare, 'Relationships', items.join(''));
}

/** workbook.xml with one more sheet at the end. */
export function addSheet(text: string, name: string, relation: string): string {
  const ids = [...text.matchAll(/sheetId=["'](\d+)["']/g)].map(([, id]) => Number(id));
  const prefix = /<([\w.-]+:)?sheets[\s>]/.exec(text)?.[1] ?? '';
  const id = Math.max(0, ...ids) + 1;
  const sheet = `<${prefix}sheet name="${escapeXml(name)}" sheetId="${id}" xmlns:r="${RELATION}" r:id="${relation}"/>`;
  return before(text, 'sheets', sheet);
}

/** The end of a worksheet with the relation to the drawing of its comments, where the schema wants it. */
export function addLegacyDrawing(tail: string, prefix: string, relation: string): string {
  const drawing = `<${prefix}legacyDrawing xmlns:r="${RELATION}" r:id="${relation}"/>`;
  const later = new RegExp(
    `<${prefix}(legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[\\s>/]|</${prefix}worksheet>`,
  );
  const at = tail.search(later);
  if (at === -1) throw new SheetRefused('SHEET_DAMAGED');
  return tail.slice(0, at) + drawing + tail.slice(at);
}

function before(text: string, element: string, xml: string): string {
  const matches = [...text.matchAll(new RegExp(`</(?:[\\w.-]+:)?${element}>`, 'g'))];
  const at = matches.at(-1)?.index;
  if (at === undefined) throw new SheetRefused('SHEET_DAMAGED');
  return text.slice(0, at) + xml + text.slice(at);
}
