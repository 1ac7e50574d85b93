import { readInstitutionFile, type InstitutionFile, type InstitutionUpload } from '../../people/index.ts';
import { cleanDate } from '../../standards/cleaning/index.ts';
import { rollColumns, type RollField } from './roll-columns.ts';

/** A school's export as it lies in a file. */
export type RollFile = InstitutionFile<RollField> & {
  /** yyyy-mm-dd, where the file says when it was exported. */
  exportedOn: string | null;
};

/** Reads the sheets of a file that have the columns of a roll. @throws SheetRefused when it cannot be read or no sheet has them */
export async function readRollFile(upload: Pick<InstitutionUpload, 'path' | 'name' | 'signal'>): Promise<RollFile> {
  const file = await readInstitutionFile(upload, rollColumns);
  return { ...file, exportedOn: exportDay(file.titles) };
}

const SAID =
  /(?:导出|制表|填报|统计|截止|截至|报送|打印)(?:时间|日期|时点)?[:：]?\s*(\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)/;

function exportDay(titles: readonly string[]): string | null {
  for (const text of titles) {
    const day = SAID.exec(text.normalize('NFKC'))?.[1];
    const value = day === undefined ? null : cleanDate(day).value;
    if (value !== null && value.length === 10) return value;
  }
  return null;
}
