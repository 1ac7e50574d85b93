import { escapeXml, unescapeXml } from '../../../platform/sheets/xml-text.ts';
import {
  ReturnFault,
  fenOfAmount,
  plainAmount,
  type BankFormat,
  type ReturnFile,
  type ReturnLine,
} from './bank-file.ts';
import { structureFault } from './iso-structure.ts';

const SENT = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
const ANSWERED = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';

/** Codes of ISO 20022 for what became of a payment: settled, refused, or still on its way. */
const OUTCOMES: Readonly<Record<string, ReturnLine['outcome']>> = {
  ACSC: 'paid',
  ACCC: 'paid',
  RJCT: 'failed',
  PDNG: 'pending',
  ACSP: 'pending',
  ACTC: 'pending',
  ACCP: 'pending',
};

const textOf = (text: string, most: number): string => escapeXml([...text].slice(0, most).join(''));
const element = (name: string, ...content: string[]): string => `<${name}>${content.join('')}</${name}>`;
/** A text that may be left out and may not be empty. */
const named = (name: string, text: string, most: number): string =>
  text === '' ? '' : element(name, textOf(text, most));

/**
 * ISO 20022 customer credit transfer initiation (pain.001.001.09) and its payment status report (pain.002.001.10). A line is named by its end-to-end identification
 * `<batch>-<line>`; amounts are in CNY with two decimals.
 */
export const painMessage: BankFormat = {
  key: 'pain001',
  title: 'ISO 20022 pain.001',
  extension: 'xml',
  mediaType: 'application/xml',
  write(batch) {
    const sum = plainAmount(batch.lines.reduce((n, l) => n + l.amountFen, 0));
    const count = String(batch.lines.length);
    const party = named('Nm', batch.payer, 140);
    const header = element(
      'GrpHdr',
      element('MsgId', textOf(batch.number, 35)),
      element('CreDtTm', batch.createdAt.slice(0, 19)),
      element('NbOfTxs', count),
      element('CtrlSum', sum),
      element('InitgPty', party),
    );
    const payment = element(
      'PmtInf',
      element('PmtInfId', textOf(batch.number, 35)),
      element('PmtMtd', 'TRF'),
      element('BtchBookg', 'true'),
      element('NbOfTxs', count),
      element('CtrlSum', sum),
      element('ReqdExctnDt', element('Dt', batch.createdAt.slice(0, 10))),
      element('Dbtr', party),
      element('DbtrAcct', element('Id', element('Othr', element('Id', textOf(batch.number, 34))))),
      element('DbtrAgt', element('FinInstnId', element('Othr', element('Id', 'NOTPROVIDED')))),
      ...batch.lines.map((line) => transferOf(batch.number, line)),
    );
    const body = `<Document xmlns="${SENT}">${element('CstmrCdtTrfInitn', header, payment)}</Document>`;
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, 'utf8');
  },
  read: (bytes) => readStatus(bytes.toString('utf8')),
};

function transferOf(batch: string, l: Parameters<BankFormat['write']>[0]['lines'][number]): string {
  return element(
    'CdtTrfTxInf',
    element('PmtId', element('InstrId', String(l.lineNo)), element('EndToEndId', textOf(`${batch}-${l.lineNo}`, 35))),
    element('Amt', `<InstdAmt Ccy="CNY">${plainAmount(l.amountFen)}</InstdAmt>`),
    element('CdtrAgt', element('FinInstnId', named('Nm', l.bank, 140))),
    element('Cdtr', element('Nm', textOf(l.payeeName, 140))),
    element('CdtrAcct', element('Id', element('Othr', element('Id', textOf(l.account, 34))))),
    element('RmtInf', element('Ustrd', textOf(`${l.purpose} ${l.period}`, 140))),
  );
}

/** The text between the first pair of tags of a name; undefined when there is none. Only for what this file checks to be well formed. */
function within(xml: string, name: string): string | undefined {
  return new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(xml)?.[1];
}

const every = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`, 'g'))].map(
    (m) => m[1]!,
  );

function readStatus(xml: string): ReturnFile {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new ReturnFault(1, '文件含有不允许的声明');
  if (!xml.includes(ANSWERED) || !/<\/(?:\w+:)?Document>\s*$/.test(xml))
    throw new ReturnFault(1, '不是完整的 pain.002 文件');
  const fault = structureFault(xml, 'pain.002');
  if (fault) throw new ReturnFault(fault.line, `不合 pain.002 的结构：${fault.what}`);
  const batch = within(within(xml, 'OrgnlGrpInfAndSts') ?? '', 'OrgnlMsgId');
  if (batch === undefined) throw new ReturnFault(1, '没有写明原报文编号');
  const lines = every(xml, 'TxInfAndSts').map((tx, i) => statusOf(tx, unescapeXml(batch), i + 1));
  const stated = within(within(xml, 'OrgnlGrpInfAndSts') ?? '', 'OrgnlNbOfTxs');
  const paid = lines.filter((l) => l.outcome === 'paid');
  const trailer = {
    lines: stated === undefined ? lines.length : Number(stated),
    paid: paid.length,
    failed: lines.length - paid.length,
    paidFen: paid.reduce((n, l) => n + l.amountFen, 0),
  };
  return { lines, trailer };
}

/** The amount in fen. @throws ReturnFault for another currency than the one that was sent */
function yuanOf(tx: string, at: number): number {
  const currency = /<(?:\w+:)?InstdAmt\s[^>]*?Ccy\s*=\s*["']([^"']*)["']/.exec(tx)?.[1];
  if (currency !== 'CNY') throw new ReturnFault(at, `币种应为 CNY：${currency ?? '没有写明'}`);
  return fenOfAmount(within(tx, 'InstdAmt') ?? '', at);
}

function statusOf(tx: string, batch: string, at: number): ReturnLine {
  const id = unescapeXml(within(tx, 'OrgnlEndToEndId') ?? '');
  const lineNo = id.startsWith(`${batch}-`) ? id.slice(batch.length + 1) : '';
  if (!/^\d{1,7}$/.test(lineNo)) throw new ReturnFault(at, `不是这个批次的业务编号：${id}`);
  const outcome = OUTCOMES[within(tx, 'TxSts') ?? ''];
  if (!outcome) throw new ReturnFault(at, `处理状态不对：${within(tx, 'TxSts') ?? ''}`);
  const reason = within(within(tx, 'StsRsnInf') ?? '', 'AddtlInf') ?? within(within(tx, 'StsRsnInf') ?? '', 'Cd');
  const account = within(within(within(tx, 'CdtrAcct') ?? '', 'Othr') ?? '', 'Id');
  return {
    batch,
    lineNo: Number(lineNo),
    payeeName: null,
    account: account === undefined ? null : unescapeXml(account),
    amountFen: yuanOf(tx, at),
    outcome,
    reason: outcome === 'paid' || reason === undefined ? null : unescapeXml(reason),
  };
}
