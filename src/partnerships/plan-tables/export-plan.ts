import { PassThrough } from 'node:stream';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { writeWorkbook, type WrittenRow } from '../../platform/sheets/index.ts';
import { ExportPlan } from '../schema.ts';
import { planColumns, planTitles, writingColumns, type PlanTable } from './columns.ts';
import { plannedRows, type Planned } from './plan-store.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A plan table as the official workbook, for print and to be filled in further. Several helpers of one recipient are rows under one serial number. */
export async function exportPlan(ctx: Context, input: ExportPlan): Promise<Download> {
  const actor = authorise(ctx, 'agreement.read');
  const { table } = ExportPlan.parse(input);
  const today = ctx.clock.today();
  const rows = await read(ctx, (tx) =>
    plannedRows(tx, { institutionId: actor.institutionId, areas: actor.areas }, table, today),
  );
  const out = new PassThrough();
  const sheet = {
    name: table === 'annex1' ? '附件1' : '附件2',
    titles: [
      planTitles[table],
      `填报单位：${actor.unitName}　填报日期：${today}　受援方 ${recipients(rows)} 个，结对 ${rows.length} 对`,
    ],
    columns: writingColumns(table),
    rows: rows.map((r) => writtenRow(table, r)),
  };
  writeWorkbook({ sheets: [{ ...sheet, orientation: 'landscape' }] }, out).catch((error: Error) => out.destroy(error));
  return new Download(`${planTitles[table]}.xlsx`, SHEET, out);
}

const recipients = (rows: readonly Planned[]): number => new Set(rows.map((r) => r.recipient)).size;

function writtenRow(table: PlanTable, { values }: Planned): WrittenRow {
  return Object.fromEntries(
    planColumns[table].map(({ key, type }) => {
      const value = values[key];
      return [key, value !== undefined && type === 'date' ? { date: String(value) } : value];
    }),
  );
}
