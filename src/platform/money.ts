/** An amount in whole fen (1/100 yuan), always a safe integer. */
export type Fen = number & { readonly __fen: true };

/** Why a text is not an amount: `precision` means more than two decimals, `range` beyond safe integers. */
export type MoneyReason = 'missing' | 'format' | 'precision' | 'range';

export type ParsedMoney = { ok: true; fen: Fen } | { ok: false; reason: MoneyReason };

const AMOUNT = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(万)?元?(整)?$/;

/** Whole fen. Throws RangeError for fractions and for anything beyond safe integers. */
export function fen(amount: number | bigint): Fen {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError(`不是整数分：${amount}`);
  return (value === 0 ? 0 : value) as Fen;
}

/** Whole yuan as fen. */
export function yuan(amount: number): Fen {
  return fen(amount * 100);
}

/** The sum. Throws RangeError when it is no longer exact. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = fen(0);
  for (const amount of amounts) total = fen(total + amount);
  return total;
}

/** The amount so many times; `times` is a whole number. */
export function timesFen(amount: Fen, times: number): Fen {
  return fen(amount * times);
}

/** `3,000.00`: thousands parted, always two decimals, exact. */
export function formatAmount(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

/** `3,000.00 元`, as screens and letters show it. */
export function formatYuan(amount: Fen): string {
  return `${formatAmount(amount)} 元`;
}

/**
 * Reads an amount of yuan: 3000, 3,000.00, ¥3000, 3000元, 0.3万元, full width, (1,234.00) for a negative one. Never rounds: more than two
 * decimals other than zeros are refused.
 */
export function parseYuan(text: string): ParsedMoney {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s¥￥]|人民币|RMB|CNY/gi, '')
    .replace(/圆/g, '元');
  if (plain === '') return { ok: false, reason: 'missing' };
  const match = AMOUNT.exec(plain.replace(/^\((.+)\)$/, '-$1'));
  if (!match) return { ok: false, reason: 'format' };
  const places = match[4] ? 6 : 2;
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  if (decimals.length > places) return { ok: false, reason: 'precision' };
  const value = BigInt(match[2]!.replaceAll(',', '') + decimals.padEnd(places, '0'));
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, reason: 'range' };
  return { ok: true, fen: fen(match[1] === '-' ? -value : value) };
}
