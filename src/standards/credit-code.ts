import { cleanNumber, type NumberRepair } from './number-text.ts';

export type CreditCodeReason = 'missing' | 'scientific' | 'characters' | 'length' | 'check';

/** A unified social credit code that holds, with its parts. */
export interface CreditCode {
  ok: true;
  code: string;
  /** The authority that registered the unit (1 staffing office, 5 civil affairs, 9 market supervision …) and its kind. */
  authority: string;
  category: string;
  /** Six digits of the registering authority's division; not checked against the division tables. */
  region: string;
  /** The nine characters of GB 11714, and whether their own check character fits (old units may differ). */
  organisation: string;
  organisationFits: boolean;
  repairs: NumberRepair[];
}

export interface UnreadableCreditCode {
  ok: false;
  reason: CreditCodeReason;
  text: string;
  repairs: NumberRepair[];
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** Reads a unified social credit code (GB 32100-2015) as clerks write it. Repairs the format, never a character. */
export function readCreditCode(raw: string): CreditCode | UnreadableCreditCode {
  const { text, repairs } = cleanNumber(raw);
  const refuse = (reason: CreditCodeReason): UnreadableCreditCode => ({ ok: false, reason, text, repairs });
  if (!/[0-9A-Z]/.test(text)) return refuse('missing');
  if (/\dE\+\d/.test(text)) return refuse('scientific');
  if (text.length !== 18) return refuse('length');
  if (!SHAPE.test(text)) return refuse('characters');
  if (creditCheckCharacter(text.slice(0, 17)) !== text[17]) return refuse('check');
  const organisation = text.slice(8, 17);
  return {
    ok: true,
    code: text,
    authority: text[0]!,
    category: text[1]!,
    region: text.slice(2, 8),
    organisation,
    organisationFits: organisationCheckCharacter(organisation.slice(0, 8)) === organisation[8],
    repairs,
  };
}

/** The check character of the first 17 characters (GB 32100-2015, MOD 31). Throws RangeError for characters outside the alphabet. */
export function creditCheckCharacter(first17: string): string {
  const sum = weighted(first17, WEIGHTS);
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** The check character of the first eight characters of an organisation code (GB 11714-1997): 0–9 or X. */
export function organisationCheckCharacter(first8: string): string {
  const rest = 11 - (weighted(first8, ORGANISATION_WEIGHTS) % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
}

/** A code for an invented unit with right check characters. Region 000000 belongs to nobody. `serial` is 0–99999999. */
export function syntheticCreditCode(parts: {
  authority: string;
  category: string;
  region: string;
  serial: number;
}): string {
  const first8 = String(Math.trunc(parts.serial)).padStart(8, '0').slice(-8);
  const first17 = parts.authority + parts.category + parts.region + first8 + organisationCheckCharacter(first8);
  return first17 + creditCheckCharacter(first17);
}

/** Sum of the values of the characters times their weights; letters count 10, 11 … in the alphabet of each standard. */
function weighted(text: string, weights: number[]): number {
  if (text.length !== weights.length) throw new RangeError(`应为 ${weights.length} 个字符：${text}`);
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = weights === WEIGHTS ? ALPHABET.indexOf(text[i]!) : Number.parseInt(text[i]!, 36);
    if (value < 0 || Number.isNaN(value)) throw new RangeError(`不允许的字符：${text}`);
    sum += value * weights[i]!;
  }
  return sum;
}
