import { createHash } from 'node:crypto';

/** What a list of a batch says of one person. */
export type BatchLine = {
  applicationId: string;
  number: string;
  personName: string;
  schoolName: string | null;
  major: string | null;
};

/** SHA-256 over the lines in order of their number: equal lists give equal checksums whatever their order; one changed line changes it. */
export function checksumOfLines(lines: readonly BatchLine[]): string {
  const rows = lines
    .map((l) => JSON.stringify([l.number, l.applicationId, l.personName, l.schoolName, l.major]))
    .sort();
  return createHash('sha256').update(rows.join('\n')).digest('hex');
}
