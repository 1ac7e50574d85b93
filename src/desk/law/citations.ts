import type { Tx } from '../../platform/db.ts';
import type { PolicyDocument } from '../../policy/index.ts';
import type { Citation } from './schema.ts';
import { textsOf } from './text-store.ts';

/** What a document names beside itself, in its order: what it rests on, and what one of its clauses has carried out; each with the texts held of it. */
export async function citationsOf(tx: Tx, document: PolicyDocument, unitId: string): Promise<Citation[]> {
  const carried = new Map(
    document.clauses.flatMap((clause) =>
      (clause.carried_out ?? []).flatMap((c) => c.numbers.map((number) => [number, clause.place] as const)),
    ),
  );
  const citations: Citation[] = [];
  for (const number of document.basedOn) {
    const clause = carried.get(number) ?? null;
    const texts = await textsOf(tx, number, unitId);
    citations.push({ number, role: clause === null ? 'rests_on' : 'carried_out', clause, texts });
  }
  return citations;
}
