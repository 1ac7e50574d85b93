import { rowProblem, type Problem } from '../../../standards/cleaning/index.ts';
import { nameKey } from '../../../standards/index.ts';
import type { RegisterRow } from './register-row.ts';

/** A row that says what another row says already. */
export interface RepeatedRow {
  row: number;
  keptRow: number;
}

/** Where findings about numbers are placed. */
export interface DuplicateHeadings {
  sheet: string;
  idNumber: string;
}

/** Person, household and content of each row in parallel arrays: about 100 bytes a row at any length of list. */
export class DuplicateLedger {
  readonly #rows: number[] = [];
  readonly #names: string[] = [];
  readonly #households: string[] = [];
  readonly #contents: number[] = [];
  readonly #numbers: string[] = [];
  readonly #byNumber = new Map<string, number | number[]>();
  readonly #withoutNumber: number[] = [];

  /**
   * Notes a row.
   * @param household key of its household
   * @param characters the number as far as it is readable, '' for none
   * @param sameContent what must be equal beside the fields, e.g. that a number was given in 15 digits
   */
  add(row: RegisterRow, household: string, characters: string, sameContent: string): void {
    const index = this.#rows.length;
    this.#rows.push(row.row);
    this.#names.push(row.name);
    this.#households.push(household === this.#households.at(-1) ? this.#households.at(-1)! : household);
    this.#contents.push(contentHash(row, sameContent));
    const number = row.idNumber ?? (characters.length >= 15 ? characters : '');
    this.#numbers.push(number);
    if (number === '') {
      this.#withoutNumber.push(index);
      return;
    }
    const known = this.#byNumber.get(number);
    if (known === undefined) this.#byNumber.set(number, index);
    else if (typeof known === 'number') this.#byNumber.set(number, [known, index]);
    else known.push(index);
  }

  /** Rows that repeat a person, and persons who share a number. */
  findings(headings: DuplicateHeadings): { problems: Problem[]; repeated: RepeatedRow[] } {
    const problems: Problem[] = [];
    const repeated: RepeatedRow[] = [];
    for (const group of this.#groups()) {
      for (const later of group.slice(1)) {
        const earlier = group.find((one) => one !== later && this.#sameName(one, later));
        if (earlier === undefined || earlier > later) this.#shared(headings, group[0] ?? later, later, problems);
        else this.#repeated(headings, earlier, later, problems, repeated);
      }
    }
    return { problems: withoutRepeats(problems), repeated };
  }

  *#groups(): Generator<number[]> {
    for (const entry of this.#byNumber.values()) if (typeof entry !== 'number') yield entry;
    if (this.#withoutNumber.length === 0) return;
    const households = new Set(this.#withoutNumber.map((index) => this.#households[index]));
    const members = new Map<string, number[]>();
    for (const [index, household] of this.#households.entries()) {
      if (household === '' || !households.has(household) || this.#names[index] === '') continue;
      const key = `${household}|${nameKey(this.#names[index] ?? '')}`;
      members.set(key, [...(members.get(key) ?? []), index]);
    }
    for (const group of members.values()) {
      if (group.length > 1 && group.some((index) => this.#numbers[index] === '')) yield group;
    }
  }

  #sameName(a: number, b: number): boolean {
    return nameKey(this.#names[a] ?? '') === nameKey(this.#names[b] ?? '');
  }

  #shared(headings: DuplicateHeadings, first: number, later: number, problems: Problem[]): void {
    const rows = [this.#rows[first] ?? 0, this.#rows[later] ?? 0];
    for (const [at, row] of rows.entries()) {
      problems.push(
        rowProblem({ sheet: headings.sheet, row }, 'id_shared', {
          column: headings.idNumber,
          field: 'idNumber',
          was: this.#numbers[first] ?? null,
          otherRows: rows.filter((other) => other !== row),
          first: at === 0 ? true : undefined,
        }),
      );
    }
  }

  #repeated(
    headings: DuplicateHeadings,
    earlier: number,
    later: number,
    problems: Problem[],
    repeated: RepeatedRow[],
  ): void {
    const sameHousehold = this.#households[earlier] === this.#households[later];
    const same = this.#contents[earlier] === this.#contents[later];
    const kind = !sameHousehold ? 'duplicate_in_two_households' : same ? 'duplicate_row' : 'duplicate_person';
    const [keptRow, row] = [this.#rows[earlier] ?? 0, this.#rows[later] ?? 0];
    const place = (at: number): { sheet: string; row: number } => ({ sheet: headings.sheet, row: at });
    problems.push(rowProblem(place(keptRow), kind, { first: true, otherRows: [row] }));
    problems.push(rowProblem(place(row), kind, { otherRows: [keptRow] }));
    if (kind === 'duplicate_row') repeated.push({ row, keptRow });
  }
}

/** A row may be the first of two pairs; it is told once. */
function withoutRepeats(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ row, code }) => {
    const key = `${row} ${code}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const contentFields: readonly (keyof RegisterRow)[] = [
  'relation',
  'sex',
  'ethnic',
  'phone',
  'householdTypes',
  'identifiedOn',
  'exitedOn',
  'riskCleared',
  'education',
  'inSchool',
  'health',
  'labourSkill',
  'veteran',
  'residence',
  'address',
  'note',
];

/** FNV-1a over what the row says of the person; compared only between rows of one person. */
function contentHash(row: RegisterRow, more: string): number {
  let hash = 0x811c9dc5;
  const mix = (text: string): void => {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  };
  for (const field of contentFields) {
    const value = row[field];
    mix(typeof value === 'string' ? value : String(value ?? ''));
  }
  mix(more);
  return hash;
}
