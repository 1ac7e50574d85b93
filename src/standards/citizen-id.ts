import { parsePlainDate, type PlainDate } from '../platform/plain-date.ts';
import regionCodes from '../../reference/divisions/citizen-region-codes.json' with { type: 'json' };
import { cleanNumber, type NumberRepair } from './number-text.ts';

/** Which document the number stands on. `resident-15` is the number given out before 1 October 1999. */
export type CitizenIdKind =
  | 'resident'
  | 'resident-15'
  | 'disability-certificate'
  | 'residence-permit'
  | 'permanent-residence';

/**
 * Why a text is not a citizen number. `missing`: blank, a dash or a word; `scientific` and `precision-lost`: a spreadsheet
 * stored it as a number; `masked`: asterisks; the others name the part that does not fit.
 */
export type CitizenIdReason =
  | 'missing'
  | 'scientific'
  | 'masked'
  | 'characters'
  | 'length'
  | 'precision-lost'
  | 'region'
  | 'date'
  | 'check';

/** A number that holds; `id18` is the 18-character form under which a person is known. */
export interface CitizenId {
  ok: true;
  id18: string;
  kind: CitizenIdKind;
  birth: PlainDate;
  sex: '男' | '女';
  /** Six digits of the place of first registration (also a retired code); for foreigners 9, province and nationality. */
  region: string;
  repairs: NumberRepair[];
  /** Category 1–7 and grade 1–4, from a 20-character disability certificate only. */
  disability?: { category: number; grade: number };
  /** The number ends in 000 and fits by chance or in truth: a spreadsheet may have lost its last digits. For a person to look at. */
  maybeRounded?: true;
}

