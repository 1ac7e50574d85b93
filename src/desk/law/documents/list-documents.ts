import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import type { Tx } from '../../../platform/db.ts';
import type { PolicyDocument } from '../../../policy/index.ts';
import { lawState, type LawState } from '../law-state.ts';
import { ListLawDocuments, type LawDocumentLine } from '../schema.ts';

/** Every document of the law, newest first, with what is held under each. @throws NOT_PERMITTED */
export async function listLawDocuments(ctx: Context, input: ListLawDocuments): Promise<{ rows: LawDocumentLine[] }> {
  const actor = authorise(ctx, 'policy.read');
  ListLawDocuments.parse(input);
  return read(ctx, async (tx) => {
    const state = await lawState(tx, actor, ctx.clock.today());
    return { rows: await documentLines(tx, state) };
  });
}

type Held = { document: string; place: string | null; duties: number; texts: number };

/** One line a document: counts of its clauses, duties, rules and attached texts. */
export async function documentLines(tx: Tx, state: LawState): Promise<LawDocumentLine[]> {
  const { rows } = await sql<Held>`
    select d.document, (select name from division where code = rpad(d.place, 12, '0')::bigint order by valid_from desc limit 1) as place, (select count(*)::int from policy_obligation o where o.document = d.document) as duties,
      (select count(*)::int from law_text t where t.document = d.document and t.removed_at is null) as texts
    from unnest(${state.set.documents.map((d) => d.code)}::text[], ${state.set.documents.map((d) => d.jurisdiction)}::text[]) as d(document, place)`.execute(
    tx,
  );
  const counts = new Map(rows.map((r) => [r.document, r]));
  return state.set.documents
    .map((d) => lineOf(d, state, counts.get(d.code)))
    .toSorted((a, b) => (b.issuedOn ?? b.validFrom).localeCompare(a.issuedOn ?? a.validFrom));
}

function lineOf(d: PolicyDocument, state: LawState, counts?: Held): LawDocumentLine {
  return {
    code: d.code,
    title: d.title,
    numbers: [...d.numbers],
    issuers: [...d.issuers],
    issuedOn: d.issuedOn,
    disclosure: d.disclosure ?? null,
    validFrom: d.valid.from,
    validTo: d.valid.to,
    inForce: d.valid.from <= state.today && (d.valid.to === null || state.today <= d.valid.to),
    jurisdiction: d.jurisdiction,
    own: d.jurisdiction === state.jurisdiction,
    placeName: d.jurisdiction === '00' ? '全国' : (counts?.place ?? d.jurisdiction),
    clauses: d.clauses.length,
    obligations: counts?.duties ?? 0,
    rules: state.set.rules.filter((r) => r.document === d.code && r.kind !== 'test').length,
    texts: counts?.texts ?? 0,
  };
}
