import { beijingTime, chineseDate, qrSvg } from '../../platform/letters/index.ts';
import type { LetterSource, Printed } from '../../platform/letters/index.ts';

export type DecisionOutcome = 'granted' | 'refused' | 'unknown';

/** One decision as it was stored. Amounts in fen, dates YYYY-MM-DD, `decidedAt` an ISO 8601 instant. */
export type DecisionCardData = {
  readonly cardNumber: string;
  readonly personName: string;
  readonly maskedIdNumber: string;
  /** What was asked, e.g. 就读技工院校资格. */
  readonly matter: string;
  readonly onDate: string;
  readonly outcome: DecisionOutcome;
  /** The reason in one sentence. */
  readonly outcomeText: string;
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
    readonly result: DecisionOutcome;
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

const outcomeNames: Record<DecisionOutcome, string> = {
  granted: '符合条件',
  refused: '不符合条件',
  unknown: '尚不能判定',
};
const factResults: Record<DecisionOutcome, string> = { granted: '成立', refused: '不成立', unknown: '未知' };
const template = new URL('./decision-card.typ', import.meta.url);

/** The printed decision card 资格核验单（仅供审核参考), one A4 page: outcome, sum, clauses, facts with source, versions. */
export function decisionCard(data: DecisionCardData): LetterSource {
  const { printed, sum, outcome, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      onDate: chineseDate(data.onDate),
      decidedAt: beijingTime(data.decidedAt),
      outcomeName: outcomeNames[outcome],
      sum: sum ? { lines: sum.lines.map(sumLine), total: yuan(sum.totalFen) } : null,
      facts: data.facts.map((fact) => ({ ...fact, result: factResults[fact.result] })),
      checkSvg: qrSvg(data.checkUrl),
    },
    subject: data.personName,
    title: '资格核验单（仅供审核参考）',
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
