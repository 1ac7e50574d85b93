type Judged = { mark: string; need: string };

/** The sentences about single facts, by the fact's label; the others say something of their own. A fact stands in the table once. */
export function judgedFacts(
  lines: readonly string[],
  labels: ReadonlySet<string>,
): { judged: Map<string, Judged>; others: string[] } {
  const judged = new Map<string, Judged>();
  const others = lines.filter((line) => {
    const [, mark, label, need] = /^([✓✗？]) (.+?)：.*；要求(.+)。$/u.exec(line) ?? [];
    if (mark === undefined || label === undefined || need === undefined || !labels.has(label) || judged.has(label))
      return true;
    judged.set(label, { mark, need });
    return false;
  });
  return { judged, others };
}
