import { sql } from 'kysely';
import { addMonths, plainDate } from '../../platform/plain-date.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { insideRanges } from '../../organizations/index.ts';
import { Paged } from '../../platform/paging.ts';
import { pageOf, type Counted } from '../page-of.ts';
import { CardId, type CardCoverage, type CardLine, type CardView } from './schema.ts';
import { rankingOf, type Dimension } from './score.ts';
import { isComputed } from './required.ts';
import { registeredOf, scoredOf, scoredOfMany } from './store.ts';

/** Until when the marks of a published sheet hold; null without a period. */
const markedUntil = (row: { published_on: string | null; valid_months: number | null }): string | null =>
  row.published_on === null || row.valid_months === null
    ? null
    : addMonths(plainDate(row.published_on), row.valid_months);

/** Names of the schools that a published evaluation marks (成效显著) on a day, over the sheets the reader may see. */
export async function markedOn(tx: Tx, day: string): Promise<Set<string>> {
  const sheets = await tx
    .selectFrom('scorecard')
    .selectAll()
    .where('kind', '=', 'school')
    .where('state', '=', 'published')
    .where('threshold', 'is not', null)
    .where('published_on', '<=', day)
    .execute();
  const holding = sheets
    .map((s) => ({ ...s, until: markedUntil(s), dimensions: s.dimensions as unknown as Dimension[] }))
    .filter(({ until }) => until === null || day < until);
  const scored = await scoredOfMany(tx, holding);
  const reached = holding.flatMap((sheet) =>
    rankingOf(sheet.dimensions, scored.get(sheet.card_id) ?? []).ranked.filter(
      (r) => r.total >= Number(sheet.threshold),
    ),
  );
  return new Set(reached.map((r) => r.name));
}

/** Evaluation sheets of one's area, newest first. */
export async function listCards(ctx: Context, input: Paged): Promise<Counted<CardLine>> {
  const actor = authorise(ctx, 'supervision.read');
  const page = Paged.parse(input);
  const query = sql<CardLine>`select c.card_id as "cardId", c.kind, c.title, c.year, c.unit_name as "unitName", c.state, c.published_on as "publishedOn",
        (select count(distinct s.subject)::int from scorecard_score s where s.card_id = c.card_id) as subjects
      from scorecard c where ${insideRanges('c.division_code', actor.areas)} order by c.year desc, c.created_at desc, c.card_id`;
  return read(ctx, (tx) => pageOf(tx, page, query));
}

/**
 * One sheet with its weights, the ranking with every partial score, and whom a partial score is missing for. Reaching the line, a published subject is marked
 * (成效显著) until the period set has passed; then the mark ends by itself (SD2017 三(四)).
 * @throws NOT_FOUND
 */
export async function openCard(ctx: Context, input: CardId): Promise<CardView> {
  const actor = authorise(ctx, 'supervision.read');
  const { cardId } = CardId.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const row = await tx.selectFrom('scorecard').selectAll().where('card_id', '=', cardId).executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    const dimensions = row.dimensions as unknown as Dimension[];
    const scored = await scoredOf(tx, cardId, dimensions);
    const { ranked, missing } = rankingOf(dimensions, scored);
    const threshold = row.threshold === null ? null : Number(row.threshold);
    const until = markedUntil(row);
    const holds = row.state === 'published' && (until === null || today < until);
    return {
      cardId,
      kind: row.kind as CardView['kind'],
      title: row.title,
      year: row.year,
      unitName: row.unit_name,
      state: row.state as CardView['state'],
      publishedOn: row.published_on,
      subjects: scored.length,
      mine: row.unit_id === actor.unitId,
      dimensions,
      computed: dimensions.filter((d) => isComputed(row, d.key)).map((d) => d.key),
      coverage: coverageOf(row.register, await registeredOf(tx, row), new Set(ranked.map((r) => r.subject))),
      threshold,
      validUntil: until,
      ranked: ranked.map((r) => ({ ...r, marked: holds && threshold !== null && r.total >= threshold })),
      missing,
    };
  });
}

function coverageOf(
  register: string | null,
  all: readonly { subject: string; name: string }[] | null,
  assessed: ReadonlySet<string>,
): CardCoverage | null {
  if (register === null || all === null) return null;
  const missing = all.filter((s) => !assessed.has(s.subject));
  const done = all.length - missing.length;
  return {
    register,
    assessed: done,
    all: all.length,
    share: all.length === 0 ? null : Math.round((done * 1000) / all.length) / 10,
    missing,
  };
}
