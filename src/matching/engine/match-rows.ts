import type { Crew } from './crew.ts';
import type { Decision } from './explain.ts';
import { REGISTRY_FIELDS } from './header.ts';
import { matchInMemory } from './match-in-memory.ts';
import { decisions } from './match-lists.ts';
import type { MatchParameters } from './parameters.ts';
import { readParameters } from './parameters-file.ts';
import type { Profile } from './result.ts';

type Text = string | number | null | undefined;

/** A line of the register. Numbers, names and phones may be as the clerk wrote them: the engine cleans both sides alike. */
export type RegistryInput = {
  /** Comes back as `personId`. One person may have several lines. */
  personId: string;
  householdId?: Text;
  name: Text;
  sex?: Text;
  idNumber: Text;
  /** yyyy-mm-dd; used where the number does not hold. */
  birthDate?: Text;
  /** 6, 9 or 12 digits. */
  divisionCode?: Text;
  phone?: Text;
  category?: Text;
  validFrom?: Text;
  validTo?: Text;
};

/** A row to be found in the register. */
export type QueryInput = {
  /** Unique in the list; a repeated one is set aside. */
  rowId: string;
  name: Text;
  sex?: Text;
  idNumber: Text;
  phone?: Text;
  divisionCode?: Text;
  school?: Text;
  /** The household's number in the register, where the list states it (扶贫卡编号). */
  householdId?: Text;
  /** A student's status number; a whole citizen number in it stands in for a damaged one. */
  statusNumber?: Text;
};

export type MatchRowsOptions = {
  /** `strict` (only proved answers stand alone) is the product's; `wide` for statistics. */
  profile?: Profile;
  parameters?: MatchParameters;
  /** Threads that do the work; without them it is done in the caller's. */
  crew?: Crew;
};

const QUERY_COLUMNS = [
  'row_id',
  'name',
  'sex',
  'id_number',
  'phone',
  'division_code',
  'school',
  'household_id',
  'status_number',
] as const;

/**
 * Matches short lists (up to some hundred thousand rows): one decision for each query row, in their order. Reads no
 * database. Throws `UnreadableList` only for rows that cannot be written as text.
 */
export async function matchRows(
  registryRows: readonly RegistryInput[],
  queryRows: readonly QueryInput[],
  options: MatchRowsOptions = {},
): Promise<Decision[]> {
  const registry = csv(
    REGISTRY_FIELDS,
    registryRows.map((r) => [
      r.personId,
      r.householdId,
      r.name,
      r.sex,
      null,
      r.idNumber,
      r.birthDate,
      r.divisionCode,
      r.phone,
      r.category,
      r.validFrom,
      r.validTo,
    ]),
  );
  const queries = csv(
    QUERY_COLUMNS,
    queryRows.map((q) => [
      q.rowId,
      q.name,
      q.sex,
      q.idNumber,
      q.phone,
      q.divisionCode,
      q.school,
      q.householdId,
      q.statusNumber,
    ]),
  );
  const match = await matchInMemory(registry, queries, options.parameters ?? readParameters(), options.crew);
  return [...decisions(match, options.profile ?? 'strict')];
}

function csv(header: readonly string[], rows: readonly (readonly Text[])[]): Uint8Array {
  const cell = (value: Text): string =>
    `"${String(value ?? '')
      .replaceAll('"', '""')
      .replaceAll('\0', '')}"`;
  const lines = rows.map((row) => row.map(cell).join(','));
  return new TextEncoder().encode(`${header.join(',')}\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}`);
}
