import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { factsOf, type Ranked } from '../../policy/index.ts';
import { RankReview } from '../schema.ts';
import { rankByLaw } from './rank-law.ts';
import { serviceOf } from './service-days.ts';

type Asked = ReturnType<typeof RankReview.parse>;
export type RankedCandidate = {
  place: number;
  name: string;
  points: number;
  preferred: boolean;
  decidedTie: boolean;
  tied: boolean;
  months: number;
};
type Held = { certificateId: string; staffId: string; institutionId: string };

/**
 * Ranks candidates of a review as the document says: points first, and among equals whoever holds a valid certificate of service. Each certificate
 * put forward is logged once as used in this review, with whether it decided between equals.
 * @throws RANKING_UNKNOWN
 */
export async function rankReview(
  ctx: Context,
  input: RankReview,
): Promise<{ ranked: RankedCandidate[]; used: number }> {
  const actor = authorise(ctx, 'agreement.keep');
  const asked = RankReview.parse(input);
  const today = ctx.clock.today();
  return transaction(ctx, async (tx) => {
    const held = await certificatesOf(tx, asked);
    const staffIds = asked.candidates.flatMap((c) => staffOf(c, held) ?? []);
    const months = new Map(
      (staffIds.length === 0 ? [] : await serviceOf(tx, { staffIds, to: today })).map((s) => [s.staffId, s.months]),
    );
    const monthsOf = (c: Asked['candidates'][number]) => months.get(staffOf(c, held) ?? '') ?? 0;
    const order = await rankByLaw(
      tx,
      actor,
      asked.ranking,
      asked.candidates.map((c, i) => ({
        id: String(i),
        facts: factsOf({
          preference_use: asked.use,
          review_points: c.points,
          service_certificate_valid: held.has(c.certificate ?? ''),
          approved_support_months: monthsOf(c),
        }),
      })),
      today,
    );
    const ranked = order.map((r) => shown(r, order, asked, monthsOf));
    const used = await logUses(tx, ctx, actor, asked, order, ranked, held);
    await audit(tx, ctx, {
      action: 'service.rank',
      subjectType: 'review',
      subjectId: asked.review,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `评审排序：${asked.review}，${ranked.length} 人`,
      payload: {
        ranking: asked.ranking,
        order: ranked.map((r) => ({
          name: r.name,
          points: r.points,
          preferred: r.preferred,
          decidedTie: r.decidedTie,
        })),
      },
    });
    return { ranked, used };
  });
}

const staffOf = (c: Asked['candidates'][number], held: ReadonlyMap<string, Held>): string | null =>
  c.staffId ?? held.get(c.certificate ?? '')?.staffId ?? null;

async function certificatesOf(tx: Tx, { candidates }: Asked): Promise<Map<string, Held>> {
  const numbers = candidates.flatMap((c) => c.certificate ?? []);
  const staffIds = candidates.flatMap((c) => c.staffId ?? []);
  const { rows } = await sql<
    Held & { number: string }
  >`select certificate_id as "certificateId", number, staff_id as "staffId", institution_id as "institutionId"
    from service_certificate where revoked_on is null and (number = any(${numbers}::text[]) or staff_id = any(${staffIds}::uuid[]))`.execute(
    tx,
  );
  return new Map(
    rows.flatMap((r) => [
      [r.number, r],
      [r.staffId, r],
    ]),
  );
}

function shown(
  r: Ranked,
  order: readonly Ranked[],
  asked: Asked,
  monthsOf: (c: Asked['candidates'][number]) => number,
): RankedCandidate {
  const candidate = asked.candidates[Number(r.id)]!;
  const decidedTie = r.flagged && order.some((o) => o.id !== r.id && o.score === r.score && !o.flagged);
  return {
    place: r.place,
    name: candidate.name,
    points: candidate.points,
    preferred: r.flagged,
    decidedTie,
    tied: r.tied,
    months: monthsOf(candidate),
  };
}

async function logUses(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  asked: Asked,
  order: readonly Ranked[],
  ranked: readonly RankedCandidate[],
  held: ReadonlyMap<string, Held>,
): Promise<number> {
  const rows = order.flatMap((r, i) => {
    const candidate = asked.candidates[Number(r.id)]!;
    const certificate = held.get(candidate.certificate ?? '') ?? held.get(candidate.staffId ?? '');
    if (!certificate || !r.flagged) return [];
    return [
      {
        use_id: ctx.newId(),
        certificate_id: certificate.certificateId,
        division_code: actor.divisionCode ?? 0,
        institution_id: actor.institutionId ?? certificate.institutionId,
        ranking: asked.ranking,
        review: asked.review,
        used_on: ctx.clock.today(),
        place: r.place,
        decided_tie: ranked[i]!.decidedTie,
        used_by: actor.userId,
      },
    ];
  });
  if (rows.length === 0) return 0;
  const added = await tx
    .insertInto('preference_use')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .returning('use_id')
    .execute();
  return added.length;
}
