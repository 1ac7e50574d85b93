import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { formatChineseDate, plainDate } from '../../platform/plain-date.ts';
import { writeWorkbook, type WrittenRow, type WrittenSheet } from '../../platform/sheets/index.ts';
import { registerNamed } from '../definition/definition-store.ts';
import { showField, type Names } from '../definition/field-values.ts';
import { countedBy } from '../records/figures/counted-rows.ts';
import { scopeSql } from '../records/record-scope.ts';
import { namesOf } from '../records/record-names.ts';
import type { RecordData, RegisterDefinition } from '../definition/definition.ts';
import { ExportRecords, RECORD_STATES, type RecordState } from '../schema.ts';
import { exportColumns, sheetFields } from './sheet-columns.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST = 100_000;
type Row = { title: string; state: RecordState; stage: string | null; data: RecordData };

/**
 * A register as a workbook for print, or the empty template that comes back as an import: the same headings, choices as drop-downs. The download of
 * records is written to the audit. @throws REGISTER_NOT_FOUND
 */
export async function exportRecords(ctx: Context, input: ExportRecords): Promise<Download> {
  const actor = authorise(ctx, 'record.read');
  const { key, template, ...asked } = ExportRecords.parse(input);
  return transaction(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    if (template === 'yes') return workbook(`${definition.title.zh}填报模板`, templateSheet(definition));
    const rows = await rowsOf(tx, ctx, definition, actor, asked);
    const { names } = await namesOf(
      tx,
      rows.map(({ data }) => ({ fields: definition.fields, data })),
      ctx.clock.today(),
    );
    await audit(tx, ctx, {
      action: 'record.export',
      subjectType: 'register_definition',
      subjectId: key,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `导出${definition.title.zh} ${rows.length} 条`,
      payload: { rows: rows.length },
    });
    return workbook(definition.title.zh, recordsSheet(definition, rows, names, actor, ctx.clock.today()));
  });
}

async function rowsOf(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  actor: Actor,
  asked: { division?: number | undefined; figure?: string | undefined },
): Promise<Row[]> {
  const counted = await countedBy(tx, ctx, actor, definition, asked);
  const { rows } = await sql<Row>`select r.title, r.state, r.stage, r.data from register_record r
    where r.register = ${definition.key} and ${scopeSql('r', definition, actor, asked.division)} and r.state not in ('draft', 'withdrawn')
      and ${counted ? counted('r') : sql`true`}
    order by r.division_code, r.record_id limit ${MOST}`.execute(tx);
  return rows;
}

function templateSheet(definition: RegisterDefinition): WrittenSheet {
  const needed = definition.fields.filter((f) => f.required).map((f) => f.title.zh);
  return {
    name: '填报',
    titles: [
      `${definition.title.zh}填报模板`,
      `依据：${definition.document} ${definition.clause}　必填：${needed.join('、')}`,
    ],
    columns: exportColumns(definition, true),
    rows: [],
    emptyRows: 200,
    orientation: 'landscape',
  };
}

function recordsSheet(
  definition: RegisterDefinition,
  rows: readonly Row[],
  names: Names,
  actor: Actor,
  day: string,
): WrittenSheet {
  const stages = definition.stages !== undefined;
  const columns = [
    ...exportColumns(definition, false),
    ...(stages ? [{ key: '#stage', heading: '阶段', width: 12 }] : []),
    { key: '#state', heading: '状态', width: 12 },
  ];
  return {
    name: definition.title.zh.slice(0, 30),
    titles: [
      definition.title.zh,
      `依据：${definition.document} ${definition.clause}　共 ${rows.length} 条　${actor.unitName} ${formatChineseDate(plainDate(day))}导出`,
    ],
    columns,
    rows: rows.map((r) => writtenRow(definition, r, names)),
    orientation: 'landscape',
  };
}

function writtenRow(definition: RegisterDefinition, row: Row, names: Names): WrittenRow {
  const cells = sheetFields(definition).map((f) => {
    const value = row.data[f.key];
    if (typeof value === 'number' && f.type !== 'money') return [f.key, value] as const;
    if (f.type === 'date' && typeof value === 'string') return [f.key, { date: value }] as const;
    return [f.key, showField(f, value, names)] as const;
  });
  const stage = definition.stages?.find((s) => s.code === row.stage)?.title.zh ?? '';
  return { ...Object.fromEntries(cells), '#stage': stage, '#state': RECORD_STATES[row.state].zh };
}

function workbook(name: string, sheet: WrittenSheet): Download {
  const out = new PassThrough();
  writeWorkbook({ sheets: [sheet] }, out).catch((error: Error) => out.destroy(error));
  return new Download(`${name}.xlsx`, XLSX, out);
}
