import type { ProblemKind } from './problem-kinds.ts';

const NAMES: ReadonlySet<string> = new Set<ProblemKind>([
  'name_rare_lost',
  'name_surname_variant',
  'name_traditional',
  'name_homophone',
  'name_former',
]);
const NUMBERS: ReadonlySet<string> = new Set<ProblemKind>(['id_of_other_member', 'id_of_twin']);

/** Whether a finding says that the person has the number but goes by another name in the register. */
export const isOtherName = (kind: string): boolean => NAMES.has(kind);

/** Whether a finding says that the number is another person's: it must never join the two. */
export const isOtherNumber = (kind: string): boolean => NUMBERS.has(kind);
