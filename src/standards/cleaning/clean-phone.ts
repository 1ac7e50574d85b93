import type { Cell } from '../../platform/sheets/types.ts';
import { halfWidth } from '../number-text.ts';
import { cellProblem, clean, writtenAs, type Cleaned } from './problem.ts';

const mobile = /^1[3-9]\d{9}$/;
const landline = /^(?:\(?0\d{2,3}\)?[- ]?)?[2-9]?\d{6,7}(?:[-转]\d{1,5})?$/;
const areaAndNumber = /^\(?0\d{2,3}\)?[- ]?\d{7,8}(?:[-转]\d{1,5})?$/;
const nothing = new Set(['无', '没有', '/', '／', '-', '—', '无电话', '不详', '0', '暂无', '无手机']);

/** A telephone number; `second` where two were written in the cell. */
export interface CleanedPhone extends Cleaned<string> {
  second?: string;
}

/**
 * Cleans a telephone number: eleven digits for a mobile, as written for a land line. Blanks, hyphens and +86 go; of two
 * numbers the first is the main one; a wrong count of digits goes to review.
 */
export function cleanPhone(cell: Cell | undefined): CleanedPhone {
  if (typeof cell === 'string' && mobile.test(cell)) return clean(cell);
  const written = writtenAs(cell);
  if (written === null) return clean<string>(null);
  const text = halfWidth(written).trim();
  if (text === '' || nothing.has(text)) return clean<string>(null);
  const compact = text.replace(/^['’‘]/, '').replace(/[\s\u00A0()（）\-–—_.·\u200B-\u200F\uFEFF\u202A-\u202E]/g, '');
  const national = compact.replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '');
  if (mobile.test(national)) {
    const kind = typeof cell === 'number' ? 'phone_as_number' : 'phone_separators';
    return { value: national, problems: [cellProblem(kind, cell, national)] };
  }
  return twoNumbers(cell, text) ?? otherNumber(cell, text);
}

function twoNumbers(cell: Cell | undefined, text: string): CleanedPhone | null {
  const parts = text
    .split(/[\s、,，;；/／|或及和\n]+/)
    .map((part) => part.replace(/-/g, ''))
    .filter((part) => part !== '');
  const [main, second] = parts.filter((part) => mobile.test(part));
  if (main === undefined || parts.length < 2) return null;
  const other = second ?? parts.find((part) => part !== main);
  return { value: main, second: other, problems: [cellProblem('phone_two_numbers', cell, main)] };
}

function otherNumber(cell: Cell | undefined, text: string): CleanedPhone {
  if (areaAndNumber.test(text) || (landline.test(text) && /^[2-9]/.test(text) && text.length <= 8)) {
    return { value: text, problems: [cellProblem('phone_landline', cell, text)] };
  }
  return { value: null, problems: [cellProblem('phone_short', cell, null)] };
}
