import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { lawState } from '../law-state.ts';
import { SearchLaw, type LawHit } from '../schema.ts';

const MOST = 100;

/** Clauses and duties that contain the words (all of them, any case); a duty is also found by its id. @throws NOT_PERMITTED */
export async function searchLaw(ctx: Context, input: SearchLaw): Promise<{ rows: LawHit[] }> {
  const actor = authorise(ctx, 'policy.read');
  const { q } = SearchLaw.parse(input);
  const words = q.toLowerCase().split(/\s+/);
  const holds = (...texts: string[]) => {
    const whole = texts.join('\n').toLowerCase();
    return words.every((w) => whole.includes(w));
  };
  return read(ctx, async (tx) => {
    const { set } = await lawState(tx, actor, ctx.clock.today());
    const titles = new Map(set.documents.map((d) => [d.code, d.title]));
    const clauses = set.documents.flatMap((d) =>
      d.clauses
        .filter((c) => holds(c.text.zh, c.text.en, c.place))
        .map((c) => ({ kind: 'clause' as const, document: d.code, place: c.place, id: c.id, text: c.text })),
    );
    const patterns = words.map((w) => `%${w.replace(/[\\%_]/g, (c) => `\\${c}`)}%`);
    const { rows } = await sql<{ id: string; document: string; clause: string; gist: string; obligation: string }>`
      select id, document, clause, gist, obligation from policy_obligation
      where (id || ' ' || gist || ' ' || obligation || ' ' || actors) ilike all (${patterns}::text[]) order by seq limit ${MOST}`.execute(
      tx,
    );
    const duties = rows.map((r) => ({
      kind: 'obligation' as const,
      document: r.document,
      place: r.clause,
      id: r.id,
      text: { zh: r.gist, en: r.obligation },
    }));
    const hits = [...clauses, ...duties].slice(0, MOST);
    return {
      rows: hits.map((h) => ({ ...h, documentTitle: titles.get(h.document) ?? { zh: h.document, en: h.document } })),
    };
  });
}
