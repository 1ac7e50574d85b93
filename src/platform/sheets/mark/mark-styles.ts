import { MAIN_NAMESPACE, XML_HEAD } from '../sheet-xml.ts';
import { SheetRefused } from '../sheet-refused.ts';
import type { ImportMark } from '../types.ts';

/** Fill of a marked cell: blue = repaired, yellow = a person decides, red = refused. */
const COLOURS: Record<ImportMark['level'], string> = {
  repaired: 'FFDDEBF7',
  doubtful: 'FFFFEB9C',
  refused: 'FFFFC7CE',
};
const LEVELS = Object.keys(COLOURS) as ImportMark['level'][];

/** The source's styles with the formats that marking needs; `xml()` comes last, when all cells are through. */
export interface MarkedStyles {
  /** The format of a cell, with the colour of the mark. */
  marked(style: number, level: ImportMark['level']): number;
  /** Text format and header format for the sheet of results. */
  text: number;
  header: number;
  xml(): string;
}

const EMPTY = `${XML_HEAD}<styleSheet xmlns="${MAIN_NAMESPACE}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

/** Reads the styles part of a workbook (undefined: it has none) and prepares it for marking. */
export function markedStyles(source: string | undefined): MarkedStyles {
  const styles = source ?? EMPTY;
  const fills = section(styles, 'fills');
  const formats = section(styles, 'cellXfs');
  const prefix = formats.prefix;
  const own = formats.body.match(new RegExp(`<${prefix}xf[\\s>/](?:[^>]*?/>|[^]*?</${prefix}xf>)`, 'g')) ?? [];
  const firstFill = (fills.body.match(new RegExp(`<${prefix}fill[\\s>/]`, 'g')) ?? []).length;
  const added: string[] = [];
  const known = new Map<string, number>();
  const add = (xml: string): number => own.length + added.push(xml) - 1;
  const plain = `<${prefix}xf numFmtId="49" fontId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1"`;
  const wrap = `<${prefix}alignment vertical="center" wrapText="1"/></${prefix}xf>`;
  const text = add(`${plain} fillId="0">${wrap}`);
  const header = add(`${plain} fillId="${firstFill + LEVELS.length}">${wrap}`);
  return {
    text,
    header,
    marked(style, level) {
      const key = `${style} ${level}`;
      const index = known.get(key) ?? add(filled(own[style] ?? own[0] ?? '', firstFill + LEVELS.indexOf(level)));
      known.set(key, index);
      return index;
    },
    xml() {
      const colours = [...LEVELS.map((level) => COLOURS[level]), 'FFF2F2F2'].map((rgb) => solidFill(rgb, prefix));
      const withFormats = replaceSection(
        styles,
        formats,
        `${formats.body}${added.join('')}`,
        own.length + added.length,
      );
      return replaceSection(
        withFormats,
        section(withFormats, 'fills'),
        `${fills.body}${colours.join('')}`,
        firstFill + colours.length,
      );
    },
  };
}

interface Section {
  prefix: string;
  name: string;
  from: number;
  to: number;
  body: string;
}

function section(styles: string, name: string): Section {
  const match = new RegExp(`<([\\w.-]+:)?${name}(?:\\s[^>]*)?>([^]*?)</\\1?${name}>`).exec(styles);
  if (match === null) throw new SheetRefused('SHEET_DAMAGED');
  const [all, prefix = '', body = ''] = match;
  return { prefix, name, from: match.index, to: match.index + all.length, body };
}

function replaceSection(styles: string, { prefix, name, from, to }: Section, body: string, count: number): string {
  const xml = `<${prefix}${name} count="${count}">${body}</${prefix}${name}>`;
  return styles.slice(0, from) + xml + styles.slice(to);
}

function solidFill(rgb: string, prefix: string): string {
  return `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${rgb}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`;
}

function filled(format: string, fill: number): string {
  const bare = format.replace(/ (fillId|applyFill)="[^"]*"/g, '');
  return bare.replace(/^<((?:[\w.-]+:)?xf)/, `<$1 fillId="${fill}" applyFill="1"`);
}
