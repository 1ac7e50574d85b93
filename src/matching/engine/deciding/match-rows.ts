import type { Crew } from '../threads/crew.ts';
import type { Decision } from './explain.ts';
import { REGISTRY_FIELDS } from '../reading/header.ts';
import { decisions, matchLists } from '../threads/match-lists.ts';
import { openQueries, type OpenRegistry } from '../reading/open-lists.ts';
import type { MatchParameters } from '../parameters.ts';
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
  profile: Profile;
  parameters: MatchParameters;
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

/** Lines of a register as `openRegistry` reads them; the first piece of a register begins with `REGISTRY_HEADER`. */
export function registryLines(rows: readonly RegistryInput[]): string {
  return lines(
    rows.map((r) => [
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
}

export const REGISTRY_HEADER = `${REGISTRY_FIELDS.join(',')}\n`;

/**
 * Matches the rows of a list (up to some hundred thousand) against an open register: one decision for each row, in their order. Throws `UnreadableList`
 * only for rows that cannot be written as text.
 */
export async function matchRows(
  crew: Crew,
  registry: OpenRegistry,
  rows: readonly QueryInput[],
  { profile, parameters }: MatchRowsOptions,
): Promise<Decision[]> {
  const list = lines(
    rows.map((q) => [
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
  const bytes = new TextEncoder().encode(`${QUERY_COLUMNS.join(',')}\n${list}`);
  return [...decisions(await matchLists(crew, registry, await openQueries(crew, { bytes }), parameters), profile)];
}

const NEEDS_QUOTES = /[",\r\n\0]/;
const UNSAFE = /["\0]/g;

/** Quotes stand only where a cell needs them: a list without any is read in parts and in one pass. */
function lines(rows: readonly (readonly Text[])[]): string {
  const cell = (value: Text): string => {
    if (value === null || value === undefined) return '';
    const text = String(value);
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll(UNSAFE, (c) => (c === '"' ? '""' : ''))}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}
