import { authorise, type Context } from '../platform/context.ts';
import { definitions } from './engine/definition-files.ts';
import type { AgreementKind, EntryKind } from './engine/definition.ts';
import { Nothing } from './schema.ts';

export type KindsShown = {
  agreements: (AgreementKind & { document: string })[];
  entries: (EntryKind & { agreements: string[] })[];
  figures: { key: string; zh: string; en: string; document: string }[];
};

/** What the documents declare, for forms: kinds of agreements, of entries and under which agreements each is recorded. */
export function listKinds(ctx: Context, input: Nothing): Promise<KindsShown> {
  authorise(ctx, 'agreement.read');
  Nothing.parse(input);
  const known = definitions();
  return Promise.resolve({
    agreements: known.all.flatMap((d) => d.agreements.map((a) => ({ ...a, document: d.document }))),
    entries: known.all.flatMap((d) =>
      d.entries.map((e) => ({ ...e, agreements: d.agreements.filter((a) => fits(e, a)).map((a) => a.kind) })),
    ),
    figures: known.all.map((d) => ({ key: d.key, ...d.title, document: d.document })),
  });
}

/** Whether entries of a kind are recorded under agreements of a kind: a side must be one of its roles, a promised kind one of its commitments. */
function fits(entry: EntryKind, agreement: AgreementKind): boolean {
  if (entry.under === 'alone') return false;
  const roles = new Set(agreement.parties.map((p) => p.role));
  const promised = new Set(agreement.commitments.map((c) => c.kind));
  const named = [entry.fulfils, entry.code?.commitment, entry.places].filter((x) => x !== undefined);
  return (entry.side.length === 0 || entry.side.some((s) => roles.has(s))) && named.every((n) => promised.has(n));
}
