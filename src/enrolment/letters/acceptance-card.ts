import { chineseDate, qrSvg } from '../../platform/letters/index.ts';
import type { LetterSource, Printed } from '../../platform/letters/index.ts';

export type BenefitState = 'granted' | 'refused' | 'unknown' | 'not_applicable';

/** The answer to one item, with its reason; `decidedOn` is YYYY-MM-DD. */
export type BenefitAnswer = {
  readonly state: BenefitState;
  readonly reason: string;
  readonly clause?: string;
  readonly facts?: string;
  readonly decidedOn: string;
};

/** The six items of SD2017 三(四). */
export type SixItem = 'tuition' | 'accommodation' | 'textbooks' | 'workStudy' | 'jobRecommendation' | 'nationalGrant';

export type AcceptanceCardData = {
  readonly cardNumber: string;
  readonly personName: string;
  readonly maskedIdNumber: string;
  readonly schoolName: string;
  readonly majorName: string;
  readonly studyForm: string;
  readonly studentNumber: string;
  readonly registeredOn: string;
  readonly items: Readonly<Record<SixItem, BenefitAnswer>>;
  /** What the household receives besides, e.g. 雨露计划. */
  readonly others: readonly (BenefitAnswer & { readonly name: string })[];
  readonly phone: string;
  readonly checkUrl: string;
  readonly checkCode: string;
  readonly issuedOn: string;
  readonly printed: Printed;
};

const itemNames: Record<SixItem, string> = {
  tuition: '免学费',
  accommodation: '免住宿费',
  textbooks: '免教材费',
  workStudy: '免费提供勤工俭学岗位',
  jobRecommendation: '免费推荐就业岗位',
  nationalGrant: '享受国家助学金',
};
const stateNames: Record<BenefitState, string> = {
  granted: '享受',
  refused: '不享受',
  unknown: '待核定',
  not_applicable: '不涉及',
};
const template = new URL('./acceptance-card.typ', import.meta.url);

/** The student's card of the six items, in the order of the clause, each with result, reason and basis; one A4 page. */
export function acceptanceCard(data: AcceptanceCardData): LetterSource {
  const { printed, items, others, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      registeredOn: chineseDate(data.registeredOn),
      issuedOn: chineseDate(data.issuedOn),
      items: (Object.keys(itemNames) as SixItem[]).map((item) => cardRow(itemNames[item], items[item])),
      others: others.map((other) => cardRow(other.name, other)),
      checkSvg: qrSvg(data.checkUrl),
    },
    subject: data.personName,
    title: '学生五免一享卡',
    paper: 'portrait',
    number: data.cardNumber,
    printed,
  };
}

function cardRow(name: string, answer: BenefitAnswer) {
  const { state, reason, clause, facts, decidedOn } = answer;
  return { name, reason, clause: clause ?? null, facts: facts ?? null, decidedOn, stateName: stateNames[state] };
}
