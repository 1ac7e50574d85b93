import type { DocumentSource, ParametersSource, RuleSource } from './rule-source.ts';
import type { Validity } from '../engine/rule.ts';
import type { Path } from './source.ts';

/** What the whole folder defines, against which each file is checked. */
export type Known = {
  documents: ReadonlyMap<string, DocumentSource>;
  parameters: ReadonlyMap<string, ParametersSource['parameters'][number]>;
  rules: ReadonlyMap<string, readonly RuleSource[]>;
};
export type Report = (path: Path, code: string, message: string) => void;

/** Reports a citation whose document or clause the folder does not hold. */
export function checkCitation(document: string, clause: string, known: Known, report: Report, path: Path): void {
  const found = known.documents.get(document);
  if (!found) report([...path, 'document'], 'DOCUMENT_UNKNOWN', `没有文件 ${document}`);
  else if (!found.clauses.some((c) => c.place === clause))
    report([...path, 'clause'], 'CLAUSE_UNKNOWN', `${document} 没有条款 ${clause}`);
}

/** Two validities share a day. */
export function overlap(a: Validity, b: Validity): boolean {
  return (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to);
}
