/** One row of the ledger `rules/obligations.tsv`. */
export type Obligation = {
  id: string;
  document: string;
  clause: string;
  /** Who must act, in the ledger's words. */
  actors: string;
  obligation: string;
  gist: string;
  force: Force;
  pattern: string;
  capability: string;
  acceptance: string;
};
export type Force = (typeof FORCES)[number];
export const FORCES = [
  'must',
  'prohibited',
  'encourage',
  'support',
  'guide',
  'explore',
  'may',
  'baseline',
  'context',
  'implied',
] as const;

const COLUMNS = [
  'id',
  'document',
  'clause',
  'actors',
  'obligation',
  'gist',
  'force',
  'pattern',
  'capability',
  'acceptance',
] as const;

/** Only these can ever be overdue; the others give statistics and reminders. */
export function canBeOverdue(force: Force): boolean {
  return force === 'must' || force === 'prohibited';
}

/**
 * Reads the ledger: tab-separated, heading first, one obligation a line.
 * @throws SyntaxError naming the line that is not of that form or repeats an id.
 */
export function parseObligations(text: string): readonly Obligation[] {
  const [heading, ...lines] = text.replace(/\r/g, '').trimEnd().split('\n');
  if (heading !== COLUMNS.join('\t')) throw new SyntaxError(`obligations.tsv line 1: expected ${COLUMNS.join(', ')}`);
  const seen = new Set<string>();
  return lines.map((line, i) => {
    const cells = line.split('\t');
    const row = Object.fromEntries(COLUMNS.map((column, j) => [column, cells[j] ?? ''])) as Record<
      (typeof COLUMNS)[number],
      string
    >;
    const force = FORCES.find((known) => known === row.force);
    if (cells.length !== COLUMNS.length || !force || seen.has(row.id))
      throw new SyntaxError(`obligations.tsv line ${i + 2}: ${row.id}`);
    seen.add(row.id);
    return { ...row, force };
  });
}
