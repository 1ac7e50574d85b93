import { sql } from 'kysely';
import type pg from 'pg';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction, transactionAs } from '../../platform/db.ts';
import { jobErrors, type Progress } from '../../platform/jobs.ts';
import { rowProblem } from '../../standards/cleaning/index.ts';
import { choicesOf } from '../lists/column-choices.ts';
import { peopleErrors } from '../errors.ts';
import { lockedList, updateList, type ListRow } from '../lists/list-store.ts';
import { placesOf } from './place-store.ts';
import { countRows, storeProblems } from '../lists/problem-store.ts';
import { readRegister, type RegisterReport } from './sheet/read-register.ts';
import { amendStaged, markElsewhere, stagedChunks } from './staging/stage-register.ts';
import { lockList, stageLines, withImporter } from './staging/staging.ts';

/** Stages and checks a list that is not yet past that; a list that is, stays as it is unless `again`. */
export async function checkRegister(ctx: Context, listId: string, progress: Progress, again = false): Promise<void> {
  authorise(ctx, 'register.import');
  await withImporter(ctx, async (client) => {
    await lockList(client, listId);
    const list = await transaction(ctx, async (tx) => {
      const row = await lockedList(tx, listId);
      if (row.state === 'received') await updateList(tx, listId, { state: 'checking' });
      return row;
    });
    if (list.state === 'cancelled') throw jobErrors.JOB_CANCELLED();
    if (!again && list.state !== 'received' && list.state !== 'checking') return;
    const { report, stored } = await stage(ctx, client, list, progress);
    await transaction(ctx, async (tx) => {
      const row = await lockedList(tx, listId);
      if (row.state === 'cancelled') throw jobErrors.JOB_CANCELLED();
      report.problems.sort((a, b) => a.listRow - b.listRow);
      await storeProblems(tx, ctx.vault, listId, report.problems);
      const counts = countRows(report.problems, (listRow) => stored.has(listRow));
      const skipped = report.skipped + report.repeated.length;
      await updateList(tx, listId, {
        ...(again ? {} : { state: 'checked' }),
        rows: report.dataRows,
        accepted: stored.size,
        skipped,
        ...counts,
        headings: JSON.stringify(report.sheets),
      });
      await audit(tx, ctx, {
        action: 'list.check',
        subjectType: 'source_list',
        subjectId: listId,
        divisionCode: list.area_lo,
        summary: `检查名单 ${list.file_name}：${report.dataRows} 行，可登记 ${stored.size} 行，待核对 ${counts.review} 行，不能登记 ${counts.refused} 行`,
        payload: { sha256: list.sha256, ...counts },
      });
    });
  });
}

async function stage(
  ctx: Context,
  client: pg.Client,
  list: ListRow,
  progress: Progress,
): Promise<{ report: RegisterReport; stored: Set<number> }> {
  const area = { lo: list.area_lo, hi: list.area_hi };
  const places = await read(ctx, (tx) => placesOf(tx, area, list.list_date));
  const source = {
    path: ctx.files.pathOf(list.sha256),
    name: list.file_name,
    area,
    choices: choicesOf(list),
    signal: progress.signal,
    ...places,
  };
  const { document, rows, report } = await readRegister(source);
  const total = document.sheets.reduce((sum, sheet) => sum + (sheet.hidden ? 0 : sheet.rows), 0);
  await stageLines(client, list.list_id, stagedChunks(ctx, list.list_id, rows, progress, total), () =>
    amendStaged(client, list.list_id, report),
  );
  const found = await client.query<{ list_row: number }>('select list_row from staging_person where list_id = $1', [
    list.list_id,
  ]);
  const stored = new Set(found.rows.map((r) => r.list_row));
  if (stored.size === 0) throw peopleErrors.LIST_EMPTY();
  await flagElsewhere(ctx, client, list, report);
  return { report, stored };
}

/** A number that somebody outside the sender's area holds in the register: flagged on the second list (SD2017 annex 2, uniqueness). */
async function flagElsewhere(ctx: Context, client: pg.Client, list: ListRow, report: RegisterReport): Promise<void> {
  const areas = ctx.actor!.areas;
  const outside = sql.join(
    areas.map((a) => sql`(p.village_code < ${a.lo} or p.village_code >= ${a.hi})`),
    sql` and `,
  );
  const within =
    list.coverage === 'complete'
      ? sql`false`
      : sql`(p.village_code <> s.village_code and p.name_key = s.name_key and c.person_id is not null)`;
  const { rows } = await transactionAs(ctx.db, 'system', (tx) =>
    sql<{ row: number; sameName: boolean; same: number }>`
      select s.list_row as row, bool_or(p.name_key = s.name_key) as "sameName", 1 as same
      from staging_person s join person p on p.id_index = s.id_index and p.id_state = 'valid' and p.source = 'assisted_register'
        left join person_status c on c.person_id = p.person_id and c.known_to is null and c.valid_to is null
      where s.list_id = ${list.list_id} and s.id_state = 'valid' and ((${outside}) or ${within}) group by s.list_row order by s.list_row`.execute(
      tx,
    ),
  );
  const sheets = report.sheets;
  for (const { row, sameName } of rows) {
    const sheet = sheets[Math.floor(row / 1_048_576)]?.sheet ?? sheets[0]!.sheet;
    const column = sheets[0]!.found.idNumber;
    const kind = sameName ? 'duplicate_in_two_households' : 'id_shared';
    report.problems.push({
      ...rowProblem({ sheet, row: row % 1_048_576 }, kind, { column, field: 'idNumber' }),
      listRow: row,
    });
  }
  await markElsewhere(client, list.list_id, rows);
}
