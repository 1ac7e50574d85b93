import { sql } from 'kysely';
import { rangeOf } from '../organizations/index.ts';
import { audit } from '../platform/audit.ts';
import { authorise, type Actor, type Context } from '../platform/context.ts';
import { read, transaction, type Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { countAnnex2, enteringRows, type Annex2Problem } from './annex2-admittance.ts';
import { storeAnnex2Problems } from './annex2-problems.ts';
import { enterAtCity } from './enter-at-city.ts';
import { cityErrors } from './errors-city.ts';
import { catalogueSchools, matchAnnex2, readAnnex2File, type Annex2File } from './read-annex2.ts';

export type ImportAnnex2 = {
  path: string;
  name: string;
  sha256: string;
  fileId?: string | null;
  year: number;
  /** The day the form states; default today. */
  listDate?: string;
  /** Tell what the file would come to; store nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
};

export type ImportedAnnex2 = {
  listId: string | null;
  /** The same bytes came before; what is answered is what they came to then. */
  earlier: boolean;
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  skipped: number;
  problems: Annex2Problem[];
};

/**
 * Reads a filled-in Annex 2 of the actor's city: rows whose number and name equal a person of the register enter at the city step, marked so;
 * every other row becomes a problem with its reason. A person twice is one application. One transaction: killed before its end nothing is
 * there, and the same file again changes nothing. Also what the command line calls.
 * @throws SheetRefused for a file that cannot be read, ANNEX2_UNREADABLE when it names nobody, NOT_PERMITTED for an office that is no city's
 */
export async function importAnnex2(ctx: Context, input: ImportAnnex2): Promise<ImportedAnnex2> {
  const actor = authorise(ctx, 'annex2.import');
  const cityCode = ownCity(actor);
  const file = await readAnnex2File(input.path, input.name, input.signal);
  if (input.dryRun) {
    return read(ctx, async (tx) => {
      const plan = await planned(tx, ctx, file, cityCode, input.year);
      const { entered, problems } = await enterAtCity(tx, ctx, { ...plan, cityCode, year: input.year, listId: null });
      return { ...answer(plan, entered, [...plan.problems, ...problems]), listId: null, earlier: false };
    });
  }
  return transaction(ctx, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`annex2 ${cityCode} ${input.year}`}, 0))`.execute(tx);
    const earlier = await earlierList(tx, cityCode, input);
    if (earlier) return earlier;
    const plan = await planned(tx, ctx, file, cityCode, input.year);
    const listId = ctx.newId();
    await insertList(tx, ctx, actor, { ...input, cityCode, listId });
    const { entered, problems: found } = await enterAtCity(tx, ctx, { ...plan, cityCode, year: input.year, listId });
    const problems = [...plan.problems, ...found].sort((a, b) => a.listRow - b.listRow);
    await storeAnnex2Problems(tx, ctx.vault, listId, problems);
    const result = answer(plan, entered, problems);
    const { rows, accepted, corrected, review, refused, skipped } = result;
    await tx
      .updateTable('source_list')
      .set({ state: 'published', published_at: ctx.clock.now(), rows, accepted, corrected, review, refused, skipped })
      .where('list_id', '=', listId)
      .execute();
    await audit(tx, ctx, {
      action: 'annex2.import',
      subjectType: 'source_list',
      subjectId: listId,
      divisionCode: cityCode,
      summary: `导入附件2：${input.name}，${rows} 行，进入市级受理 ${accepted} 人，待核对 ${review} 行`,
      payload: { sha256: input.sha256, year: input.year, rows, accepted, corrected, review, refused },
    });
    return { ...result, listId, earlier: false };
  });
}

/** @throws NOT_PERMITTED for an office that is no city's */
function ownCity(actor: Actor): number {
  if (actor.level !== 'city' || actor.divisionCode === null) throw errors.NOT_PERMITTED();
  return actor.divisionCode;
}

async function planned(tx: Tx, ctx: Context, file: Annex2File, cityCode: number, year: number) {
  const schools = await catalogueSchools(tx, cityCode, year);
  const reads = await matchAnnex2(tx, ctx, file, cityCode, schools);
  const plan = enteringRows(
    reads,
    file.sheets.map((s) => s.header.sheet),
  );
  if (plan.rows === 0) throw cityErrors.ANNEX2_UNREADABLE();
  return { ...plan, schools, skipped: reads.reduce((n, r) => n + r.skipped.length, 0) };
}

type Plan = Awaited<ReturnType<typeof planned>>;

function answer(plan: Plan, entered: number, problems: Annex2Problem[]) {
  return { rows: plan.rows, accepted: entered, skipped: plan.skipped, ...countAnnex2(problems), problems };
}

async function insertList(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  list: ImportAnnex2 & { listId: string; cityCode: number },
): Promise<void> {
  const area = rangeOf(list.cityCode);
  await tx
    .insertInto('source_list')
    .values({
      list_id: list.listId,
      kind: 'annex2',
      sender_unit_id: actor.unitId,
      sender_name: actor.unitName,
      area_lo: area.lo,
      area_hi: area.hi,
      coverage: 'supplement',
      list_date: list.listDate ?? ctx.clock.today(),
      file_id: list.fileId ?? null,
      file_name: list.name,
      sha256: list.sha256,
      received_at: ctx.clock.now(),
    })
    .execute();
}

/** The same bytes that were imported for this city before. */
async function earlierList(tx: Tx, cityCode: number, input: ImportAnnex2): Promise<ImportedAnnex2 | null> {
  const { lo, hi } = rangeOf(cityCode);
  const list = await tx
    .selectFrom('source_list')
    .selectAll()
    .where('kind', '=', 'annex2')
    .where('sha256', '=', input.sha256)
    .where('area_lo', '=', lo)
    .where('area_hi', '=', hi)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (!list) return null;
  const { rows, accepted, corrected, review, refused, skipped } = list;
  return { listId: list.list_id, earlier: true, rows, accepted, corrected, review, refused, skipped, problems: [] };
}
