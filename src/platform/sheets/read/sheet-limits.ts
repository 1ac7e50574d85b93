import { SheetRefused } from '../sheet-refused.ts';
import type { SheetLimits } from '../types.ts';

const MIB = 1024 * 1024;

/** Limits of an upload unless the caller sets others; a city of 100,000 persons by 25 columns unpacks to about 100 MiB. */
export const DEFAULT_SHEET_LIMITS: SheetLimits = {
  fileBytes: 64 * MIB,
  unpackedBytes: 192 * MIB,
  ratio: 100,
  ratioFloorBytes: 16 * MIB,
  entries: 2_000,
  rows: 500_000,
  columns: 1_000,
  cellCharacters: 32_767,
};

/** The default limits with the caller's changes. */
export function sheetLimits(changes: Partial<SheetLimits> = {}): SheetLimits {
  return { ...DEFAULT_SHEET_LIMITS, ...changes };
}

/** Counts what is really unpacked and refuses (SHEET_TOO_LARGE) as soon as it is too much, absolutely or for its packed size. */
export interface UnpackMeter {
  add(bytes: number): void;
}

/** A meter for one pass over a file of `packedBytes`. */
export function unpackMeter(limits: SheetLimits, packedBytes: number): UnpackMeter {
  let unpacked = 0;
  return {
    add(bytes) {
      unpacked += bytes;
      refuseUnpacked(limits, packedBytes, unpacked);
    },
  };
}

/** Refuses a declared or counted unpacked size. */
export function refuseUnpacked(limits: SheetLimits, packedBytes: number, unpacked: number): void {
  const tooMuch = unpacked > limits.unpackedBytes;
  const tooDense = unpacked > limits.ratioFloorBytes && unpacked > packedBytes * limits.ratio;
  if (tooMuch || tooDense) {
    throw new SheetRefused('SHEET_TOO_LARGE', { limit: `${Math.floor(limits.unpackedBytes / MIB)} MB` });
  }
}
