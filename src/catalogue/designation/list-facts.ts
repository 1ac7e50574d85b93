import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { FactKind } from './criteria.ts';
import { ListFacts } from './schema.ts';
import { schoolOf } from './store.ts';

export type MajorFact = {
  factId: string;
  major: string;
  kind: FactKind;
  name: string;
  quantity: number;
  dualQualified: boolean | null;
  score: number | null;
  onDate: string;
  untilDate: string | null;
  note: string | null;
};

export type MajorFactPage = { rows: MajorFact[]; total: number; page: number; size: number };

/** What the school has noted for its majors and not taken back, by major and kind, paged. */
export async function listFacts(ctx: Context, input: ListFacts): Promise<MajorFactPage> {
  const actor = authorise(ctx, 'designation.apply');
  const { major, kind, page, size } = ListFacts.parse(input);
  return read(ctx, async (tx) => {
    const { institutionId } = await schoolOf(tx, actor);
    let query = tx
      .selectFrom('major_fact')
      .where('institution_id', '=', institutionId)
      .where('withdrawn_at', 'is', null);
    if (major) query = query.where('major', '=', major);
    if (kind) query = query.where('kind', '=', kind);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll()
      .orderBy('major')
      .orderBy('kind')
      .orderBy('on_date', 'desc')
      .orderBy('fact_id')
      .offset((page - 1) * size)
      .limit(size)
      .execute();
    return {
      page,
      size,
      total: Number(total),
      rows: rows.map((r) => ({
        factId: r.fact_id,
        major: r.major,
        kind: r.kind as FactKind,
        name: r.name,
        quantity: r.quantity,
        dualQualified: r.dual_qualified,
        score: r.score === null ? null : Number(r.score),
        onDate: r.on_date,
        untilDate: r.until_date,
        note: r.note,
      })),
    };
  });
}
