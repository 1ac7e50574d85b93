import type { Cell } from '../../platform/sheets/types.ts';
import { cellText, folded } from './cell-text.ts';
import { cellProblem, clean, type Cleaned } from './problem.ts';
import type { ProblemKind } from './problem-kinds.ts';

const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const semestersPerYear = 2;
const monthsPerYear = 12;

function numberOf(text: string): number | null {
  const plain = text.replace(/(?<=\d)[,，](?=\d{3}(?:\D|$))/g, '');
  const arabic = /^\d+(?:\.\d+)?/.exec(plain);
  if (arabic) return Number(arabic[0]);
  const chinese = /^([〇零一二两三四五六七八九]?十?[一二三四五六七八九]?)/.exec(plain)?.[1] ?? '';
  return chinese === '' ? null : chineseNumber(chinese);
}

function chineseNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const high = text.includes('十') ? (digits[tens ?? ''] ?? 1) * 10 : 0;
  return high + (digits[ones ?? ''] ?? 0);
}

function doubtful<T>(kind: ProblemKind, cell: Cell | undefined): Cleaned<T> {
  return { value: null, problems: [cellProblem(kind, cell, null)] };
}

function repaired(value: number, kind: ProblemKind, cell: Cell | undefined): Cleaned<number> {
  const asNumber = typeof cell === 'number' || cell === String(value);
  return asNumber ? clean(value) : { value, problems: [cellProblem(kind, cell, String(value))] };
}

/** Length of a course in years: 3, 3年制, 三年, 36个月, 两年半. */
export function cleanYears(cell: Cell | undefined): Cleaned<number> {
  const text = folded(cellText(cell));
  if (text === '') return clean<number>(null);
  const months = /^(\d+)个?月$/.exec(text);
  const half = /半$|年半/.test(text) ? 0.5 : 0;
  const value = months ? Number(months[1]) / monthsPerYear : numberOf(text);
  const known = value !== null && /^[\d.〇零一二两三四五六七八九十]+(?:个?月|年制?|学年|年半制?|半)?$/.test(text);
  return known ? repaired(value + half, 'years_text', cell) : doubtful('value_unknown', cell);
}

/** A fee in yuan per school year: 4400, 4,400元, 2200元/学期, 0.44万元, 免. */
export function cleanFee(cell: Cell | undefined): Cleaned<number> {
  const text = folded(cellText(cell)).replace(/^[¥￥]/, '');
  if (text === '') return clean<number>(null);
  if (/^(?:免|免收|免费|全免|不收|无)$/.test(text)) return repaired(0, 'tuition_text', cell);
  const value = numberOf(text);
  const form = /^[\d.,，]+(万)?(?:元|块|圆)?(?:整)?(?:[/每]?(?:人)?[/每·]?(学期|半年|学年|年|生年|人年))?$/.exec(text);
  if (value === null || form === null) return doubtful('value_unknown', cell);
  const yuan = form[1] ? value * 10_000 : value;
  const perYear = form[2] === '学期' || form[2] === '半年' ? yuan * semestersPerYear : yuan;
  return repaired(Math.round(perYear), 'tuition_text', cell);
}

/** A planned number of students: 50, ５０, 50人; 不限 or nothing goes to review. */
export function cleanPlan(cell: Cell | undefined): Cleaned<number> {
  const text = folded(cellText(cell));
  const value = numberOf(text);
  if (value === null || !/^[\d,，〇零一二两三四五六七八九十]+(?:人|名|个)?(?:左右)?$/.test(text)) {
    return doubtful('plan_missing', cell);
  }
  return repaired(value, 'plan_text', cell);
}
