/** The little XML that workbook parts need: tags with attributes, escaped text. No entities beyond the five, no DTD. */

import { SheetRefused } from './sheet-refused.ts';

export interface XmlTag {
  /** Local name, without prefix. */
  name: string;
  /** `</name>`. */
  closing: boolean;
  attributes: Record<string, string>;
  /** Index of the first character after the tag. */
  end: number;
}

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;
const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#x[0-9a-fA-F]{1,6}|#\d{1,7});/g;
const NEEDS_ESCAPE = /[^\P{Cc}\t\n]|\p{Cs}|[&<>"\ufffe\uffff]/u;
const NAMED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/** All tags of a small part in order. Refuses a document type declaration (SHEET_DAMAGED): no workbook has one. */
export function* xmlTags(text: string): Generator<XmlTag> {
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new SheetRefused('SHEET_DAMAGED');
  for (const match of text.matchAll(TAG)) {
    const attributes: Record<string, string> = {};
    for (const [, name, double, single] of (match[3] ?? '').matchAll(ATTRIBUTE)) {
      attributes[name ?? ''] = unescapeXml(double ?? single ?? '');
    }
    yield { name: match[2] ?? '', closing: match[1] === '/', attributes, end: match.index + match[0].length };
  }
}

/** Text as written in a part → characters; unknown entities stay as written. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (entity) => NAMED[entity] ?? codePoint(entity));
}

function codePoint(entity: string): string {
  const code = entity[2] === 'x' ? Number.parseInt(entity.slice(3, -1), 16) : Number.parseInt(entity.slice(2, -1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

/** Characters → text of a part; characters that XML 1.0 cannot hold are left out. */
export function escapeXml(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text;
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** The characters of a cell's text: entities, line ends and Excel's own `_x000D_` escapes resolved. */
export function cellText(raw: string): string {
  let text = raw.includes('\r') ? raw.replaceAll('\r\n', '\n') : raw;
  text = unescapeXml(text);
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
