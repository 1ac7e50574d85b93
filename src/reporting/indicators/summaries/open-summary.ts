import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { indicatorOf } from '../files.ts';
import { SummaryId, type SummaryRow } from '../schema.ts';

/** The figures of a summary as they were filled in. @throws NOT_FOUND */
export async function openSummary(ctx: Context, input: SummaryId): Promise<{ note: string; rows: SummaryRow[] }> {
  authorise(ctx, 'indicator.read');
  const { summaryId } = SummaryId.parse(input);
  return read(ctx, async (tx) => {
    const summary = await tx
      .selectFrom('indicator_summary')
      .select('note')
      .where('summary_id', '=', summaryId)
      .executeTakeFirst();
    if (!summary) throw errors.NOT_FOUND();
    const rows = await tx
      .selectFrom('indicator_summary_row')
      .selectAll()
      .where('summary_id', '=', summaryId)
      .orderBy('seq')
      .execute();
    const number = (text: string | null) => (text === null ? null : Number(text));
    return {
      note: summary.note,
      rows: rows.map((r) => {
        const d = indicatorOf(r.indicator);
        return {
          key: r.indicator,
          title: d?.title ?? { zh: r.indicator, en: r.indicator },
          unit: d?.unit ?? 'items',
          periodValue: number(r.period_value),
          value: number(r.value),
          target: number(r.target),
        };
      }),
    };
  });
}
