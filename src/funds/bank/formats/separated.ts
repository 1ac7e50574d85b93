import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import {
  ReturnFault,
  fenOfAmount,
  plainAmount,
  type BankFormat,
  type ReturnFile,
  type ReturnLine,
} from './bank-file.ts';

const HEADINGS = [
  '批次号',
  '序号',
  '收款人户名',
  '收款账号',
  '开户行',
  '金额（元）',
  '用途',
  '户编号',
  '学生姓名',
  '学生身份证号',
  '学年',
];
const OUTCOMES: Readonly<Record<string, ReturnLine['outcome']>> = { 成功: 'paid', 失败: 'failed', 处理中: 'pending' };

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * The separated form of rural commercial banks: the batch as csv in UTF-8 with byte order mark, one line a payment; the answer pipe separated in GB18030 with headings first and a line
 * of totals last.
 */
export const separated: BankFormat = {
  key: 'separated',
  title: '分隔符文件（CSV）',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  write(batch) {
    const rows = batch.lines.map((l) =>
      [
        batch.number,
        String(l.lineNo),
        l.payeeName,
        l.account,
        l.bank,
        plainAmount(l.amountFen),
        l.purpose,
        l.householdNo,
        l.personName,
        l.idNumber,
        l.period,
      ]
        .map(quoted)
        .join(','),
    );
    return Buffer.from(`\ufeff${[HEADINGS.join(','), ...rows].join('\r\n')}\r\n`, 'utf8');
  },
  read: (bytes) => readSeparated(textOf(bytes)),
};

/** Banks answer in GB 18030 or UTF-8; the heading's Chinese is never valid in both. */
const textOf = (bytes: Buffer): string => iconv.decode(bytes, isUtf8(bytes) ? 'utf8' : 'gb18030');

function readSeparated(text: string): ReturnFile {
  const rows = text.split(/\r?\n/);
  if (!rows[0]?.startsWith('批次号|序号|')) throw new ReturnFault(1, '第一行不是回盘文件的表头');
  const lines: ReturnLine[] = [];
  let trailer: ReturnFile['trailer'] = null;
  for (const [i, row] of rows.entries()) {
    if (i === 0 || row.trim() === '') continue;
    if (trailer) throw new ReturnFault(i + 1, '合计行之后还有内容');
    if (row.startsWith('#合计|')) trailer = trailerOf(row, i + 1);
    else lines.push(lineOf(row, i + 1));
  }
  return { lines, trailer };
}

function lineOf(row: string, at: number): ReturnLine {
  const [batch, lineNo, payeeName, account, amount, word, reason, ...rest] = row.split('|');
  const outcome = OUTCOMES[word ?? ''];
  if (rest.length > 0 || reason === undefined || !outcome) throw new ReturnFault(at, `不能识别：${row.slice(0, 40)}`);
  if (!/^\d{1,7}$/.test(lineNo ?? '')) throw new ReturnFault(at, `序号写法不对：${lineNo}`);
  return {
    batch: batch!,
    lineNo: Number(lineNo),
    payeeName: payeeName!,
    account: account!,
    amountFen: fenOfAmount(amount!, at),
    outcome,
    reason: reason === '' ? null : reason,
  };
}

function trailerOf(row: string, at: number): NonNullable<ReturnFile['trailer']> {
  const match = /^#合计\|(\d+)\|成功(\d+)\|([\d.]+)\|失败(\d+)\s*$/.exec(row);
  if (!match) throw new ReturnFault(at, '合计行写法不对');
  const [, lines, paid, amount, failed] = match;
  return { lines: Number(lines), paid: Number(paid), failed: Number(failed), paidFen: fenOfAmount(amount!, at) };
}
