/** A dated division as the full name needs it; rows come parents before children. */
export type NamedDivision = {
  code12: string;
  name: string;
  parentCode12: string | null;
  validFrom: string;
  validTo: string | null;
};

type Known = { fullName: string; validFrom: string; validTo: string | null };

/**
 * Gives the full name (山东省菏泽市曹县…) of one row after the other. Where a parent was renamed, the name it bore on the last day of the
 * row's own time counts. The nation is left out.
 */
export function fullNamer(): (row: NamedDivision) => string {
  const known = new Map<string, Known[]>();
  return (row) => {
    const above = row.parentCode12 === null ? undefined : parentOf(known.get(row.parentCode12) ?? [], row);
    const isNation = row.parentCode12 === null;
    const fullName = isNation ? '' : (above?.fullName ?? '') + row.name;
    const rows = known.get(row.code12) ?? [];
    rows.push({ fullName, validFrom: row.validFrom, validTo: row.validTo });
    known.set(row.code12, rows);
    return isNation ? row.name : fullName;
  };
}

function parentOf(parents: readonly Known[], row: NamedDivision): Known | undefined {
  const sorted = [...parents].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const end = row.validTo;
  const atEnd =
    end === null ? undefined : sorted.findLast((p) => p.validFrom < end && (p.validTo === null || p.validTo >= end));
  return atEnd ?? (end === null ? sorted.findLast((p) => p.validTo === null) : undefined) ?? sorted.at(-1);
}
