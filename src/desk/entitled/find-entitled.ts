import { authorise, type Actor, type AreaRange, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { scopeOf } from '../../organizations/index.ts';
import { currentPolicy } from '../../policy/index.ts';
import { countsOf, searchArea, wordsOf, type AreaSearch, type PersonRow } from './entitled-store.ts';
import { publicationOf } from '../publication-of.ts';
import { entitledErrors } from './errors.ts';
import { ruleMeant } from './area/laws-of-area.ts';
import { FindEntitled, type Entitled, type EntitledCounts, type FoundPerson } from './schema.ts';

/** Larger areas are searched as a job: a city has a dozen counties. */
const LARGEST = 1_000_000;

/**
 * Finds people by a rule: who should receive and does not, who receives and is not entitled, and for whom it cannot be said for want of which paper;
 * on a day, and as known at a publication or on another day. Counts for the whole area, persons page by page. A question only.
 * @throws NOT_FOUND for a division outside the own area, FIND_BENEFIT_UNKNOWN, FIND_AREA_LARGE above a county
 */
export async function findEntitled(ctx: Context, input: FindEntitled): Promise<Entitled> {
  const actor = authorise(ctx, 'decision.make');
  const asked = FindEntitled.parse(input);
  return read(ctx, async (tx) => {
    const { search, version } = await searchFor(tx, ctx, actor, asked);
    if (search.areas.some((area) => area.hi - area.lo > LARGEST)) throw entitledErrors.FIND_AREA_LARGE();
    return answerOf(tx, search, version, asked);
  });
}

/** The rule, the areas and the day that a question means. */
export async function searchFor(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  asked: { division?: number; benefit: string; on?: string; knownAt?: number; knownOn?: string },
): Promise<{ search: AreaSearch; version: number }> {
  const areas: AreaRange[] = scopeOf(actor, asked.division);
  const { set, version } = await currentPolicy(tx);
  const on = asked.on ?? ctx.clock.today();
  const rule = ruleMeant(set, areas, asked.benefit, on);
  if (!rule) throw entitledErrors.FIND_BENEFIT_UNKNOWN({ details: { benefit: asked.benefit } });
  const knownAt = await publicationOf(tx, asked);
  return { search: { areas, on, knownAt, knownOn: asked.knownOn ?? null, set, rule }, version };
}

/** Counts and one page for a search of any size. */
export async function answerOf(
  tx: Tx,
  search: AreaSearch,
  version: number,
  asked: ReturnType<typeof FindEntitled.parse>,
): Promise<Entitled> {
  const { category, missing, page, size } = asked;
  const found = await searchArea(tx, search, { category, missing, limit: size, offset: (page - 1) * size });
  const counts = countsOf(found.counts);
  return {
    ...headOf(search, version),
    division: asked.division ?? null,
    counts,
    rows: found.rows.map(personOf),
    total: totalOf(counts, category, missing),
    page,
    size,
  };
}

/** What was asked, by which rule of which document and version. */
export function headOf({ set, rule, on, knownAt }: AreaSearch, version: number) {
  const document = set.documents.find((d) => d.code === rule.document);
  return {
    benefit: rule.key,
    title: rule.title,
    document: document?.title ?? { zh: rule.document, en: rule.document },
    clause: rule.clause,
    ruleVersion: `${rule.key} v${rule.version}`,
    lawVersion: version,
    on,
    knownAt,
  };
}

function totalOf(counts: EntitledCounts, category?: string, missing?: string): number {
  if (missing !== undefined) return counts.byPaper.find((paper) => paper.key === missing)?.persons ?? 0;
  if (category === 'should_receive') return counts.shouldReceive;
  if (category === 'not_entitled') return counts.notEntitled;
  if (category === 'not_known') return counts.notKnown;
  return counts.shouldReceive + counts.notEntitled + counts.notKnown;
}

function personOf(row: PersonRow): FoundPerson {
  return {
    personId: row.person_id,
    name: row.name,
    idMask: row.id_mask,
    villageCode: Number(row.village_code),
    villageName: row.village_name,
    category: row.category,
    receives: row.receives,
    fen: row.category === 'should_receive' && row.fen !== null ? Number(row.fen) : null,
    missing: (row.missing ?? []).map((key) => ({ key, what: wordsOf(key).what })),
    listed: row.listed,
  };
}
