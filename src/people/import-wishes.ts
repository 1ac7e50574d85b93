import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { read, transaction, type Tx } from '../platform/db.ts';
import { jobErrors, type Progress } from '../platform/jobs.ts';
import { inspectUpload, readRows, requireHeader, SheetRefused, type SheetRow } from '../platform/sheets/index.ts';
import { forgetList, listById, lockedList, updateList, type ListRow } from './list-store.ts';
import { placesOf } from './place-store.ts';
import { countRows, storeProblems } from './problem-store.ts';
import { registerLookup } from './register-lookup.ts';
import type { IncompleteHousehold } from './register-households.ts';
import type { RegisterPerson } from './register-match.ts';
import { addWishes, type WishAnswer } from './wish-store.ts';
import { wishColumns, type WishField } from './wishes-columns.ts';
import { readWishes, type ReadWishes, type WishRow } from './wishes-sheet.ts';

export type ImportWishes = { listId: string; year: number };
export type ImportedWishes = {
  listId: string;
  state: string;
  rows: number;
  accepted: number;
  review: number;
  refused: number;
};

const ROWS_BEFORE_HEADER = 20;

/**
 * Job: reads a village survey of wishes and keeps the answers of persons found by equal number and equal name (proved); every other row
 * becomes a problem for a person to decide. One transaction: killed anywhere, the answers are there once or not at all.
 */
export async function importWishes(ctx: Context, input: ImportWishes, progress: Progress): Promise<ImportedWishes> {
  authorise(ctx, 'wish.record');
  const { listId, year } = input;
  const list = await read(ctx, (tx) => listById(tx, listId));
  if (list.state === 'cancelled') throw jobErrors.JOB_CANCELLED();
  if (list.state === 'received' || list.state === 'checking') await work(ctx, list, year, progress);
  const done = await read(ctx, (tx) => listById(tx, listId));
  return {
    listId,
    state: done.state,
    rows: done.rows,
    accepted: done.accepted,
    review: done.review,
    refused: done.refused,
  };
}

async function work(ctx: Context, list: ListRow, year: number, progress: Progress): Promise<void> {
  try {
    const survey = await readSurvey(ctx, list, progress);
    await progress.report(survey.rows.length, survey.rows.length, '登记意愿');
    await transaction(ctx, (tx) => keep(ctx, tx, list.list_id, survey, year));
  } catch (error) {
    if (error instanceof SheetRefused) {
      const refusal = { state: 'refused', refusal_code: error.code, refusal_message: error.message };
      return transaction(ctx, (tx) => updateList(tx, list.list_id, refusal));
    }
    if (progress.signal.aborted) await transaction(ctx, (tx) => forgetList(ctx, tx, list.list_id));
    throw error;
  }
}

async function readSurvey(ctx: Context, list: ListRow, progress: Progress): Promise<ReadWishes> {
  const path = ctx.files.pathOf(list.sha256);
  const document = await inspectUpload(path, list.file_name);
  const first = document.sheets.find((s) => !s.hidden);
  if (!first) throw new SheetRefused('SHEET_EMPTY');
  const rows: SheetRow[] = [];
  for await (const row of readRows(path, { sheet: first.name, signal: progress.signal })) rows.push(row);
  const header = requireHeader<WishField>(rows.slice(0, ROWS_BEFORE_HEADER), wishColumns, first.merges);
  return read(ctx, async (tx) => {
    const area = { lo: list.area_lo, hi: list.area_hi };
    const { places } = await placesOf(tx, area, list.list_date);
    const { county, township } = await namesOf(tx, list.area_lo);
    const register = registerLookup(await registerOf(ctx, tx, area), await incompleteOf(tx, area));
    return readWishes(
      rows.filter((r) => r.row > header.row),
      { header, places, county, township, register },
    );
  });
}

async function namesOf(tx: Tx, code: number): Promise<{ county: string; township: string }> {
  const at = { county: Math.floor(code / 1_000_000) * 1_000_000, township: Math.floor(code / 1_000) * 1_000 };
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', 'in', [at.county, at.township])
    .execute();
  const name = (wanted: number) => rows.find((r) => r.code === wanted)?.name ?? '';
  return { county: name(at.county), township: at.township === at.county ? '' : name(at.township) };
}

