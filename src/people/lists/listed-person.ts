import type { KeptNumber } from '../../standards/cleaning/index.ts';
import type { RecordPerson } from '../register/store-records.ts';

/** What a line of a roll or roster says of its person, after cleaning; null is "not stated" or "a person must decide". */
export type ListedPerson = KeptNumber & {
  /** As the spreadsheet counts; rows of further sheets count on. */
  row: number;
  name: string | null;
  sex: string | null;
  ethnic: string | null;
  phone: string | null;
  address: string | null;
  /** Of two lines that say the same the later one is not stored: the row that is. */
  repeats: number | null;
};

/** A line with the record of the person it is kept under; `known`: the record was there before this list. */
export type PlacedPerson = ListedPerson & { personId: string; villageCode: number; known: boolean };

/** The lines that are stored: those that only repeat an earlier one are left out. */
export const storedLines = <R extends Pick<ListedPerson, 'repeats'>>(lines: readonly R[]): R[] =>
  lines.filter((line) => line.repeats === null);

/** The humans of a list, each once, as records of their own; of a human with several lines the last speaks. */
export function recordsOf(lines: readonly PlacedPerson[]): RecordPerson[] {
  return [...new Map(lines.map((line) => [line.personId, line])).values()].map((line) => ({
    personId: line.personId,
    name: line.name ?? '（未填）',
    sex: line.sex,
    ethnic: line.ethnic,
    idNumber: line.idNumber,
    idDoubtful: line.idWritten !== '',
    phone: line.phone,
    address: line.address,
    villageCode: line.villageCode,
  }));
}
