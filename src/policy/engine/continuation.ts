import type { Additions } from '../rules/additions.ts';
import type { LoadedRules } from '../rules/load.ts';
import { nextDay } from './parameters.ts';
import type { DocumentSource } from '../rules/rule-source.ts';

/** The notice by which a document that has ended goes on. */
export type Continuation = {
  of: string;
  code: string;
  title: { zh: string; en: string };
  number: string | null;
  issuers: readonly string[];
  issuedOn: string;
  until: string;
};

const CLAUSE = '一';

/**
 * A continuation as data: a new document with one clause, and each rule and figure of the old one that ran to its last day, from the day after until
 * the new end, citing the notice. Null when the document is not held or has no end.
 */
export function continuationOf(base: LoadedRules['sources'], given: Continuation): Additions | null {
  const old = base.documents.find((d) => d.code === given.of);
  const end = old?.valid.to ?? null;
  if (!old || end === null || given.until <= end) return null;
  const valid = { from: nextDay(end), to: given.until };
  const document: DocumentSource = {
    code: given.code,
    title: given.title,
    numbers: given.number === null ? [] : [given.number],
    issuers: given.issuers,
    addressees: old.addressees,
    based_on: [...old.numbers, old.title.zh, ...old.based_on],
    jurisdiction: old.jurisdiction,
    issued_on: given.issuedOn,
    valid: { from: given.issuedOn < valid.from ? given.issuedOn : valid.from, to: given.until },
    clauses: [
      {
        id: `${given.code}-1`,
        place: CLAUSE,
        text: {
          zh: `《${old.title.zh}》各项规定延续执行至${given.until}。`,
          en: `What “${old.title.en}” provides goes on until ${given.until}.`,
        },
      },
    ],
  };
  const cited = { document: given.code, clause: CLAUSE };
  const newest = (key: string, jurisdiction: string) =>
    Math.max(...base.rules.filter((r) => r.key === key && r.jurisdiction === jurisdiction).map((r) => r.version));
  return {
    documents: [document],
    parameters: [],
    rules: base.rules
      .filter((r) => r.document === old.code && r.valid.to === end)
      .map((r) => ({ ...r, ...cited, version: newest(r.key, r.jurisdiction) + 1, valid })),
    values: base.parameters.flatMap((p) =>
      p.versions
        .filter((v) => v.document === old.code && v.valid.to === end)
        .map((v) => ({ key: p.key, value: { ...v, ...cited, valid } })),
    ),
  };
}
