import { cleanIdNumber, type CleanedIdNumber } from './clean-id-number.ts';
import { cleanName } from './clean-name.ts';
import type { ProblemKind } from './problem-kinds.ts';
import type { SheetCells } from './sheet-cells.ts';

/** What clerks write above the columns that every list of persons has. */
export const PERSON_HEADINGS = {
  idNumber: [
    '身份证号',
    '身份证号码',
    '身份证',
    '身份证件号',
    '身份证件号码',
    '居民身份证号',
    '居民身份证号码',
    '公民身份号码',
    '公民身份证号',
    '公民身份证号码',
    '证件号',
    '证件号码',
    '有效证件号码',
  ],
  phone: ['联系电话', '电话', '电话号码', '手机', '手机号', '手机号码', '联系方式', '本人电话'],
  address: [
    '家庭住址',
    '住址',
    '地址',
    '家庭地址',
    '家庭详细地址',
    '家庭详细住址',
    '详细地址',
    '详细住址',
    '户籍地址',
    '居住地址',
  ],
} as const;

/** Who a line of a list is about: a name, a number, or at least one of them; `rescued` is a number found elsewhere in the line. */
export type PersonLine = { name: string | null; id: CleanedIdNumber; rescued: string | null };

/** What is kept of a written number: the number itself where it holds, else its characters and what is wrong with them. */
export type KeptNumber = { idNumber: string | null; idWritten: string; idProblem: ProblemKind | null };

/**
 * Begins a line that names a person, noting what is wrong with name and identity; null where the line is refused: a formula in it, a text that
 * is no name, or nobody named. The finding of the number itself is left to the caller, who may know better (`elsewhere`: found in another column).
 */
export function personLine<F extends string>(
  cells: SheetCells<F | 'seq' | 'name' | 'idNumber'>,
  elsewhere: (id: CleanedIdNumber) => string | null = () => null,
): PersonLine | null {
  const formulas = cells.formulas(['seq']);
  cells.problems.push(...formulas);
  if (formulas.length > 0) return null;
  const id = cleanIdNumber(cells.cell('idNumber'));
  const name = cells.take('name', cleanName(cells.cell('name')));
  if (cells.problems.some(({ decision }) => decision === 'refuse')) return null;
  const rescued = id.value === null ? elsewhere(id) : null;
  if (name === null && id.characters === '' && rescued === null) {
    cells.add('name', 'no_identity');
    cells.add('idNumber', 'no_identity');
    return null;
  }
  if (name === null) cells.add('name', 'name_missing');
  return { name, id, rescued };
}

/** A number as it is kept; `rescued` takes the place of one that does not hold. */
export function keptNumber(id: CleanedIdNumber, rescued: string | null = null): KeptNumber {
  const idNumber = id.value ?? rescued;
  if (idNumber !== null) return { idNumber, idWritten: '', idProblem: null };
  return { idNumber, idWritten: id.characters, idProblem: id.problems[0]?.kind ?? null };
}
