/** One payment of a batch as it goes into a file; the account in clear, money in whole fen. */
export type PaymentLine = {
  lineNo: number;
  payeeName: string;
  account: string;
  bank: string;
  amountFen: number;
  purpose: string;
  householdNo: string;
  personName: string;
  idNumber: string;
  period: string;
};

export type PaymentBatch = { number: string; createdAt: string; payer: string; lines: readonly PaymentLine[] };

/** What a bank says of one line it was sent; `pending` while it is still being worked on. */
export type ReturnLine = {
  batch: string;
  lineNo: number;
  payeeName: string | null;
  account: string | null;
  amountFen: number;
  outcome: 'paid' | 'failed' | 'pending';
  reason: string | null;
};

/** A return file as read: its lines and the totals its trailer states. */
export type ReturnFile = {
  lines: readonly ReturnLine[];
  trailer: { lines: number; paid: number; failed: number; paidFen: number } | null;
};

/** Why a file is not a return of that form. */
export class ReturnFault extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.name = 'ReturnFault';
    this.line = line;
  }
}

/** A form of bank file: how a batch is written and its answer read. Pure: bytes in, bytes out. */
export type BankFormat = {
  key: 'separated' | 'fixed' | 'pain001';
  title: string;
  extension: string;
  mediaType: string;
  write(batch: PaymentBatch): Buffer;
  /** @throws ReturnFault naming the line at fault */
  read(bytes: Buffer): ReturnFile;
};

/** 3000.00: no thousands, two decimals. */
export const plainAmount = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Whole fen of a written amount. @throws ReturnFault */
export function fenOfAmount(text: string, line: number): number {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) throw new ReturnFault(line, `金额写法不对：${text}`);
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
