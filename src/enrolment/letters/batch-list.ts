import { chineseDate } from '../../platform/letters/index.ts';
import type { LetterSource, Printed } from '../../platform/letters/index.ts';

/** One applicant in the columns of SD2017 annex 2, and the major. */
export type BatchListRow = {
  readonly name: string;
  readonly sex: string;
  readonly ethnicGroup: string;
  readonly assistanceCardNumber: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly schoolName: string;
  readonly majorName: string;
};

/** A county's batch, confirmed by two departments under the names they bear on the day. `compiledOn` is YYYY-MM-DD. */
export type BatchListData = {
  /** Heading of the list, e.g. 沂水县精准技能扶贫对象登记汇总表. */
  readonly heading: string;
  readonly countyName: string;
  readonly batchNumber: string;
  readonly compiledOn: string;
  readonly rows: readonly BatchListRow[];
  readonly assistanceOffice: string;
  readonly laborOffice: string;
  readonly filledBy: string;
  readonly phone: string;
  readonly printed: Printed;
};

const template = new URL('./batch-list.typ', import.meta.url);

/** The county's list on A4 landscape: head repeated on every page, total row by school, room for both departments' seals. */
export function batchList(data: BatchListData): LetterSource {
  const { printed, ...rest } = data;
  return {
    template,
    data: { ...rest, compiledOn: chineseDate(data.compiledOn), bySchool: personsBySchool(data.rows) },
    subject: `${data.heading} ${data.batchNumber}`,
    title: data.heading,
    paper: 'landscape',
    number: data.batchNumber,
    printed,
  };
}

/** Persons per school, in the order in which the schools first appear; the counts add up to the rows. */
export function personsBySchool(rows: readonly BatchListRow[]): { school: string; persons: number }[] {
  const counts = new Map<string, number>();
  for (const { schoolName } of rows) counts.set(schoolName, (counts.get(schoolName) ?? 0) + 1);
  return [...counts].map(([school, persons]) => ({ school, persons }));
}
