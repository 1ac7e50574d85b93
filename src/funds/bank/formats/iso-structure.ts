import { unescapeXml, xmlTags } from '../../../platform/sheets/xml-text.ts';

/**
 * What the published definitions of pain.001.001.09 and pain.002.001.10 (ISO 20022) say of the elements used here, in our own words: children in their order, each once unless marked
 * (? none or one, * any number, + at least one, [2] none to two), or one of several (a|b). An element that is not listed may hold anything. `Parent/Name` comes before `Name`.
 */
const CHILDREN: Readonly<Record<string, string>> = {
  'pain.001/Document': 'CstmrCdtTrfInitn',
  'pain.002/Document': 'CstmrPmtStsRpt',
  CstmrCdtTrfInitn: 'GrpHdr PmtInf+ SplmtryData*',
  'CstmrCdtTrfInitn/GrpHdr': 'MsgId CreDtTm Authstn[2] NbOfTxs CtrlSum? InitgPty FwdgAgt?',
  PmtInf:
    'PmtInfId PmtMtd BtchBookg? NbOfTxs? CtrlSum? PmtTpInf? ReqdExctnDt PoolgAdjstmntDt? Dbtr DbtrAcct DbtrAgt DbtrAgtAcct? InstrForDbtrAgt? UltmtDbtr? ChrgBr? ChrgsAcct? ChrgsAcctAgt? CdtTrfTxInf+',
  CdtTrfTxInf:
    'PmtId PmtTpInf? Amt XchgRateInf? ChrgBr? ChqInstr? UltmtDbtr? IntrmyAgt1? IntrmyAgt1Acct? IntrmyAgt2? IntrmyAgt2Acct? IntrmyAgt3? IntrmyAgt3Acct? CdtrAgt? CdtrAgtAcct? Cdtr? CdtrAcct? UltmtCdtr? InstrForCdtrAgt* InstrForDbtrAgt? Purp? RgltryRptg* Tax? RltdRmtInf* RmtInf? SplmtryData*',
  PmtId: 'InstrId? EndToEndId UETR?',
  ReqdExctnDt: 'Dt|DtTm',
  Amt: 'InstdAmt|EqvtAmt',
  RmtInf: 'Ustrd* Strd*',
  InitgPty: 'Nm? PstlAdr? Id? CtryOfRes? CtctDtls?',
  Dbtr: 'Nm? PstlAdr? Id? CtryOfRes? CtctDtls?',
  Cdtr: 'Nm? PstlAdr? Id? CtryOfRes? CtctDtls?',
  'OrgnlTxRef/Dbtr': 'Pty|Agt',
  'OrgnlTxRef/Cdtr': 'Pty|Agt',
  DbtrAcct: 'Id Tp? Ccy? Nm? Prxy?',
  CdtrAcct: 'Id Tp? Ccy? Nm? Prxy?',
  'DbtrAcct/Id': 'IBAN|Othr',
  'CdtrAcct/Id': 'IBAN|Othr',
  'Id/Othr': 'Id SchmeNm? Issr?',
  DbtrAgt: 'FinInstnId BrnchId?',
  CdtrAgt: 'FinInstnId BrnchId?',
  FinInstnId: 'BICFI? ClrSysMmbId? LEI? Nm? PstlAdr? Othr?',
  CstmrPmtStsRpt: 'GrpHdr OrgnlGrpInfAndSts OrgnlPmtInfAndSts* SplmtryData*',
  'CstmrPmtStsRpt/GrpHdr': 'MsgId CreDtTm InitgPty? FwdgAgt? DbtrAgt? CdtrAgt?',
  OrgnlGrpInfAndSts:
    'OrgnlMsgId OrgnlMsgNmId OrgnlCreDtTm? OrgnlNbOfTxs? OrgnlCtrlSum? GrpSts? StsRsnInf* NbOfTxsPerSts*',
  OrgnlPmtInfAndSts: 'OrgnlPmtInfId OrgnlNbOfTxs? OrgnlCtrlSum? PmtInfSts? StsRsnInf* NbOfTxsPerSts* TxInfAndSts*',
  TxInfAndSts:
    'StsId? OrgnlInstrId? OrgnlEndToEndId? OrgnlUETR? TxSts? StsRsnInf* ChrgsInf* TrckrData? AccptncDtTm? AcctSvcrRef? ClrSysRef? OrgnlTxRef? SplmtryData*',
  StsRsnInf: 'Orgtr? Rsn? AddtlInf*',
  Rsn: 'Cd|Prtry',
  OrgnlTxRef:
    'IntrBkSttlmAmt? Amt? IntrBkSttlmDt? ReqdColltnDt? ReqdExctnDt? CdtrSchmeId? SttlmInf? PmtTpInf? PmtMtd? MndtRltdInf? RmtInf? UltmtDbtr? Dbtr? DbtrAcct? DbtrAgt? DbtrAgtAcct? CdtrAgt? CdtrAgtAcct? Cdtr? CdtrAcct? UltmtCdtr? Purp?',
};

const text = (most: number) => new RegExp(`^[\\s\\S]{1,${most}}$`, 'u');
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;
const AMOUNT = /^(?=(?:\d\.?){1,18}$)\d+(?:\.\d{1,5})?$/;
const SUM = /^(?=(?:\d\.?){1,18}$)\d+(?:\.\d{1,17})?$/;
const COUNT = /^\d{1,15}$/;

