import type pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import type { Progress } from '../../../platform/jobs.ts';
import { columnOf } from '../sheet/field-names.ts';
import type { RegisterReport } from '../sheet/read-register.ts';
import type { RegisterRow } from '../sheet/register-row.ts';
import { PersonSealer } from '../../person/seal-person.ts';
import { stagedLine } from './stage-row.ts';

const CHUNK_ROWS = 250;
/** Codes of one county share all digits above these. */
const COUNTY = 1_000_000;

/**
 * Rows as chunks of COPY text with new ids; members of one household get one household id.
 * Reports progress and stops when the job is cancelled.
 */
export async function* stagedChunks(
  ctx: Context,
  listId: string,
  rows: AsyncIterable<RegisterRow>,
  progress: Progress,
  total: number,
): AsyncGenerator<string> {
  const sealer = new PersonSealer(ctx.vault);
  const households = new Map<string, string>();
  let chunk: string[] = [];
  let done = 0;
  for await (const row of rows) {
    const key = householdKey(row);
    let householdId = households.get(key);
    if (householdId === undefined) households.set(key, (householdId = ctx.newId()));
    chunk.push(stagedLine(sealer, row, { listId, personId: ctx.newId(), householdId }));
    done += 1;
    if (chunk.length < CHUNK_ROWS) continue;
    yield chunk.join('');
    chunk = [];
    await progress.report(done, total, '读取和检查');
  }
  if (chunk.length > 0) yield chunk.join('');
}

/** What the reader knew only after the last row: values taken from other rows of the household, rows said twice, rows in doubt. */
export async function amendStaged(client: pg.Client, listId: string, report: RegisterReport): Promise<void> {
  const out = [...report.repeated, ...report.held];
  if (out.length > 0)
    await client.query('delete from staging_person where list_id = $1 and list_row = any($2)', [listId, out]);
  for (const change of report.changes) {
    await client.query(
      `update staging_person set ${columnOf(change.field)} = $3 where list_id = $1 and list_row = $2`,
      [listId, change.row, change.value],
    );
  }
  const doubts = report.problems.filter((p) => p.decision === 'review');
  if (doubts.length === 0) return;
  const fields = doubts.map((p) => columnOf(p.field ?? (p.code.startsWith('duplicate') ? 'duplicate' : 'household')));
  await client.query(
    `update staging_person s set doubtful_fields = d.fields, id_state = case when 'id_number' = any(d.fields) and s.id_state = 'valid' then 'doubtful' else s.id_state end
     from (select row, array_agg(distinct field order by field) as fields from unnest($2::int[], $3::text[]) as t(row, field) group by row) d
     where s.list_id = $1 and s.list_row = d.row`,
    [listId, doubts.map((p) => p.listRow), fields],
  );
}

/**
 * Staged persons whose valid number another record of the register outside the sender's area already holds: marked as in doubt.
 * @returns their rows; `sameName` tells one person in two lists from two persons with one number
 */
export async function markElsewhere(
  client: pg.Client,
  listId: string,
  rows: readonly { row: number; sameName: boolean }[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `update staging_person s set doubtful_fields = array(select distinct f from unnest(s.doubtful_fields || case when d.same then 'duplicate' else 'id_number' end) f order by f),
       id_state = case when d.same then s.id_state else 'doubtful' end
     from unnest($2::int[], $3::bool[]) as d(row, same) where s.list_id = $1 and s.list_row = d.row`,
    [listId, rows.map((r) => r.row), rows.map((r) => r.sameName)],
  );
}

/** Rows of one household: its number counts within its county; without one, the head's name within the village. */
function householdKey(row: RegisterRow): string {
  if (row.householdNo !== null) return `${Math.floor(row.villageCode / COUNTY)} ${row.householdNo}`;
  return `${row.villageCode} ${row.headName ?? row.row}`;
}
