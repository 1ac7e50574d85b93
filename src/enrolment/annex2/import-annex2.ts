import { rangeOf } from '../../organizations/index.ts';
import { insertList, keepProblems, keptProblems, type IncomingList, type KeptProblem } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { countAnnex2, enteringRows } from './annex2-admittance.ts';
import { enterAtCity } from './enter-at-city.ts';
import { cityErrors } from '../errors-city.ts';
import { matchAnnex2, newestCatalogue, readAnnex2File, type Annex2File } from './read-annex2.ts';

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
  /** The same bytes came before. */
  earlier: boolean;
  /** Persons who entered now; on a repeat those whom a newer catalogue or register let in. */
  added: number;
  /** The version of the catalogue the schools were judged by, the newest of the year: published, or a draft that waits. */
  catalogue: { version: number; state: string } | null;
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  skipped: number;
  problems: KeptProblem[];
};

/**
 * Reads a filled-in Annex 2 of the actor's city: rows whose number and name equal a person of the register enter at the city step, marked so;
 * every other row becomes a problem with its reason. A person twice is one application. One transaction: killed before its end nothing is
 * there. The same file again is judged again by the catalogue and the register as they are now: nothing is entered twice, and as long as
 * neither has changed the answer is the same and nothing is written. Also what the command line calls.
 * @throws SheetRefused for a file that cannot be read, ANNEX2_UNREADABLE when it names nobody, NOT_PERMITTED for an office that is no city's
 */
export async function importAnnex2(ctx: Context, input: ImportAnnex2): Promise<ImportedAnnex2> {
  const actor = authorise(ctx, 'annex2.import');
  const cityCode = ownCity(actor);
  const file = await readAnnex2File(input.path, input.name, input.signal);
  if (input.dryRun) {
    return read(ctx, async (tx) => {
      const earlier = await earlierList(tx, cityCode, input);
      return judged(tx, ctx, file, { cityCode, year: input.year, listId: earlier?.list_id ?? null, dryRun: true });
    });
  }
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, `annex2 ${cityCode} ${input.year}`);
    const earlier = await earlierList(tx, cityCode, input);
    const listId = earlier?.list_id ?? ctx.newId();
    if (!earlier) await insertList(tx, ctx, actor, formAsList(ctx, input, cityCode, listId));
    const result = await judged(tx, ctx, file, { cityCode, year: input.year, listId, dryRun: false });
    if (earlier && (await saysTheSame(tx, ctx, earlier, result))) return { ...result, earlier: true };
    await keep(tx, ctx, { input, cityCode, listId, again: earlier !== undefined }, result);
    return { ...result, listId, earlier: earlier !== undefined };
  });
}

type Scope = { cityCode: number; year: number; listId: string | null; dryRun: boolean };

async function judged(tx: Tx, ctx: Context, file: Annex2File, scope: Scope): Promise<ImportedAnnex2> {
  const { catalogue, schools } = await newestCatalogue(tx, scope.cityCode, scope.year);
  const reads = await matchAnnex2(tx, ctx, file, scope.cityCode, schools);
  const sheetNames = file.sheets.map((s) => s.header.sheet);
  const plan = enteringRows(reads, sheetNames);
  if (plan.rows === 0) throw cityErrors.ANNEX2_UNREADABLE();
  const entry = { entering: plan.entering, schools, ...scope };
  const { entered, added, problems: found } = await enterAtCity(tx, ctx, entry);
  const problems = [...plan.problems, ...found].sort((a, b) => a.listRow - b.listRow);
  const skipped = reads.reduce((n, r) => n + r.skipped.length, 0);
  const counts = { rows: plan.rows, accepted: entered, skipped, ...countAnnex2(problems) };
  return {
    listId: scope.listId,
    earlier: scope.dryRun && scope.listId !== null,
    added,
    catalogue,
    ...counts,
    problems,
  };
}

/** Whether a repeat comes to what the list came to before. */
async function saysTheSame(tx: Tx, ctx: Context, list: EarlierList, result: ImportedAnnex2): Promise<boolean> {
  if (result.added > 0 || list.accepted !== result.accepted) return false;
  const kept = await keptProblems(tx, ctx.vault, list.list_id);
  const told = (problems: readonly KeptProblem[]) =>
    JSON.stringify(problems.map((p) => [p.listRow, p.field, p.code, p.decision, p.message, p.was, p.now]));
  return told(kept) === told(result.problems);
}

async function keep(
  tx: Tx,
  ctx: Context,
  given: { input: ImportAnnex2; cityCode: number; listId: string; again: boolean },
  result: ImportedAnnex2,
): Promise<void> {
  const { input, cityCode, listId, again } = given;
  await keepProblems(tx, ctx.vault, listId, result.problems);
  const { rows, accepted, corrected, review, refused, skipped, added, catalogue } = result;
  await tx
    .updateTable('source_list')
    .set({ state: 'published', published_at: ctx.clock.now(), rows, accepted, corrected, review, refused, skipped })
    .where('list_id', '=', listId)
    .execute();
  await audit(tx, ctx, {
    action: again ? 'annex2.judge_again' : 'annex2.import',
    subjectType: 'source_list',
    subjectId: listId,
    divisionCode: cityCode,
    summary: `${again ? '重新核对' : '导入'}附件2：${input.name}，${rows} 行，进入市级受理 ${accepted} 人${again ? `（本次新增 ${added} 人）` : ''}，待核对 ${review} 行`,
    payload: { sha256: input.sha256, year: input.year, rows, accepted, added, corrected, review, refused, catalogue },
  });
}

/** @throws NOT_PERMITTED for an office that is no city's */
function ownCity(actor: Actor): number {
  if (actor.level !== 'city' || actor.divisionCode === null) throw errors.NOT_PERMITTED();
  return actor.divisionCode;
}

function formAsList(ctx: Context, input: ImportAnnex2, cityCode: number, listId: string): IncomingList {
  return {
    listId,
    kind: 'annex2',
    area: rangeOf(cityCode),
    coverage: 'supplement',
    listDate: input.listDate ?? ctx.clock.today(),
    file: { fileId: input.fileId ?? null, name: input.name, sha256: input.sha256 },
  };
}

type EarlierList = NonNullable<Awaited<ReturnType<typeof earlierList>>>;

/** The same bytes that were imported for this city before. */
function earlierList(tx: Tx, cityCode: number, input: ImportAnnex2) {
  const { lo, hi } = rangeOf(cityCode);
  return tx
    .selectFrom('source_list')
    .select(['list_id', 'accepted'])
    .where('kind', '=', 'annex2')
    .where('sha256', '=', input.sha256)
    .where('area_lo', '=', lo)
    .where('area_hi', '=', hi)
    .where('state', '=', 'published')
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst();
}
