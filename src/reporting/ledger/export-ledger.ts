import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { workbookBytes, WORKBOOK_TYPE, type WrittenColumn } from '../../platform/sheets/index.ts';
import { logDisclosure } from '../../people/index.ts';
import { ledgerLines, ledgerSchool } from './ledger-lines.ts';
import { endedTitles, ExportLedger, partTitles, PARTS, type Part } from './schema.ts';

/** Most lines of one part in one export. */
const MOST = 20_000;

const shared: readonly WrittenColumn[] = [
  { key: 'seq', heading: '序号', kind: 'integer' },
  { key: 'on', heading: '日期', kind: 'date', width: 12 },
  { key: 'name', heading: '姓名' },
  { key: 'idMask', heading: '证件号码', width: 22 },
];
const COLUMNS: Record<Part, readonly WrittenColumn[]> = {
  education: [
    ...shared,
    { key: 'subject', heading: '录取专业', width: 24 },
    { key: 'number', heading: '录取编号', width: 20 },
    { key: 'operator', heading: '录取经办人' },
    { key: 'letterOn', heading: '通知书日期', kind: 'date', width: 12 },
    { key: 'letterBy', heading: '通知书经办人' },
    { key: 'reportedOn', heading: '报到日期', kind: 'date', width: 12 },
    { key: 'registeredOn', heading: '学籍注册日期', kind: 'date', width: 12 },
    { key: 'registeredBy', heading: '学籍经办人' },
    { key: 'ended', heading: '备注', width: 16 },
  ],
  training: [
    ...shared,
    { key: 'endsOn', heading: '结束日期', kind: 'date', width: 12 },
    { key: 'subject', heading: '班级和工种', width: 32 },
    { key: 'result', heading: '结果' },
    { key: 'number', heading: '证书编号', width: 20 },
    { key: 'operator', heading: '经办人' },
    { key: 'operatorUnit', heading: '报送单位', width: 24 },
    { key: 'ended', heading: '备注', width: 16 },
  ],
};

/**
 * The ledger of a school's year as a workbook: a sheet of education, a sheet of training, every line with its days and operators, also those that ended
 * (SD2017-3.1-13). Logged with its purpose, like every list of persons that goes out.
 * @throws NOT_FOUND as showLedger
 */
export async function exportLedger(ctx: Context, input: ExportLedger): Promise<Download> {
  const actor = authoriseAny(ctx, ['ledger.keep', 'report.read']);
  const { year, institutionId } = ExportLedger.parse(input);
  const exportId = ctx.newId();
  const { school, sheets } = await transaction(ctx, async (tx) => {
    const found = await ledgerSchool(tx, actor, institutionId);
    const parts = [];
    for (const part of PARTS)
      parts.push({ part, lines: await ledgerLines(tx, found.institutionId, year, { part, limit: MOST, offset: 0 }) });
    const persons = parts.reduce((sum, p) => sum + p.lines.length, 0);
    const purpose = `${year}年学校扶贫工作台账`;
    await logDisclosure(tx, ctx, { act: 'export', personId: null, persons, purpose, detail: { exportId } });
    await audit(tx, ctx, {
      action: 'ledger.export',
      subjectType: 'institution',
      subjectId: found.institutionId,
      institutionId: found.institutionId,
      divisionCode: found.locationCode,
      summary: `导出${found.name}${purpose}：${parts.map((p) => `${partTitles[p.part]} ${p.lines.length} 条`).join('，')}`,
      payload: { exportId, year },
    });
    return { school: found, sheets: parts };
  });
  const mark = `${actor.unitName} ${actor.name} ${ctx.clock.today()} 导出，编号 ${exportId}，请勿外传`;
  const title = `${school.name}${year}年扶贫工作台账`;
  const bytes = await workbookBytes({
    sheets: sheets.map(({ part, lines }) => ({
      name: partTitles[part],
      titles: [`${title}（${partTitles[part]}）`, mark],
      columns: COLUMNS[part],
      rows: lines.map((line, i) => ({
        ...line,
        seq: i + 1,
        ended: line.ended === null ? null : endedTitles[line.ended],
      })),
      footer: [`共 ${lines.length} 条`, mark],
    })),
  });
  return new Download(`${title}.xlsx`, WORKBOOK_TYPE, bytes);
}
