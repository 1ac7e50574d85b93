import { NOTES, type LineOutcome, type Note } from '../cards/benefit-names.ts';

/** Items of a fee bill, as they are written on it. */
export const BILL_ITEMS = {
  tuition: '学费',
  accommodation: '住宿费',
  textbooks: '教材费',
  appraisal_fee: '职业技能鉴定费',
  certificate_fee: '证书费',
} as const;
export type BillItem = keyof typeof BILL_ITEMS;

/** What stands for an item of a term: its standard in fen (null: not stated), and what the card says of it (null: not decided). */
export type Charge = {
  item: BillItem;
  standardFen: number | null;
  applies: boolean;
  card: { outcome: LineOutcome; note: Note | null; decisionId: string } | null;
};

export type BillLine = {
  item: BillItem;
  outcome: 'waived' | 'charged' | 'held' | 'not_applicable' | 'not_stated';
  standardFen: number | null;
  chargedFen: number;
  waivedFen: number;
  heldFen: number;
  reasonCode: string | null;
  reason: string;
  decisionId: string | null;
};

/**
 * The line of a bill (SD2017-3.4-04 to -06): what is waived is shown with its standard and charged nothing, what the card refuses is charged, what is not
 * settled is neither charged nor waived but held. A line is written for each item, also where nothing is charged.
 */
export function billLine({ item, standardFen, applies, card }: Charge): BillLine {
  const decisionId = card?.decisionId ?? null;
  const nothing = { item, standardFen, chargedFen: 0, waivedFen: 0, heldFen: 0, decisionId };
  if (!applies)
    return { ...nothing, standardFen: 0, outcome: 'not_applicable', reasonCode: null, reason: '不发生此项费用' };
  if (standardFen === null)
    return { ...nothing, outcome: 'not_stated', reasonCode: 'fee_not_stated', reason: NOTES.fee_not_stated.zh };
  if (card?.outcome === 'granted')
    return { ...nothing, outcome: 'waived', waivedFen: standardFen, reasonCode: null, reason: '五免一享：免收' };
  if (card?.outcome === 'refused')
    return { ...nothing, outcome: 'charged', chargedFen: standardFen, reasonCode: 'refused', reason: '不在免收范围' };
  if (card?.outcome === 'not_applicable')
    return { ...nothing, standardFen: 0, outcome: 'not_applicable', reasonCode: null, reason: '不发生此项费用' };
  const reason = card === null ? '尚未核定，暂不收取' : card.note ? NOTES[card.note].zh : '情况尚未弄清，暂不收取';
  return {
    ...nothing,
    outcome: 'held',
    heldFen: standardFen,
    reasonCode: card?.note ?? (card === null ? 'not_decided' : 'unknown'),
    reason,
  };
}

/** Sums of a bill in fen. */
export function billTotals(lines: readonly BillLine[]) {
  const sum = (key: 'chargedFen' | 'waivedFen' | 'heldFen') => lines.reduce((n, line) => n + line[key], 0);
  return { chargedFen: sum('chargedFen'), waivedFen: sum('waivedFen'), heldFen: sum('heldFen') };
}

/** Items billed in a term: the fees of the school year with the first, textbooks with each. */
export function itemsOf(term: '1' | '2'): BillItem[] {
  return term === '1' ? ['tuition', 'accommodation', 'textbooks'] : ['textbooks'];
}
