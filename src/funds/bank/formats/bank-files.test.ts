import { readFileSync } from 'node:fs';
import fc from '../../../testing/properties.ts';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { samplePath } from '../../../testing/sample-files.ts';
import type { PaymentLine, ReturnLine } from './bank-file.ts';
import { answerFixed, fixedWidth } from './fixed-width.ts';
import { judgeReturn, type SentLine } from '../judge-return.ts';
import { structureFault } from './iso-structure.ts';
import { painMessage } from './pain-message.ts';
import { separated } from './separated.ts';

type Expected = {
  lines: { line: number; seq: number; status: string; reason?: string }[];
  unanswered_seq: number[];
  result_counts: Record<string, number>;
};
const expected = JSON.parse(readFileSync(samplePath('expected.json'), 'utf8')) as {
  files: { 'bank-return.txt': Expected; 'bank-batch.csv': { lines: { seq: number; result: string }[] } };
};
const BATCH = 'YLJH20201216001';
const sentSample: SentLine[] = readFileSync(samplePath('bank-batch.csv'), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((row) => row.split(','))
  .map((c) => ({ lineNo: Number(c[1]), payeeName: c[2]!, account: c[3]!, amountFen: Math.round(Number(c[5]) * 100) }));
const returnBytes = readFileSync(samplePath('bank-return.txt'));

describe('the sample batch and its return', () => {
  const judged = judgeReturn(BATCH, sentSample, separated.read(returnBytes));

  it('every line comes to the outcome that the answers of the samples name', () => {
    if (!judged.ok) throw new Error(judged.why);
    const counts = {
      paid: judged.paid.length,
      failed: judged.failed.length,
      no_answer: judged.findings.filter((f) => f.kind === 'unanswered').length,
      amount_differs: judged.findings.filter((f) => f.kind === 'amount_differs').length,
    };
    expect(counts).toEqual(expected.files['bank-return.txt'].result_counts);
    expect(judged.findings.filter((f) => f.kind === 'unanswered').map((f) => f.lineNo)).toEqual(
      expected.files['bank-return.txt'].unanswered_seq,
    );
    const failed = new Set(judged.failed.map((f) => f.lineNo));
    const wanted = expected.files['bank-batch.csv'].lines.filter((l) => l.result === 'failed').map((l) => l.seq);
    expect([...failed].toSorted((a, b) => a - b)).toEqual(wanted);
    expect(judged.findings.filter((f) => f.kind === 'never_sent')).toHaveLength(1);
    expect(judged.findings.filter((f) => f.kind === 'answered_twice')).toHaveLength(1);
  });

  it('the batch is written as the sample is, byte for byte in its first lines', () => {
    const rows = readFileSync(samplePath('bank-batch.csv'), 'utf8').split(/\r?\n/);
    const cells = rows[1]!.split(',');
    const line: PaymentLine = {
      lineNo: 1,
      payeeName: cells[2]!,
      account: cells[3]!,
      bank: cells[4]!,
      amountFen: 300_000,
      purpose: cells[6]!,
      householdNo: cells[7]!,
      personName: cells[8]!,
      idNumber: cells[9]!,
      period: cells[10]!,
    };
    const written = separated.write({
      number: BATCH,
      createdAt: '2020-12-16T09:00:00+08:00',
      payer: '',
      lines: [line],
    });
    expect(written.toString('utf8')).toBe(`${rows[0]}\r\n${rows[1]}\r\n`);
  });
});

it('a return in UTF-8, with or without its mark, reads as the one in GB 18030', () => {
  const text = iconv.decode(returnBytes, 'gb18030');
  const read = separated.read(returnBytes);
  for (const mark of ['', '\uFEFF']) expect(separated.read(Buffer.from(mark + text))).toEqual(read);
});

describe('a return is refused whole', () => {
  const text = iconv.decode(returnBytes, 'gb18030');
  const read = (changed: string) => judgeReturn(BATCH, sentSample, separated.read(iconv.encode(changed, 'gb18030')));
  it.each([
    ['when it answers another batch', text.replaceAll(BATCH, 'YLJH20201216002'), 'foreign'],
    ['when a success was made of a failure', text.replace('失败|户名不符', '成功|'), 'totals'],
    ['when a line was taken out', text.replace(/YLJH20201216001\|5\|[^\n]*\n/, ''), 'totals'],
    ['when its totals are missing', text.replace(/#合计.*/, ''), 'totals'],
    [
      'when a payment went to another account',
      text.replace('|6299993331551241359|', '|6299990000000000000|'),
      'altered',
    ],
    ['when a payment went to another name', text.replace('|欧晓|', '|欧大晓|'), 'altered'],
  ])('%s', (_name, changed, why) => {
    expect(read(changed)).toMatchObject({ ok: false, why });
  });

  it('when it is no return at all, it says at which line', () => {
    expect(() => separated.read(Buffer.from('姓名,金额\n'))).toThrow(/表头/);
    expect(() => fixedWidth.read(Buffer.from('R123\r\n'))).toThrow(/记录长度/);
    expect(() => painMessage.read(Buffer.from('<Document/>'))).toThrow(/pain\.002/);
  });
});

const word = fc.stringMatching(/^[一-龥A-Za-z&<>"']{1,12}$/);
const payment = fc.record({
  payeeName: word,
  account: fc.stringMatching(/^629999\d{10,13}$/),
  bank: word,
  amountFen: fc.integer({ min: 1, max: 99_999_999 }),
  purpose: word,
  householdNo: fc.stringMatching(/^\d{16}$/),
  personName: word,
  idNumber: fc.stringMatching(/^\d{17}[\dX]$/),
  period: fc.constant('2020-2021'),
});
const batchOf = (payments: Omit<PaymentLine, 'lineNo'>[]) => ({
  number: 'F20200901001',
  createdAt: '2020-09-01T09:00:00.000Z',
  payer: '曹县财政局',
  lines: payments.map((p, i) => ({ ...p, lineNo: i + 1 })),
});

test('fixed width: every record has the width agreed, and an answer read back says of each line what was written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(payment, fc.constantFrom('paid', 'failed', 'pending')), { minLength: 1, maxLength: 12 }),
      (rows) => {
        const batch = batchOf(rows.map(([p]) => p));
        const records = fixedWidth.write(batch).toString('latin1').split('\r\n');
        expect(new Set(records.slice(1, -1).map((r) => r.length))).toEqual(new Set([235]));
        const answers = batch.lines.map((l, i): ReturnLine => ({
          batch: batch.number,
          lineNo: l.lineNo,
          payeeName: l.payeeName.normalize('NFKC'),
          account: l.account,
          amountFen: l.amountFen,
          outcome: rows[i]![1] as ReturnLine['outcome'],
          reason: rows[i]![1] === 'paid' ? null : '户名不符',
        }));
        expect(fixedWidth.read(answerFixed(batch.number, answers)).lines).toEqual(answers);
      },
    ),
  );
});

test('pain.001: well formed, elements in the order, number and kind of the published definition, counts and control sums right, the status report read back line by line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(payment, fc.constantFrom('ACSC', 'RJCT', 'PDNG')), { minLength: 1, maxLength: 8 }),
      (rows) => {
        const batch = batchOf(rows.map(([p]) => p));
        const xml = painMessage.write(batch).toString('utf8');
        expect(structureFault(xml, 'pain.001')).toBeNull();
        const sum = (batch.lines.reduce((n, l) => n + l.amountFen, 0) / 100).toFixed(2);
        expect([...xml.matchAll(/<CtrlSum>([\d.]+)</g)].map((m) => m[1])).toEqual([sum, sum]);
        expect(xml.match(/<CdtTrfTxInf>/g)).toHaveLength(rows.length);
        const answers = painMessage.read(
          statusReport(
            batch.number,
            batch.lines,
            rows.map(([, code]) => code),
          ),
        );
        expect(answers.lines.map((l) => [l.lineNo, l.amountFen, l.outcome])).toEqual(
          rows.map(([p, code], i) => [i + 1, p.amountFen, { ACSC: 'paid', RJCT: 'failed', PDNG: 'pending' }[code]]),
        );
        expect(judgeReturn(batch.number, batch.lines, answers).ok).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('a payer or a bank that nobody stated is left out of a pain.001, for a name may not be empty', () => {
  const batch = batchOf(fc.sample(payment, 2).map((p) => ({ ...p, bank: '' })));
  const xml = painMessage.write({ ...batch, payer: '' }).toString('utf8');
  expect(structureFault(xml, 'pain.001')).toBeNull();
  expect(xml).not.toContain('<Nm></Nm>');
});

describe('a status report that does not follow the published definition is refused with its line and what is wrong', () => {
  const line = { ...fc.sample(payment, 1)[0]!, lineNo: 1 };
  const report = statusReport('F20200901001', [line], ['RJCT']).toString('utf8');
  test.each([
    ['an element left out', '<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>', '', 'OrgnlGrpInfAndSts 缺少 OrgnlMsgNmId'],
    ['an element twice', '<MsgId>B1</MsgId>', '<MsgId>B1</MsgId><MsgId>B2</MsgId>', 'GrpHdr 中 MsgId 多于一个'],
    ['elements in another order', /(<TxSts>RJCT<\/TxSts>)(<StsRsnInf>.*<\/StsRsnInf>)/, '$2$1', 'TxSts 的位置不对'],
    ['an element that is not in it', '<Rsn>', '<Why>x</Why><Rsn>', 'Why 的位置不对或不应出现'],
    ['two of a choice', '<Cd>AC01</Cd>', '<Cd>AC01</Cd><Prtry>x</Prtry>', 'Rsn 中 Prtry'],
    ['a time that is none', '2020-09-02T09:00:00', '2020-09-02', 'CreDtTm 的内容不合规定'],
    ['a status of five letters', 'RJCT', 'RJCTX', 'TxSts 的内容不合规定'],
    ['an amount in another currency', 'Ccy="CNY"', 'Ccy="USD"', '币种应为 CNY：USD'],
    ['an amount without its currency', ' Ccy="CNY"', '', '币种应为 CNY：没有写明'],
    ['an account longer than 34', /<Othr><Id>\d*<\/Id>/, `<Othr><Id>${'6'.repeat(35)}</Id>`, 'Id 的内容不合规定'],
    ['an amount of 19 digits', /\d+\.\d\d<\/InstdAmt>/, '12345678901234567.89</InstdAmt>', 'InstdAmt 的内容不合规定'],
    ['a tag that is not closed', '</TxInfAndSts>', '', '没有对应的开始标签'],
    ['two messages in one file', /$/, '\n<Document></Document>', '不应有 Document'],
  ])('%s', (_name, from, to, what) => {
    const changed = report.replace(from, to);
    expect(changed).not.toBe(report);
    expect(() => painMessage.read(Buffer.from(changed))).toThrow(what);
  });
  test('what this product does not use is passed over', () => {
    const more = report.replace('<OrgnlTxRef>', '<ChrgsInf><Amt Ccy="CNY">1</Amt></ChrgsInf><OrgnlTxRef>');
    expect(painMessage.read(Buffer.from(more)).lines).toHaveLength(1);
  });
});

function statusReport(number: string, lines: readonly PaymentLine[], codes: readonly string[]): Buffer {
  const each = lines.map(
    (l, i) =>
      `<TxInfAndSts><OrgnlEndToEndId>${number}-${l.lineNo}</OrgnlEndToEndId><TxSts>${codes[i]}</TxSts>${codes[i] === 'RJCT' ? '<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>账号不存在</AddtlInf></StsRsnInf>' : ''}<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${(l.amountFen / 100).toFixed(2)}</InstdAmt></Amt><CdtrAcct><Id><Othr><Id>${l.account}</Id></Othr></Id></CdtrAcct></OrgnlTxRef></TxInfAndSts>`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId><CreDtTm>2020-09-02T09:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${number}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><OrgnlNbOfTxs>${lines.length}</OrgnlNbOfTxs></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>${number}</OrgnlPmtInfId>${each.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`,
  );
}
