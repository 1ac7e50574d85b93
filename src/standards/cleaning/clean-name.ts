import type { Cell } from '../../platform/sheets/types.ts';
import { halfWidth } from './cell-text.ts';
import { cellProblem, clean, noProblems, writtenAs, type CellProblem, type Cleaned } from './problem.ts';

const plainName = /^[\u3400-\u4DBF\u4E00-\u9FFF]{2,6}$/;
const letter = '[\\p{Script=Han}\\p{Script=Latin}]';
const dots = new RegExp(`(?<=${letter})[．・•。.‧∙●⋅﹒･᛫▪˙](?=${letter})`, 'gu');
const gaps = new RegExp(
  '(?<=\\p{Script=Han}|[·．・•?？*＊□])[\\s\\u00A0\\u200B-\\u200F\\uFEFF]+(?=\\p{Script=Han}|[·．・•?？*＊□(（])',
  'gu',
);
const outer = /^[\s\u00A0\u200B-\u200F\uFEFF]+|[\s\u00A0\u200B-\u200F\uFEFF]+$/g;

/** Remarks that clerks put behind a name: which of two namesakes, who it is, an old name, a mark. */
const remark =
  /^(?:[大中小老幼男女新旧长次甲乙丙]|[一二三四五]|\d{1,2}|[A-Za-z]|号|户主|本人|已?(?:故|亡|去世|死亡|嫁|婚|迁出|外出)|去世|出嫁|双胞胎|残疾|哑|聋|上门|代|(?:曾用名|又名|原名|小名|乳名)[:：]?.*|[大小老][的子]?)$/u;
const bracketed = /[（(［[【]([^）)］\]】]*)[）)］\]】]\s*$/u;
const marksAtEnd = /(?<=\p{Script=Han})(?:[\d０-９]{1,2}|[A-Za-zＡ-Ｚａ-ｚ]|[，,。.、；;:：])$/u;
const lost = /[?？*＊□■〓○�\uE000-\uF8FF]/u;
const nameLike = new RegExp(`^(?:${letter}|[·'’\\- ?？*＊□■〓○�\\uE000-\\uF8FF()（）\\[\\]【】+＋]|[左右上下])+$`, 'u');
const placeholders = new Set(['无', '不详', '未知', '空', '-', '—', '/', '／', '待补', '无名', '暂无']);

/**
 * Cleans a person's name: blanks and remarks go, the dot becomes U+00B7. A character that was lost (?, □, described in
 * brackets) stays as written and goes to review. Nothing is folded: 傅 stays 傅, 張 stays 張.
 */
export function cleanName(cell: Cell | undefined): Cleaned<string> {
  if (typeof cell === 'string' && plainName.test(cell)) return clean(cell);
  const written = writtenAs(cell);
  if (written === null || written.trim() === '') return clean<string>(null);
  const steps = stripBlanks(written);
  const remarkless = stripRemark(steps.text);
  const dotted = remarkless.text.replace(dots, '·');
  if (placeholders.has(dotted)) return { value: null, problems: [cellProblem('value_unknown', cell, null)] };
  if (!nameLike.test(dotted) || !new RegExp(letter, 'u').test(dotted)) {
    return { value: null, problems: [cellProblem('name_unreadable', cell, null)] };
  }
  return { value: dotted, problems: nameProblems(cell, steps, remarkless, dotted) };
}

interface Blanks {
  text: string;
  outer: boolean;
  inner: boolean;
}

function stripBlanks(written: string): Blanks {
  const trimmed = written.replace(outer, '');
  const text = trimmed.replace(gaps, '');
  return { text, outer: trimmed !== written, inner: text !== trimmed };
}

function stripRemark(text: string): { text: string; found: boolean } {
  const inBrackets = bracketed.exec(text);
  if (inBrackets && inBrackets.index > 0 && remark.test(halfWidth(inBrackets[1] ?? ''))) {
    return { text: text.slice(0, inBrackets.index).trim(), found: true };
  }
  const bare = text.replace(marksAtEnd, '');
  return bare === text ? { text, found: false } : { text: bare, found: true };
}

function nameProblems(
  cell: Cell | undefined,
  blanks: Blanks,
  remarkless: { text: string; found: boolean },
  value: string,
): readonly CellProblem[] {
  const found: CellProblem[] = [];
  if (blanks.outer) found.push(cellProblem('name_outer_space', cell, value));
  if (blanks.inner) found.push(cellProblem('name_inner_space', cell, value));
  if (remarkless.found) found.push(cellProblem('name_suffix', cell, value));
  if (value !== remarkless.text) found.push(cellProblem('name_dot_variant', cell, value));
  if (lost.test(value) || /[（(［[【]/.test(value)) found.push(cellProblem('name_rare_lost', cell, value));
  return found.length === 0 ? noProblems : found;
}
