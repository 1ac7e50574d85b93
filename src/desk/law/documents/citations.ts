import type { Tx } from '../../../platform/db.ts';
import type { PolicyDocument } from '../../../policy/index.ts';
import type { Citation } from '../schema.ts';
import { textsOf } from './text-store.ts';

/**
 * What a document names beside itself, in its order: what it rests on, and what one of its clauses has carried out; each with the texts held of it, and,
 * where the law in use holds the document itself, linked to it.
 */
export async function citationsOf(
  tx: Tx,
  document: PolicyDocument,
  all: readonly PolicyDocument[],
  unitId: string,
): Promise<Citation[]> {
  const carried = new Map(
    document.clauses.flatMap((clause) =>
      (clause.carried_out ?? []).flatMap((c) => c.numbers.map((number) => [number, clause.place] as const)),
    ),
  );
  const citations: Citation[] = [];
  for (const number of document.basedOn) {
    const clause = carried.get(number) ?? null;
    const texts = await textsOf(tx, number, unitId);
    const role = clause === null ? 'rests_on' : 'carried_out';
    citations.push({ number, role, clause, texts, link: linkOf(document, number, all) });
  }
  return citations;
}

/** The document of that number or title; the link holds from the day on which both had been issued, and says which came first. */
function linkOf(citing: PolicyDocument, cited: string, all: readonly PolicyDocument[]): Citation['link'] {
  const found = all.find((d) => d.code !== citing.code && (d.numbers.includes(cited) || d.title.zh === cited));
  if (!found) return null;
  const days = [citing.issuedOn, found.issuedOn].filter((day) => day !== null);
  return {
    code: found.code,
    title: found.title,
    since: days.length < 2 ? null : days.toSorted().at(-1)!,
    issuedAfter: days.length === 2 && found.issuedOn! > citing.issuedOn!,
  };
}
