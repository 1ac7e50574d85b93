import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { writeWorkbook, type WorkbookSpec } from '../../platform/sheets/index.ts';
import { consolidateSeason, type Consolidation } from './consolidate-season.ts';
import { ANNEX1_COLUMNS } from '../annex1/figure.ts';
import { FIGURE_TITLES } from '../report/report-figures.ts';
import { ConsolidateInput } from '../report/report-schema.ts';

/** The province's table as xlsx in the six columns of Annex 1, one row per city or per school; counts only, no persons. @throws NOT_FOUND */
export async function exportConsolidation(ctx: Context, input: ConsolidateInput): Promise<Download> {
  const actor = authorise(ctx, 'report.receive');
  const wanted = ConsolidateInput.parse(input);
  const consolidation = await consolidateSeason(ctx, wanted);
  await transaction(ctx, async (tx) => {
    await audit(tx, ctx, {
      action: 'report.export_consolidation',
      subjectType: 'report_season',
      subjectId: `${wanted.year} ${wanted.half}`,
      divisionCode: actor.divisionCode,
      summary: `导出${consolidation.title}全省汇总（${consolidation.accepted}/${consolidation.expected}）`,
    });
  });
  const folder = await mkdtemp(join(tmpdir(), 'jiqiao-season-'));
  const path = join(folder, 'season.xlsx');
  await writeWorkbook(
    consolidationWorkbook(consolidation, actor.unitName, ctx.clock.today(), wanted.rows === 'schools'),
    path,
  );
  const stream = createReadStream(path);
  stream.once('close', () => void rm(folder, { recursive: true, force: true }));
  const name = `全省汇总-${consolidation.title}.xlsx`;
  return new Download(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', stream);
}

/** The workbook: same columns and total row; says in its title line when cities are missing. */
export function consolidationWorkbook(c: Consolidation, unit: string, day: string, schools: boolean): WorkbookSpec {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const incomplete = c.complete ? '' : `（未齐：${c.accepted}/${c.expected}）`;
  const name = schools ? '学校名称' : '市';
  return {
    sheets: [
      {
        name: '全省汇总',
        titles: [
          '附件1',
          `全省技工院校服务脱贫攻坚工作进展情况表${incomplete}`,
          [
            { text: `填表单位（盖章）：${unit}`, columns: 4 },
            { text: `填表时间：${year}年${month}月${date}日`, columns: 4 },
          ],
        ],
        titleLine: 1,
        columns: [
          { key: 'seq', heading: '序号', width: 6, align: 'center' },
          { key: 'name', heading: name, width: 30 },
          ...ANNEX1_COLUMNS.map((key) => ({ key, heading: FIGURE_TITLES[key], width: 16, kind: 'integer' as const })),
        ],
        rows: c.rows.map((r, i) => ({
          seq: String(i + 1),
          name: schools ? `${r.city} ${r.name}` : r.name,
          ...r.figures,
        })),
        totals: { seq: '总计', ...c.total },
        footer: c.without.length > 0 ? ['', `尚未接收：${c.without.join('、')}`] : [],
        orientation: 'landscape',
      },
    ],
  };
}
