import type { Cell } from '../../platform/sheets/types.ts';
import { cleanName as normalise, hasLostCharacter, type NameRepair } from '../name-text.ts';
import { cellProblem, clean, noProblems, writtenAs, type CellProblem, type Cleaned } from './problem.ts';
import type { ProblemKind } from './problem-kinds.ts';

const plainName = /^[\u4E00-\u9FFF]{2,6}$/;
const letters = /[\p{Script=Han}\p{Script=Latin}\p{Co}]/u;
const nameLike = /^(?:[\p{Script=Han}\p{Script=Latin}\p{M}\p{Co}]|[·'’\-. ?*□■▢〓○�+、]|[()[\]【】])+$/u;
const placeholders = new Set(['无', '不详', '未知', '空', '待补', '无名', '暂无', '无名氏']);
const dashes = /^[-—–/／\\.。_]+$/;
const repairKinds: Record<Exclude<NameRepair, 'fullwidth' | 'invisible'>, ProblemKind> = {
  'outer-space': 'name_outer_space',
  'inner-space': 'name_inner_space',
  dot: 'name_dot_variant',
  remark: 'name_suffix',
};

/**
 * Cleans a person's name: blanks and remarks go, the dot becomes U+00B7. A character that was lost (?, □, described in
 * brackets) stays as written and goes to review. Nothing is folded: 傅 stays 傅, 張 stays 張. A text that cannot be a
 * name (a formula, a number) refuses the row.
 */
export function cleanName(cell: Cell | undefined): Cleaned<string> {
  if (typeof cell === 'string' && plainName.test(cell) && !placeholders.has(cell)) return clean(cell);
  const written = writtenAs(cell);
  if (written === null || written.trim() === '') return clean<string>(null);
  const { name, repairs } = normalise(written);
  if (placeholders.has(name) || dashes.test(name)) return clean<string>(null);
  if (!nameLike.test(name) || !letters.test(name)) {
    return { value: null, problems: [cellProblem('name_unreadable', cell, null)] };
  }
  return { value: name, problems: nameProblems(cell, name, repairs) };
}

function nameProblems(cell: Cell | undefined, name: string, repairs: readonly NameRepair[]): readonly CellProblem[] {
  const kinds = new Set<ProblemKind>();
  for (const repair of repairs) {
    if (repair === 'invisible') kinds.add('name_outer_space');
    else if (repair !== 'fullwidth') kinds.add(repairKinds[repair]);
  }
  const lost = hasLostCharacter(name);
  if (lost) kinds.add('name_rare_lost');
  if (repairs.includes('fullwidth') && kinds.size === 0) kinds.add('name_fullwidth');
  if (kinds.size === 0) return noProblems;
  return [...kinds].map((kind) => cellProblem(kind, cell, name));
}
