import type { Category } from '../schema.ts';

/** A kind of paper the village photographs; `needed` papers must be there before registration, `proves` names the fact they settle. */
export type PaperKind = {
  kind: string;
  name: string;
  needed: boolean;
  proves: 'identity' | 'graduation' | 'veteran' | 'register' | null;
};

const ID_COPY: PaperKind = { kind: 'id_card', name: '居民身份证复印件', needed: true, proves: 'identity' };
const HOUSEHOLD_BOOK: PaperKind = { kind: 'household_book', name: '户口簿复印件', needed: true, proves: 'identity' };
const PHOTO: PaperKind = { kind: 'photo', name: '本人照片', needed: false, proves: null };
const REGISTER_CARD: PaperKind = {
  kind: 'register_card',
  name: '建档立卡证明或扶贫手册',
  needed: false,
  proves: 'register',
};
const GRADUATION: PaperKind = {
  kind: 'graduation_certificate',
  name: '毕业证书或毕业证明',
  needed: true,
  proves: 'graduation',
};
const DISCHARGE: PaperKind = { kind: 'discharge_certificate', name: '退出现役证', needed: true, proves: 'veteran' };

/** What each category brings (SD2017 三(二)); membership of the register is matched, so its paper is asked only where the match fails. */
const CHECKLISTS: Record<Category, readonly PaperKind[]> = {
  junior_high: [ID_COPY, HOUSEHOLD_BOOK, GRADUATION, REGISTER_CARD, PHOTO],
  senior_high: [ID_COPY, HOUSEHOLD_BOOK, GRADUATION, REGISTER_CARD, PHOTO],
  veteran: [ID_COPY, HOUSEHOLD_BOOK, DISCHARGE, REGISTER_CARD, PHOTO],
};

/** The papers of a category in the order they are asked for. */
export function checklistOf(category: Category): readonly PaperKind[] {
  return CHECKLISTS[category];
}

/** Whether a kind of paper belongs to the category. */
export function paperFits(category: Category, kind: string): boolean {
  return CHECKLISTS[category].some((p) => p.kind === kind);
}

/** Needed papers that are not among those received, in the order of the checklist. */
export function papersLacking(category: Category, received: readonly string[]): PaperKind[] {
  return CHECKLISTS[category].filter((p) => p.needed && !received.includes(p.kind));
}
