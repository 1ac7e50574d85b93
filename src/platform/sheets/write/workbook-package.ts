import { MAIN_NAMESPACE, PACKAGE_RELATIONS, RELATION, XML_HEAD } from '../sheet-xml.ts';
import { stylesXml } from './written-styles.ts';
import { escapeXml } from '../xml-text.ts';
import type { ZipWriter } from './zip-writer.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface PackagedSheet {
  name: string;
  hidden?: boolean;
  /** Rows repeated on every printed page, e.g. [1, 3]. */
  printTitles?: readonly [number, number];
}

/** Where the nth sheet (from 0) of a written workbook lies. */
export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** Adds everything but the sheets: types, relations, workbook, styles. */
export async function addPackageParts(zip: ZipWriter, sheets: readonly PackagedSheet[]): Promise<void> {
  const overrides = sheets.map(
    (_, index) => `<Override PartName="/${sheetPath(index)}" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  await zip.add('[Content_Types].xml', [
    `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${overrides.join('')}</Types>`,
  ]);
  await zip.add('_rels/.rels', [relations([['rId1', 'officeDocument', 'xl/workbook.xml']])]);
  await zip.add('xl/workbook.xml', [workbookXml(sheets)]);
  await zip.add('xl/_rels/workbook.xml.rels', [
    relations([
      ...sheets.map((_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      [`rId${sheets.length + 1}`, 'styles', 'styles.xml'],
    ]),
  ]);
  await zip.add('xl/styles.xml', [stylesXml()]);
}

function relations(rows: readonly (readonly [string, string, string])[]): string {
  const items = rows.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE_RELATIONS}">${items.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly PackagedSheet[]): string {
  const list = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  const names = sheets.flatMap(({ name, printTitles }, index) => {
    if (printTitles === undefined) return [];
    const quoted = escapeXml(`'${name.replaceAll("'", "''")}'`);
    const rows = `${quoted}!$${printTitles[0]}:$${printTitles[1]}`;
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${rows}</definedName>`];
  });
  const defined = names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
  return `${XML_HEAD}<workbook xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATION}"><sheets>${list.join('')}</sheets>${defined}</workbook>`;
}