/** What the text of an element may be; named with its parents where they matter. */
const TEXTS: Readonly<Record<string, RegExp>> = {
  MsgId: text(35),
  PmtInfId: text(35),
  InstrId: text(35),
  EndToEndId: text(35),
  OrgnlMsgId: text(35),
  OrgnlMsgNmId: text(35),
  OrgnlPmtInfId: text(35),
  OrgnlInstrId: text(35),
  OrgnlEndToEndId: text(35),
  Nm: text(140),
  Ustrd: text(140),
  AddtlInf: text(105),
  Prtry: text(35),
  Cd: text(4),
  TxSts: text(4),
  GrpSts: text(4),
  PmtInfSts: text(4),
  'Id/Othr/Id': text(34),
  'FinInstnId/Othr/Id': text(35),
  'DbtrAcct/Nm': text(70),
  'CdtrAcct/Nm': text(70),
  NbOfTxs: COUNT,
  OrgnlNbOfTxs: COUNT,
  CtrlSum: SUM,
  OrgnlCtrlSum: SUM,
  InstdAmt: AMOUNT,
  CreDtTm: DATE_TIME,
  OrgnlCreDtTm: DATE_TIME,
  AccptncDtTm: DATE_TIME,
  'ReqdExctnDt/Dt': /^\d{4}-\d{2}-\d{2}$/,
  'PmtInf/PmtMtd': /^(?:CHK|TRF|TRA)$/,
  PmtMtd: /^(?:CHK|TRF|TRA|DD)$/,
  BtchBookg: /^(?:true|false|0|1)$/,
};

type Part = { names: string[]; least: number; most: number };
const PARTS = new Map(Object.entries(CHILDREN).map(([of, parts]) => [of, parts.split(' ').map(partOf)]));

function partOf(written: string): Part {
  const mark = /(?:[?*+]|\[\d+\])$/.exec(written)?.[0] ?? '';
  const names = written.slice(0, written.length - mark.length).split('|');
  const most = mark === '*' || mark === '+' ? Infinity : mark.startsWith('[') ? Number(mark.slice(1, -1)) : 1;
  return { names, least: mark === '' || mark === '+' ? 1 : 0, most };
}

type Open = { name: string; parts: Part[] | null; at: number; count: number; textFrom: number; leaf: boolean };

/**
 * What is wrong with the structure of a message, and in which line; null when nothing is: tags closed in order, elements known here in the published order and number, their texts of the published
 * kind. Elements this product does not use are passed over. Pure.
 */
export function structureFault(xml: string, message: 'pain.001' | 'pain.002'): { line: number; what: string } | null {
  const open: Open[] = [];
  const lineOf = (end: number) => xml.slice(0, end).split('\n').length;
  let roots = 0;
  for (const tag of xmlTags(xml)) {
    const single = !tag.closing && xml[tag.end - 2] === '/';
    if (!tag.closing) {
      const parent = open.at(-1);
      roots += parent ? 0 : 1;
      const what = parent
        ? misplaced(parent, tag.name)
        : tag.name === 'Document' && roots === 1
          ? null
          : `不应有 ${tag.name}`;
      if (what !== null) return { line: lineOf(tag.end), what };
      if (parent) parent.leaf = false;
      open.push({
        name: tag.name,
        parts: partsOf(parent?.name ?? message, tag.name, parent),
        at: 0,
        count: 0,
        textFrom: tag.end,
        leaf: true,
      });
    }
    if (tag.closing || single) {
      const done = open.pop();
      if (done?.name !== tag.name) return { line: lineOf(tag.end), what: `${tag.name} 没有对应的开始标签` };
      const content = single ? '' : xml.slice(done.textFrom, xml.lastIndexOf('</', tag.end - 1));
      const what = missing(done) ?? unlike(open, done, content);
      if (what !== null) return { line: lineOf(tag.end), what };
    }
  }
  return open.length === 0 && roots === 1 ? null : { line: lineOf(xml.length), what: '文件不完整' };
}

/** What an element holds; nothing is said of what stands inside an element that is not described. */
function partsOf(parent: string, name: string, of: Open | undefined): Part[] | null {
  if (of && of.parts === null) return null;
  return PARTS.get(`${parent}/${name}`) ?? PARTS.get(name) ?? null;
}

function misplaced(parent: Open, name: string): string | null {
  if (parent.parts === null) return null;
  const { parts } = parent;
  if (parts[parent.at]?.names.includes(name)) {
    parent.count += 1;
    return parent.count > parts[parent.at]!.most ? `${parent.name} 中 ${name} 多于一个` : null;
  }
  const next = parts.findIndex((p, i) => i > parent.at && p.names.includes(name));
  if (next < 0) return `${parent.name} 中 ${name} 的位置不对或不应出现`;
  const skipped = parts.find((p, i) => i >= parent.at && i < next && p.least > (i === parent.at ? parent.count : 0));
  if (skipped) return `${parent.name} 缺少 ${skipped.names.join(' 或 ')}`;
  parent.at = next;
  parent.count = 1;
  return null;
}

function missing({ name, parts, at, count }: Open): string | null {
  const lacks = parts?.find((p, i) => i >= at && p.least > (i === at ? count : 0));
  return lacks ? `${name} 缺少 ${lacks.names.join(' 或 ')}` : null;
}

function unlike(above: readonly Open[], { name, leaf }: Open, content: string): string | null {
  const [grand, parent] = [above.at(-2)?.name ?? '', above.at(-1)];
  if (!parent?.parts || !leaf) return null;
  const kind = TEXTS[`${grand}/${parent.name}/${name}`] ?? TEXTS[`${parent.name}/${name}`] ?? TEXTS[name];
  if (kind === undefined) return null;
  return kind.test(unescapeXml(content)) ? null : `${name} 的内容不合规定：${content.slice(0, 40)}`;
}
