import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { ledgerCounts, ledgerLines, ledgerSchool, type Counts, type LedgerLine } from './ledger-lines.ts';
import { ShowLedger } from './schema.ts';

export type LedgerPage = {
  schoolName: string;
  year: number;
  counts: Counts;
  rows: LedgerLine[];
  total: number;
  page: number;
  size: number;
};

/**
 * 学校扶贫工作台账: a school's lines of a year with days and operators, from the records themselves (SD2017-3.1-13). An office sees the persons of its area.
 * @throws NOT_FOUND for another school's, or a school outside the area
 */
export async function showLedger(ctx: Context, input: ShowLedger): Promise<LedgerPage> {
  const actor = authoriseAny(ctx, ['ledger.keep', 'report.read']);
  const { year, institutionId, part, page, size } = ShowLedger.parse(input);
  return read(ctx, async (tx) => {
    const school = await ledgerSchool(tx, actor, institutionId);
    const counts = await ledgerCounts(tx, school.institutionId, year);
    const rows = await ledgerLines(tx, school.institutionId, year, { part, limit: size, offset: (page - 1) * size });
    const total = part === undefined ? counts.education.lines + counts.training.lines : counts[part].lines;
    return { schoolName: school.name, year, counts, rows, total, page, size };
  });
}
