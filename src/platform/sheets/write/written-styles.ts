import { MAIN_NAMESPACE, XML_HEAD } from '../sheet-xml.ts';
import type { ColumnKind, WrittenColumn } from '../types.ts';

/** Formats of written workbooks, as indexes into the table of `stylesXml`. */
export const STYLE = { plain: 0, title: 1, line: 2, header: 3, text: 4 } as const;

const KINDS: readonly ColumnKind[] = ['text', 'integer', 'decimal', 'date'];
const NUMBER_FORMAT: Record<ColumnKind, number> = { text: 49, integer: 1, decimal: 4, date: 164 };
const ALIGNMENTS = ['left', 'center', 'right'] as const;
const FIRST_BODY = 5;

/** Format of a column's cells (thin borders, number format of its kind, alignment), bold in the row of totals. */
export function bodyStyle(column: Pick<WrittenColumn, 'kind' | 'align'>, bold: boolean): number {
  const kind = column.kind ?? 'text';
  const align = column.align ?? (kind === 'text' ? 'left' : kind === 'date' ? 'center' : 'right');
  const half = KINDS.length * ALIGNMENTS.length;
  return FIRST_BODY + (bold ? half : 0) + KINDS.indexOf(kind) * ALIGNMENTS.length + ALIGNMENTS.indexOf(align);
}

/** The styles part that all written workbooks share. */
export function stylesXml(): string {
  const body = [false, true].flatMap((bold) =>
    KINDS.flatMap((kind) =>
      ALIGNMENTS.map((align) => format({ font: bold ? 2 : 0, border: 1, number: NUMBER_FORMAT[kind], align })),
    ),
  );
  const formats = [
    format({}),
    format({ font: 1, align: 'center' }),
    format({ align: 'left' }),
    format({ font: 2, fill: 2, border: 1, align: 'center' }),
    format({ number: 49, align: 'left' }),
    ...body,
  ];
  return `${XML_HEAD}<styleSheet xmlns="${MAIN_NAMESPACE}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="3">${font(11, false)}${font(16, true)}${font(11, true)}</fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${[
    'left',
    'right',
    'top',
    'bottom',
  ]
    .map((side) => `<${side} style="thin"><color auto="1"/></${side}>`)
    .join('')}<diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="${formats.length}">${formats.join('')}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function font(size: number, bold: boolean): string {
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
}

function format(options: { font?: number; fill?: number; border?: number; number?: number; align?: string }): string {
  const { font: fontId = 0, fill = 0, border = 0, number = 0, align } = options;
  const ids = `numFmtId="${number}" fontId="${fontId}" fillId="${fill}" borderId="${border}" xfId="0"`;
  const applies = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  if (align === undefined) return `<xf ${ids}/>`;
  return `<xf ${ids} ${applies}><alignment horizontal="${align}" vertical="center" wrapText="1"/></xf>`;
}
