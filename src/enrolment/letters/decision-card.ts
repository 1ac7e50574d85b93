import { beijingTime, chineseDate, qrSvg } from '../../platform/letters/index.ts';
import type { LetterSource, Printed } from '../../platform/letters/index.ts';

export type CardLanguage = 'zh' | 'en';
export type DecisionOutcome = 'granted' | 'refused' | 'unknown';

/** One decision as it was stored. Amounts in fen, dates YYYY-MM-DD, `decidedAt` an ISO 8601 instant. */
export type DecisionCardData = {
  readonly language: CardLanguage;
  readonly cardNumber: string;
  readonly personName: string;
  readonly maskedIdNumber: string;
  /** What was asked, e.g. 就读技工院校资格. */
  readonly matter: string;
  readonly onDate: string;
  readonly outcome: DecisionOutcome;
  /** The answer in one sentence. */
  readonly outcomeText: string;
  /** What settles it: each condition with the person's value and what is required. */
  readonly reasons: readonly string[];
  readonly sum?: {
    readonly lines: readonly { readonly item: string; readonly working: string; readonly amountFen: number }[];
    readonly totalFen: number;
  };
  readonly clauses: readonly { readonly document: string; readonly documentNumber: string; readonly clause: string }[];
  readonly facts: readonly {
    readonly name: string;
    readonly value: string;
    readonly source: string;
    readonly listDate: string;
    /** Whether the fact speaks for the answer; aside: it was looked at and settles nothing. */
    readonly result: DecisionOutcome | 'aside';
  }[];
  /** Facts nobody knows yet and the paper that would settle each. */
  readonly lacking: readonly { readonly fact: string; readonly paper: string }[];
  /** The smallest changes that would change the answer; for staff copies only. */
  readonly wouldChange: readonly string[];
  readonly ruleVersion: string;
  readonly parameterVersion: string;
  readonly decidedAt: string;
  readonly checkUrl: string;
  readonly checkCode: string;
  readonly printed: Printed;
};

const outcomeNames: Record<CardLanguage, Record<DecisionOutcome, string>> = {
  zh: { granted: '符合条件', refused: '不符合条件', unknown: '尚不能判定' },
  en: { granted: 'Yes', refused: 'No', unknown: 'Not known yet' },
};
const factResults: Record<CardLanguage, Record<DecisionOutcome | 'aside', string>> = {
  zh: { granted: '成立', refused: '不成立', unknown: '未知', aside: '不影响' },
  en: { granted: 'yes', refused: 'no', unknown: 'not known', aside: 'no effect' },
};
const titles: Record<CardLanguage, string> = {
  zh: '资格核验单（仅供审核参考）',
  en: 'Decision card (for review only)',
};
const lackingText: Record<CardLanguage, (entry: { fact: string; paper: string }) => string> = {
  zh: ({ fact, paper }) => `${fact}：可凭${paper}查明`,
  en: ({ fact, paper }) => `${fact}: settled by ${paper}`,
};
const template = new URL('./decision-card.typ', import.meta.url);

/** The printed decision card 资格核验单（仅供审核参考), one A4 page in Chinese or English: outcome, reasons, sum, clauses, facts with source, versions. */
export function decisionCard(data: DecisionCardData): LetterSource {
  const { printed, sum, outcome, language, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      language,
      onDate: language === 'zh' ? chineseDate(data.onDate) : data.onDate,
      decidedAt: beijingTime(data.decidedAt),
      outcomeName: outcomeNames[language][outcome],
      sum: sum ? { lines: sum.lines.map(sumLine), total: yuan(sum.totalFen) } : null,
      facts: data.facts.map((fact) => ({ ...fact, result: factResults[language][fact.result] })),
      lacking: data.lacking.map(lackingText[language]),
      checkSvg: qrSvg(data.checkUrl),
    },
    subject: data.personName,
    title: titles[language],
    language,
    paper: 'portrait',
    number: data.cardNumber,
    printed,
  };
}

function sumLine(line: { readonly item: string; readonly working: string; readonly amountFen: number }) {
  return { item: line.item, working: line.working, amount: yuan(line.amountFen) };
}

/** Whole fen as yuan with thousands and two decimals, exact for every safe integer: 300000 → 3,000.00. */
export function yuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}
