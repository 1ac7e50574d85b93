import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { checkAdditions, continuationOf, sourcesInUse } from '../../../policy/index.ts';
import { lawErrors } from '../errors.ts';
import { jurisdictionOf } from '../law-state.ts';
import { prepare, preparedEntry, type NewProposal } from './proposal-store.ts';
import { ProposeContinuation, type Proposed } from '../schema.ts';

/**
 * 经办: a notice by which a document that has an end goes on, as data: its rules and figures get a further stretch that cites the notice. Only a document of
 * one's own place. @throws NOT_PERMITTED, LAW_CONTINUATION_INVALID, LAW_FOLDER_INVALID
 */
export async function proposeContinuation(ctx: Context, input: ProposeContinuation): Promise<Proposed> {
  const actor = authorise(ctx, 'law.prepare');
  const given = ProposeContinuation.parse(input);
  return transaction(ctx, async (tx) => {
    const base = await sourcesInUse(tx);
    const old = base.documents.find((d) => d.code === given.of);
    const taken = base.documents.some((d) => d.code === given.code);
    if (!old || taken || old.jurisdiction !== jurisdictionOf(actor)) throw lawErrors.LAW_CONTINUATION_INVALID();
    const additions = continuationOf(base, {
      of: given.of,
      code: given.code,
      title: { zh: given.title, en: `Continuation of ${old.title.en}` },
      number: given.number ?? null,
      issuers: [given.issuer],
      issuedOn: given.issuedOn,
      until: given.until,
    });
    if (!additions) throw lawErrors.LAW_CONTINUATION_INVALID();
    const problems = checkAdditions(base, additions);
    if (problems.length > 0) throw lawErrors.LAW_FOLDER_INVALID({ fields: problems.map(asField) });
    const proposal: NewProposal = {
      kind: 'continuation',
      subject: given.code,
      title: `《${given.title}》：《${old.title.zh}》延续至${given.until}`,
      legalSource: `${given.title}${given.number ? `（${given.number}）` : ''}`,
      additions,
    };
    const prepared = await prepare(tx, ctx, actor, proposal);
    await audit(tx, ctx, preparedEntry(prepared, actor, proposal));
    return prepared;
  });
}

/** A fault of the rules as a fault of a form: where and what. */
export const asField = (p: { file: string; line: number; column: number; message: string }) => ({
  path: `${p.file}:${p.line}:${p.column}`,
  message: p.message,
});
