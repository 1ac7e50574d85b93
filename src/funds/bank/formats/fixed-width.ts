import iconv from 'iconv-lite';
import { ReturnFault, type BankFormat, type ReturnFile, type ReturnLine } from './bank-file.ts';

/** Width of each column in bytes of GB18030; texts are filled on the right, numbers with zeros on the left. */
const DETAIL = { lineNo: 8, account: 32, name: 60, fen: 15, bank: 60, purpose: 60 } as const;
const ANSWER = { lineNo: 8, account: 32, name: 60, fen: 15, code: 2, reason: 60 } as const;
const HEAD = { mark: 1, batch: 32, lines: 8, fen: 18 } as const;
const OUTCOMES: Readonly<Record<string, ReturnLine['outcome']>> = { '00': 'paid', '01': 'failed', '02': 'pending' };

type Widths = Readonly<Record<string, number>>;
const sizeOf = (widths: Widths): number => Object.values(widths).reduce((n, w) => n + w, 0);

/** A text cut and filled to so many bytes without breaking a character. */
function filled(text: string, width: number): Buffer {
  let cut = text.normalize('NFKC').replace(/[\r\n]/g, ' ');
  while (iconv.encode(cut, 'gb18030').length > width) cut = [...cut].slice(0, -1).join('');
  const bytes = iconv.encode(cut, 'gb18030');
  return Buffer.concat([bytes, Buffer.alloc(width - bytes.length, 0x20)]);
}

const digits = (value: number, width: number): Buffer => Buffer.from(String(value).padStart(width, '0'), 'latin1');

/** Cuts a record into its columns. @throws ReturnFault when its length is another */
function columnsOf(record: Buffer, widths: Widths, at: number): Record<string, string> {
  if (record.length !== sizeOf(widths))
    throw new ReturnFault(at, `记录长度应为 ${sizeOf(widths)} 字节，实为 ${record.length}`);
  let from = 0;
  return Object.fromEntries(
    Object.entries(widths).map(([name, width]) => {
      const text = iconv.decode(record.subarray(from, from + width), 'gb18030').trim();
      from += width;
      return [name, text];
    }),
  );
}

function numberOf(text: string | undefined, at: number): number {
  if (!text || !/^\d+$/.test(text)) throw new ReturnFault(at, `数字写法不对：${text ?? ''}`);
  return Number(text);
}

/**
 * The fixed-width form of state banks: GB18030, records ended by CRLF; a head with batch, number of lines and total, then one record a payment. The answer has the same head with the sums
 * of what was paid, and a code of two digits a line.
 */
export const fixedWidth: BankFormat = {
  key: 'fixed',
  title: '定长文件',
  extension: 'txt',
  mediaType: 'text/plain; charset=gb18030',
  write(batch) {
    const total = batch.lines.reduce((n, l) => n + l.amountFen, 0);
    const head = [
      Buffer.from('H'),
      filled(batch.number, HEAD.batch),
      digits(batch.lines.length, HEAD.lines),
      digits(total, HEAD.fen),
    ];
    const records = batch.lines.map((l) => [
      digits(l.lineNo, DETAIL.lineNo),
      filled(l.account, DETAIL.account),
      filled(l.payeeName, DETAIL.name),
      digits(l.amountFen, DETAIL.fen),
      filled(l.bank, DETAIL.bank),
      filled(l.purpose, DETAIL.purpose),
    ]);
    return Buffer.concat([head, ...records].flatMap((parts) => [...parts, Buffer.from('\r\n')]));
  },
  read: readFixed,
};

function recordsOf(bytes: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\r\n', from);
    records.push(bytes.subarray(from, end < 0 ? bytes.length : end));
    from = end < 0 ? bytes.length : end + 2;
  }
  return records.filter((r) => r.length > 0);
}

function readFixed(bytes: Buffer): ReturnFile {
  const [first, ...rest] = recordsOf(bytes);
  if (!first) throw new ReturnFault(1, '文件是空的');
  const head = columnsOf(first, HEAD, 1);
  if (head.mark !== 'R') throw new ReturnFault(1, '不是回盘文件');
  const lines = rest.map((record, i): ReturnLine => {
    const at = i + 2;
    const c = columnsOf(record, ANSWER, at);
    const outcome = OUTCOMES[c.code ?? ''];
    if (!outcome) throw new ReturnFault(at, `处理结果代码不对：${c.code}`);
    return {
      batch: head.batch!,
      lineNo: numberOf(c.lineNo, at),
      payeeName: c.name!,
      account: c.account!,
      amountFen: numberOf(c.fen, at),
      outcome,
      reason: c.reason === '' ? null : c.reason!,
    };
  });
  const paid = lines.filter((l) => l.outcome === 'paid').length;
  return {
    lines,
    trailer: {
      lines: numberOf(head.lines, 1),
      paid,
      failed: lines.length - paid,
      paidFen: numberOf(head.fen, 1),
    },
  };
}

/** An answer in this form, as a bank would write it: for the demonstration and for tests. */
export function answerFixed(batch: string, lines: readonly ReturnLine[]): Buffer {
  const paidFen = lines.filter((l) => l.outcome === 'paid').reduce((n, l) => n + l.amountFen, 0);
  const codeOf = (outcome: ReturnLine['outcome']) => Object.entries(OUTCOMES).find(([, o]) => o === outcome)![0];
  const head = [
    Buffer.from('R'),
    filled(batch, HEAD.batch),
    digits(lines.length, HEAD.lines),
    digits(paidFen, HEAD.fen),
  ];
  const records = lines.map((l) => [
    digits(l.lineNo, ANSWER.lineNo),
    filled(l.account ?? '', ANSWER.account),
    filled(l.payeeName ?? '', ANSWER.name),
    digits(l.amountFen, ANSWER.fen),
    Buffer.from(codeOf(l.outcome)),
    filled(l.reason ?? '', ANSWER.reason),
  ]);
  return Buffer.concat([head, ...records].flatMap((parts) => [...parts, Buffer.from('\r\n')]));
}
