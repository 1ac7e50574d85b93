import { sql } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import { INDEX } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { findHeader, inspectUpload, readRows, type ColumnsSpec, type SheetRow } from '../../platform/sheets/index.ts';
import { cleanDate, cleanIdNumber, cleanName, SheetCells } from '../../standards/cleaning/index.ts';
import { nameKey } from '../../standards/index.ts';
import { trainingErrors } from '../errors.ts';
import { ImportComparison } from './schema.ts';

type Field = 'name' | 'idNumber' | 'onDate' | 'untilDate' | 'note';
const COLUMNS: ColumnsSpec<Field> = {
  name: { heading: '姓名', aliases: ['人员姓名', '参保人姓名', '死者姓名', '法定代表人', '经营者'], required: true },
  idNumber: { heading: '身份证号', aliases: ['身份证号码', '公民身份号码', '证件号码', '证件号'], required: true },
  onDate: {
    heading: '起始日期',
    aliases: [
      '死亡日期',
      '死亡时间',
      '领取待遇时间',
      '待遇起始',
      '参保时间',
      '入学日期',
      '成立日期',
      '注册日期',
      '日期',
    ],
  },
  untilDate: { heading: '截止日期', aliases: ['终止日期', '停保时间', '离校日期', '注销日期'] },
  note: { heading: '备注', aliases: ['单位名称', '企业名称', '学校', '说明'] },
};
const MOST_ROWS = 200_000;
type Entry = {
  row_no: number;
  number_index: string;
  name_key: string;
  on_date: string | null;
  until_date: string | null;
  note: string | null;
};

/**
 * Takes a dated list of an office for comparison. Of each line only the keyed index of a number that holds, the folded name and the days are
 * kept: the list answers comparisons and shows nobody. Lines without a usable number are counted, not kept. The same file again changes nothing.
 * @throws NOT_FOUND for another unit's file, SheetRefused, COMPARISON_UNREADABLE
 */
export async function importComparison(
  ctx: Context,
  input: ImportComparison,
): Promise<{ listId: string; rows: number; usable: number; earlier: boolean }> {
  const actor = authorise(ctx, 'training.compare');
  const said = ImportComparison.parse(input);
  const [area] = scopeOf(actor, said.areaCode);
  if (!area) throw errors.NOT_FOUND();
  return transaction(ctx, async (tx) => {
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', said.fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND();
    const there = await tx
      .selectFrom('comparison_list')
      .select(['list_id', 'rows', 'usable'])
      .where('kind', '=', said.kind)
      .where('area_code', '=', area.lo)
      .where('sha256', '=', file.sha256)
      .executeTakeFirst();
    if (there) return { listId: there.list_id, rows: there.rows, usable: there.usable, earlier: true };
    const { entries, rows } = await readEntries(ctx, ctx.files.pathOf(file.sha256), file.name);
    if (entries.length === 0) throw trainingErrors.COMPARISON_UNREADABLE();
    const listId = ctx.newId();
    await tx
      .insertInto('comparison_list')
      .values({
        list_id: listId,
        kind: said.kind,
        area_code: area.lo,
        list_date: said.listDate,
        sender_name: said.senderName,
        file_name: file.name,
        sha256: file.sha256,
        rows,
        usable: entries.length,
        received_by: actor.userId,
        received_at: ctx.clock.now(),
      })
      .execute();
    await sql`insert into comparison_entry (list_id, row_no, area_code, number_index, name_key, on_date, until_date, note)
      select ${listId}::uuid, r.row_no, ${area.lo}::bigint, decode(r.number_index, 'hex'), r.name_key, r.on_date, r.until_date, r.note
      from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r(row_no int, number_index text, name_key text, on_date date, until_date date, note text)`.execute(
      tx,
    );
    await audit(tx, ctx, {
      action: 'training.import_comparison',
      subjectType: 'comparison_list',
      subjectId: listId,
      divisionCode: area.lo,
      summary: `导入比对名单：${said.senderName} ${said.listDate}，${rows} 行，可用 ${entries.length} 行`,
      payload: { kind: said.kind, sha256: file.sha256 },
    });
    return { listId, rows, usable: entries.length, earlier: false };
  });
}

async function readEntries(ctx: Context, path: string, name: string): Promise<{ entries: Entry[]; rows: number }> {
  const document = await inspectUpload(path, name);
  const sheets = new Map<string, SheetRow[]>(document.sheets.filter((s) => !s.hidden).map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MOST_ROWS })) sheets.get(row.sheet)?.push(row);
  const entries: Entry[] = [];
  let rows = 0;
  for (const lines of sheets.values()) {
    const header = findHeader(lines, COLUMNS);
    if (!header || header.missing.length > 0) continue;
    for (const line of lines.filter((l) => l.row > header.row)) {
      const cells = new SheetCells(line, header);
      const id = cleanIdNumber(cells.cell('idNumber'));
      const who = cells.take('name', cleanName(cells.cell('name')));
      if (id.characters === '' && who === null) continue;
      rows += 1;
      const index = id.value === null ? null : ctx.vault.index(INDEX.number, id.value);
      if (index === null || who === null) continue;
      entries.push({
        row_no: entries.length + 1,
        number_index: index.toString('hex'),
        name_key: nameKey(who),
        on_date: wholeDay(cleanDate(cells.cell('onDate')).value),
        until_date: wholeDay(cleanDate(cells.cell('untilDate')).value),
        note: cells.text('note'),
      });
    }
  }
  return { entries, rows };
}

/** A month without a day stands on its first day: from then on it may be true. */
function wholeDay(date: string | null): string | null {
  return date !== null && date.length === 7 ? `${date}-01` : date;
}
