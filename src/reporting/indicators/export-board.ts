import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { writeWorkbook, type WorkbookSpec } from '../../platform/sheets/index.ts';
import { STATE_WORDS, UNIT_WORDS } from './labels.ts';
import { ShowBoard, type Board } from './schema.ts';
import { showBoard } from './show-board.ts';

/** The board of a place as xlsx: figures only, no persons. @throws NOT_FOUND */
export async function exportBoard(ctx: Context, input: ShowBoard): Promise<Download> {
  authorise(ctx, 'indicator.read');
  const board = await showBoard(ctx, ShowBoard.parse(input));
  await transaction(ctx, (tx) =>
    audit(tx, ctx, {
      action: 'indicator.export',
      subjectType: 'indicator_board',
      subjectId: `${board.divisionCode} ${board.on}`,
      divisionCode: board.divisionCode,
      summary: `导出${board.place}指标看板（${board.on}）`,
    }),
  );
  const folder = await mkdtemp(join(tmpdir(), 'jiqiao-indicators-'));
  const path = join(folder, 'board.xlsx');
  await writeWorkbook(boardWorkbook(board), path);
  const stream = createReadStream(path);
  stream.once('close', () => void rm(folder, { recursive: true, force: true }));
  return new Download(
    `指标看板-${board.place}-${board.on}.xlsx`,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream,
  );
}

/** The workbook: one row per indicator, never a total, for figures of different programmes are not added. */
export function boardWorkbook(board: Board): WorkbookSpec {
  return {
    sheets: [
      {
        name: '指标',
        titles: [`${board.place}主要指标进展（截至${board.on}）`],
        titleLine: 0,
        columns: [
          { key: 'document', heading: '文件', width: 10 },
          { key: 'clause', heading: '条款', width: 12 },
          { key: 'title', heading: '指标', width: 40 },
          { key: 'value', heading: '当前值', width: 14, kind: 'decimal' },
          { key: 'unit', heading: '单位', width: 8 },
          { key: 'goal', heading: '目标', width: 16, align: 'right' },
          { key: 'percent', heading: '完成（%）', width: 12, kind: 'decimal' },
          { key: 'state', heading: '状态', width: 14 },
          { key: 'behind', heading: '滞后地区', width: 10, kind: 'integer' },
        ],
        rows: board.rows.map((r) => ({
          document: r.document,
          clause: r.clause,
          title: r.title.zh,
          value: r.value,
          unit: UNIT_WORDS[r.unit].zh,
          goal: r.goal?.printed ?? '—',
          percent: r.assessment.percent,
          state: STATE_WORDS[r.assessment.state].zh,
          behind: r.behind,
        })),
        footer: [
          '',
          '目标栏方括号 [ ] 内为规划期累计数（五年合计）。',
          '各指标分别统计，同一人可计入多项，不跨文件相加。',
        ],
        orientation: 'landscape',
      },
    ],
  };
}
