import { MAIN_NAMESPACE, XML_HEAD } from '../sheet-xml.ts';
import { columnLetters } from '../read/xlsx-cells.ts';
import { escapeXml } from '../xml-text.ts';

export interface CellComment {
  row: number;
  column: number;
  text: string;
}

/** More comments than this make a sheet slow to open; the sheet of results lists all marks anyway. */
export const COMMENTS_PER_SHEET = 1_000;

/** The part with the texts of the comments. */
export function commentsXml(comments: readonly CellComment[]): string {
  const items = comments.map(
    ({ row, column, text }) =>
      `<comment ref="${columnLetters(column)}${row}" authorId="0"><text><r><t xml:space="preserve">${escapeXml(text)}</t></r></text></comment>`,
  );
  return `${XML_HEAD}<comments xmlns="${MAIN_NAMESPACE}"><authors><author>导入</author></authors><commentList>${items.join('')}</commentList></comments>`;
}

/** The drawing that Excel and WPS want beside the comments: one hidden box each. */
export function commentsVml(comments: readonly CellComment[]): string {
  const shapes = comments.map(({ row, column }, index) => {
    const anchor = [column + 1, 15, Math.max(0, row - 2), 2, column + 4, 15, row + 3, 4].join(', ');
    return `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
  });
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`;
}