export interface UnreadableCitizenId {
  ok: false;
  reason: CitizenIdReason;
  /** The text after cleaning, for showing what was understood. */
  text: string;
  repairs: NumberRepair[];
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const RESIDENCE_PERMIT_REGIONS = new Set(['810000', '820000', '830000']);
const DISABILITY_TAIL = /^([1-7])([1-4])(?:B\d{1,2})?$/;
const CENTENARIAN_SEQUENCE = /99[6-9]$/;
const EARLIEST_BIRTH_YEAR = '1800';
const LATEST_BIRTH_YEAR = '2099';

const provinces: Record<string, string> = regionCodes.provinces;
const regions = new Set(
  Object.entries(provinces).flatMap(([province, tails]) =>
    (tails.match(/\d{4}/g) ?? []).map((tail) => province + tail),
  ),
);

/**
 * Reads a citizen number as clerks write it: 18 characters (GB 11643-1999, MOD 11-2), 15 digits, the 20-character disability
 * certificate, residence permits of Hong Kong, Macao and Taiwan residents (81/82/83), and the permanent residence card of
 * foreigners of 2023 (9…). The region must have been in force at some time since 1980: numbers keep the code of first
 * registration. Never repairs a digit. Whether the birth lies in the future is for the caller, who knows today.
 */
export function readCitizenId(raw: string): CitizenId | UnreadableCitizenId {
  const { text, repairs } = cleanNumber(raw);
  const refuse = (reason: CitizenIdReason): UnreadableCitizenId => ({ ok: false, reason, text, repairs });
  const shape = shapeReason(text);
  if (shape !== null) return refuse(shape);
  const tail = DISABILITY_TAIL.exec(text.slice(18));
  const id18 = text.length === 15 ? expand15(text) : text.slice(0, 18);
  const region = id18.slice(0, 6);
  const form = kindOfRegion(region);
  if (form === null) return refuse(looksRounded(text) ? 'precision-lost' : 'region');
  const birth = readBirth(id18);
  if (birth === null) return refuse('date');
  if (checkDigit(id18.slice(0, 17)) !== id18[17]) return refuse(looksRounded(text) ? 'precision-lost' : 'check');
  if (form !== 'resident' && text.length !== 18) return refuse('length');
  const sex = Number(id18[16]) % 2 === 1 ? '男' : '女';
  const read: CitizenId = { ok: true, id18, kind: form, birth, sex, region, repairs };
  if (text.length === 15) read.kind = 'resident-15';
  if (looksRounded(text)) read.maybeRounded = true;
  if (tail) {
    read.kind = 'disability-certificate';
    read.disability = { category: Number(tail[1]), grade: Number(tail[2]) };
  }
  return read;
}

/** The check character of 17 digits (GB 11643-1999, ISO 7064 MOD 11-2): 0–9 or X. Throws RangeError for other text. */
export function checkDigit(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('校验码需由 17 位数字计算');
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * WEIGHTS[i]!;
  return CHECK_CHARACTERS[sum % 11]!;
}

/**
 * The 18-character form of a 15-digit number: century 19, or 18 for the sequences 996–999 kept for those then over a hundred.
 * Throws RangeError when the text is not 15 digits. Does not validate region or date.
 */
export function expand15(id15: string): string {
  if (!/^\d{15}$/.test(id15)) throw new RangeError('旧身份证号应为 15 位数字');
  const century = CENTENARIAN_SEQUENCE.test(id15) ? '18' : '19';
  const first17 = id15.slice(0, 6) + century + id15.slice(6);
  return first17 + checkDigit(first17);
}

/** Shows the first six and the last four characters: `370102********1234`. Anything of ten characters or fewer is hidden whole. */
export function maskCitizenId(id: string): string {
  if (id.length <= 10) return '*'.repeat(id.length);
  return id.slice(0, 6) + '*'.repeat(id.length - 10) + id.slice(-4);
}

/** True for a county or prefecture code that was in force at some time since 1980. */
export function isRegionCodeEver(code6: string): boolean {
  return regions.has(code6);
}

/**
 * A number for an invented person, for tests and demonstrations, with a right check character. `sequence` is 0–999; its parity
 * is moved to the sex asked for. Pass a region code that never existed (99xxxx) to be sure that it belongs to nobody.
 */
export function syntheticCitizenId(parts: {
  region: string;
  birth: PlainDate;
  sex: '男' | '女';
  sequence: number;
}): string {
  const odd = parts.sex === '男' ? 1 : 0;
  const sequence = Math.min(999, Math.max(0, Math.trunc(parts.sequence)));
  const fitting = sequence - (sequence % 2) + odd;
  const first17 = parts.region + parts.birth.replaceAll('-', '') + String(fitting).padStart(3, '0');
  return first17 + checkDigit(first17);
}

function shapeReason(text: string): CitizenIdReason | null {
  if (!/\d/.test(text)) return 'missing';
  if (/\dE\+?\d/.test(text)) return 'scientific';
  if (/\*/.test(text)) return 'masked';
  if (text.length === 15) return /^\d{15}$/.test(text) ? null : 'characters';
  if (!/^\d{0,17}$|^\d{17}[\dX]/.test(text)) return 'characters';
  if (text.length === 18 || (text.length >= 20 && DISABILITY_TAIL.test(text.slice(18)))) return null;
  return /^[\dXB]*$/.test(text) ? 'length' : 'characters';
}

function kindOfRegion(region: string): 'resident' | 'residence-permit' | 'permanent-residence' | null {
  if (regions.has(region)) return 'resident';
  if (RESIDENCE_PERMIT_REGIONS.has(region)) return 'residence-permit';
  return region[0] === '9' && provinces[region.slice(1, 3)] !== undefined ? 'permanent-residence' : null;
}

function readBirth(id18: string): PlainDate | null {
  const year = id18.slice(6, 10);
  if (year < EARLIEST_BIRTH_YEAR || year > LATEST_BIRTH_YEAR) return null;
  return parsePlainDate(`${year}-${id18.slice(10, 12)}-${id18.slice(12, 14)}`);
}

/** A spreadsheet keeps 15 digits of a number and writes 0 for the rest. */
function looksRounded(text: string): boolean {
  return text.length === 18 && text.endsWith('000');
}
