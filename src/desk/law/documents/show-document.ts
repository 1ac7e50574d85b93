import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { documentLines } from './list-documents.ts';
import { lawState, ledgerRows, obligationView, placesOf } from '../law-state.ts';
import { LawDocument, type LawDocumentView } from '../schema.ts';
import { citationsOf } from './citations.ts';
import { textsOf } from './text-store.ts';

/**
 * One document: what it is, its clauses in our own words, and under each the duties with who must act, how binding, and where each stands at the
 * reader's place. @throws NOT_PERMITTED, NOT_FOUND
 */
export async function showLawDocument(ctx: Context, input: LawDocument): Promise<LawDocumentView> {
  const actor = authorise(ctx, 'policy.read');
  const { code } = LawDocument.parse(input);
  return read(ctx, async (tx) => {
    const state = await lawState(tx, actor, ctx.clock.today());
    const document = state.set.documents.find((d) => d.code === code);
    const line = (await documentLines(tx, state)).find((d) => d.code === code);
    if (!document || !line) throw errors.NOT_FOUND();
    const rows = await ledgerRows(tx, code);
    return {
      ...line,
      addressees: [...document.addressees],
      contact: document.contact ?? null,
      citations: await citationsOf(tx, document, state.set.documents, actor.unitId),
      contents: document.clauses.map((clause) => ({
        id: clause.id,
        place: clause.place,
        text: clause.text,
        obligations: rows.filter((r) => placesOf(r.clause).includes(clause.place)).map((r) => obligationView(r, state)),
      })),
      attached: await textsOf(tx, code, actor.unitId),
    };
  });
}