/** The register of an area as matching needs it; numbers are opened only for as long as the list is read. */
async function registerOf(ctx: Context, tx: Tx, area: { lo: number; hi: number }): Promise<RegisterPerson[]> {
  const rows = await tx
    .selectFrom('person as p')
    .innerJoin('person_status as c', 'c.person_id', 'p.person_id')
    .leftJoin('household as h', 'h.household_id', 'p.household_id')
    .select([
      'p.person_id',
      'p.name',
      'p.id_number',
      'p.id_state',
      'p.phone',
      'p.address',
      'p.village_code',
      'h.household_no',
      'h.head_name',
    ])
    .where('p.village_code', '>=', area.lo)
    .where('p.village_code', '<', area.hi)
    .where('p.source', '=', 'assisted_register')
    .where('c.known_to', 'is', null)
    .where('c.valid_to', 'is', null)
    .execute();
  return rows.map((p) => ({
    key: p.person_id,
    name: p.name,
    idNumber: p.id_state === 'valid' ? ctx.vault.decrypt(p.id_number) : null,
    idWritten: '',
    phone: ctx.vault.decrypt(p.phone),
    householdNo: p.household_no,
    headName: p.head_name,
    villageCode: p.village_code,
    address: ctx.vault.decrypt(p.address),
  }));
}

async function incompleteOf(tx: Tx, area: { lo: number; hi: number }): Promise<IncompleteHousehold[]> {
  const found = await sql<{ households: IncompleteHousehold[] }>`
    select jsonb_path_query_array(headings, '$[*].incomplete[*]') as households from source_list
    where kind = 'assisted_register' and state = 'published' and area_lo < ${area.hi} and area_hi > ${area.lo}
    order by publication_seq desc limit 1`.execute(tx);
  return found.rows[0]?.households ?? [];
}

async function keep(ctx: Context, tx: Tx, listId: string, survey: ReadWishes, year: number): Promise<void> {
  const list = await lockedList(tx, listId);
  if (list.state === 'published') return;
  if (list.state === 'cancelled') throw jobErrors.JOB_CANCELLED();
  const problems = survey.problems.map((p) => ({ ...p, listRow: p.row }));
  const doubtful = new Set(problems.filter((p) => p.decision === 'review').map((p) => p.row));
  const sure = survey.rows.filter((r) => r.match.decision === 'auto' && !doubtful.has(r.row) && answered(r));
  await addWishes(
    tx,
    sure.flatMap((r) => answerOf(ctx, r, listId, year, list.list_date)),
  );
  await storeProblems(tx, ctx.vault, listId, problems);
  const seq = await sql<{ seq: number }>`select nextval('publication_seq') as seq`.execute(tx);
  const kept = new Set(sure.map((r) => r.row));
  const refused = countRows(problems, () => true).refused;
  await updateList(tx, listId, {
    state: 'published',
    rows: survey.rows.length + refused,
    accepted: kept.size,
    corrected: countRows(problems, (row) => kept.has(row)).corrected,
    review: survey.rows.length - kept.size,
    refused,
    skipped: survey.skipped.length,
    publication_seq: seq.rows[0]!.seq,
    published_at: ctx.clock.now(),
  });
  await audit(tx, ctx, {
    action: 'wish.import',
    subjectType: 'source_list',
    subjectId: listId,
    divisionCode: list.area_lo,
    summary: `导入${year}年意愿：${list.file_name}，登记 ${kept.size} 人，待核对 ${survey.rows.length - kept.size} 行`,
    payload: { sha256: list.sha256, accepted: kept.size, review: survey.rows.length - kept.size, refused },
  });
}

function answered(r: WishRow): boolean {
  return r.wishStudy !== null || r.wishTrain !== null;
}

function answerOf(ctx: Context, r: WishRow, listId: string, year: number, listDate: string): WishAnswer[] {
  if (r.match.decision !== 'auto') return [];
  return [
    {
      wishId: ctx.newId(),
      personId: r.match.person.key,
      villageCode: r.match.person.villageCode,
      year,
      study: r.wishStudy,
      train: r.wishTrain,
      trade: r.trade,
      refusalReason: r.reason,
      askedBy: r.askedBy ?? '',
      askedOn: r.askedOn ?? listDate,
      source: 'list',
      listId,
      evidenceFileId: null,
      recordedBy: ctx.actor!.userId,
      recordedAt: ctx.clock.now(),
    },
  ];
}
