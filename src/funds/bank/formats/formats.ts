import type { BankFormat } from './bank-file.ts';
import { fixedWidth } from './fixed-width.ts';
import { painMessage } from './pain-message.ts';
import { separated } from './separated.ts';

/** Every form of bank file by its key; a new bank is one more adapter here. */
export const FORMATS: Readonly<Record<BankFormat['key'], BankFormat>> = {
  separated,
  fixed: fixedWidth,
  pain001: painMessage,
};
