import { isBuiltInDateFormat, isDateFormatCode } from './plain-serial.ts';
import { SheetRefused } from '../sheet-refused.ts';
import { xmlTags } from '../xml-text.ts';
import { partText, type ZipArchive } from '../zip-archive.ts';

/** What the small parts of a workbook say; the sheets themselves are streamed. */
export interface XlsxBook {
  path: string;
  date1904: boolean;
  sheets: { name: string; hidden: boolean; path: string }[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  /** By cell style index: shows a date. */
  dateStyles: boolean[];
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

const ACTIVE_PART =
  /(^|\/)(vbaproject[^/]*|externallinks\/.*|macrosheets\/.*|dialogsheets\/.*|activex\/.*|embeddings\/.*|ctrlprops\/.*|querytables\/.*|connections\.xml|customui\/.*)$/;
const MACRO_TYPE = /macroEnabled|vnd\.ms-office\.vbaProject|externalLink\+xml|oleObject/i;

/**
 * Reads workbook, relations and styles. Refuses macros, links to other files, embedded programs and data connections
 * (SHEET_HAS_MACROS_OR_LINKS), zips that are no xlsx (SHEET_UNKNOWN_FORMAT), missing parts (SHEET_DAMAGED).
 */
export async function readXlsxBook(zip: ZipArchive): Promise<XlsxBook> {
  for (const path of zip.entries.keys()) {
    if (ACTIVE_PART.test(path)) throw new SheetRefused('SHEET_HAS_MACROS_OR_LINKS');
  }
  const types = await partText(zip, '[Content_Types].xml');
  if (types === undefined) throw new SheetRefused('SHEET_UNKNOWN_FORMAT', { what: otherZip(zip) });
  if (MACRO_TYPE.test(types)) throw new SheetRefused('SHEET_HAS_MACROS_OR_LINKS');
  const path = await workbookPath(zip);
  const text = await partText(zip, path);
  if (text === undefined) throw new SheetRefused('SHEET_DAMAGED');
  const relations = await readRelations(zip, path);
  if (relations.some((relation) => /\/(externalLink|vbaProject|connections)/.test(relation.type))) {
    throw new SheetRefused('SHEET_HAS_MACROS_OR_LINKS');
  }
  const part = (type: string): string | undefined =>
    relations.find((relation) => relation.type.endsWith(`/${type}`))?.target;
  const styles = part('styles');
  return {
    path,
    ...readSheets(text, relations, zip),
    sharedStrings: part('sharedStrings'),
    styles,
    dateStyles: styles === undefined ? [] : dateStyles((await partText(zip, styles)) ?? ''),
  };
}

function otherZip(zip: ZipArchive): string {
  return zip.entries.has('mimetype') ? 'OpenDocument 文件' : '压缩包';
}

async function workbookPath(zip: ZipArchive): Promise<string> {
  const root = await readRelations(zip, '');
  const path = root.find((relation) => relation.type.endsWith('/officeDocument'))?.target;
  if (path === undefined) throw new SheetRefused('SHEET_UNKNOWN_FORMAT', { what: '压缩包' });
  if (!/workbook[^/]*\.xml$/i.test(path)) {
    throw new SheetRefused('SHEET_UNKNOWN_FORMAT', {
      what: /\.bin$/i.test(path) ? '二进制工作簿 .xlsb' : 'Office 文档',
    });
  }
  return path;
}

/** The relations of a part ('' = of the package), targets as paths inside the zip. */
export async function readRelations(zip: ZipArchive, path: string): Promise<Relation[]> {
  const text = (await partText(zip, relationsPath(path))) ?? '';
  const relations: Relation[] = [];
  for (const tag of xmlTags(text)) {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = tag.attributes;
    if (tag.name !== 'Relationship' || id === undefined || type === undefined || target === undefined) continue;
    if (mode !== 'External') relations.push({ id, type, target: resolve(path, target) });
    else if (!type.endsWith('/hyperlink')) throw new SheetRefused('SHEET_HAS_MACROS_OR_LINKS');
  }
  return relations;
}

/** Where the relations of a part lie: xl/workbook.xml → xl/_rels/workbook.xml.rels. */
export function relationsPath(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`;
}

function resolve(base: string, target: string): string {
  return new URL(target.replaceAll('\\', '/'), `zip://x/${base}`).pathname.slice(1).replace(/%20/g, ' ');
}

function readSheets(text: string, relations: Relation[], zip: ZipArchive): Pick<XlsxBook, 'sheets' | 'date1904'> {
  const sheets: XlsxBook['sheets'] = [];
  let date1904 = false;
  for (const { name: tag, attributes } of xmlTags(text)) {
    if (tag === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    if (tag !== 'sheet' || attributes.name === undefined) continue;
    const relation = relations.find(({ id }) => id === attributes.id);
    if (relation === undefined) throw new SheetRefused('SHEET_DAMAGED');
    if (!relation.type.endsWith('/worksheet')) continue;
    if (!zip.entries.has(relation.target.toLowerCase())) throw new SheetRefused('SHEET_DAMAGED');
    const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
    sheets.push({ name: attributes.name, hidden, path: relation.target });
  }
  if (sheets.length === 0) throw new SheetRefused('SHEET_DAMAGED');
  return { sheets, date1904 };
}

function dateStyles(text: string): boolean[] {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  for (const { name, closing, attributes } of xmlTags(text)) {
    if (name === 'cellXfs') inCellFormats = !closing;
    else if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    else if (name === 'xf' && inCellFormats && !closing) {
      const id = Number(attributes.numFmtId ?? 0);
      const code = codes.get(id);
      styles.push(code === undefined ? isBuiltInDateFormat(id) : isDateFormatCode(code));
    }
  }
  return styles;
}
