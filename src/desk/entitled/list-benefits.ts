import { z } from 'zod';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { isPlainDate } from '../../platform/plain-date.ts';
import { scopeOf } from '../../organizations/index.ts';
import { currentPolicy } from '../../policy/index.ts';
import { ruleMeant } from './area/laws-of-area.ts';
import type { Bilingual } from './schema.ts';

export const ListBenefits = z.object({ on: z.string().refine(isPlainDate, '请填写日期，如 2020-09-01').optional() });
export type ListBenefits = z.input<typeof ListBenefits>;

/** What people can be looked for by in the own area on a day: benefits first, then eligibility, those of persons and in force. */
export async function listBenefits(
  ctx: Context,
  input: ListBenefits,
): Promise<{ rows: { benefit: string; title: Bilingual; document: string }[]; total: number }> {
  const actor = authorise(ctx, 'decision.make');
  const { on = ctx.clock.today() } = ListBenefits.parse(input);
  return read(ctx, async (tx) => {
    const { set } = await currentPolicy(tx);
    const areas = scopeOf(actor);
    const keys = [
      ...new Set(set.rules.filter((r) => r.kind === 'benefit' || r.kind === 'eligibility').map((r) => r.key)),
    ];
    const rules = keys
      .map((key) => ruleMeant(set, areas, key, on))
      .filter((rule) => rule !== null)
      .filter(
        (rule) => rule.valid.from <= on && (rule.valid.to === null || on <= rule.valid.to || rule.transition !== null),
      )
      .toSorted((a, b) => a.kind.localeCompare(b.kind) || a.document.localeCompare(b.document) || a.order - b.order);
    const titleOf = (code: string) => set.documents.find((d) => d.code === code)?.title.zh ?? code;
    const rows = rules.map((rule) => ({ benefit: rule.key, title: rule.title, document: titleOf(rule.document) }));
    return { rows, total: rows.length };
  });
}
