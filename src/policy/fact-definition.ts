/** A calendar day as yyyy-mm-dd; compares as text. */
export type Day = string;
export type Bilingual = { zh: string; en: string };

export type FactType = 'boolean' | 'integer' | 'fen' | 'date' | 'code' | 'codes';
/** Integers are safe integers, money is whole fen, dates are yyyy-mm-dd, codes are those of the catalogue; null is unknown. */
export type FactValue = boolean | number | string | readonly string[] | null;

export type ListKind =
  | 'identity_document'
  | 'assisted_register'
  | 'student_roll'
  | 'wish_register'
  | 'catalogue'
  | 'veteran_register'
  | 'application'
  | 'appraisal_session'
  | 'class_roster';

export type FactDefinition = {
  type: FactType;
  label: Bilingual;
  options?: Readonly<Record<string, Bilingual>>;
  source: ListKind;
  /** The paper that settles the fact when it is unknown. */
  paper: Bilingual;
  /** Whether an act of the person, a school or an office may still change it; only such facts enter "what would change the answer". */
  changeable: boolean;
  /** Computed from another fact and the day asked about. */
  completedYearsSince?: 'birth_date';
};

/** A pair of words. */
export const words = (zh: string, en: string): Bilingual => ({ zh, en });
const w = words;

/** Names in Chinese and English of the lists that facts come from. */
export const LISTS: Readonly<Record<ListKind, Bilingual>> = {
  identity_document: w('身份证件', 'identity document'),
  assisted_register: w('帮扶对象信息（建档立卡）', 'register of assisted households'),
  student_roll: w('技工院校学籍', 'student roll of technical schools'),
  wish_register: w('意愿登记', 'register of wishes'),
  catalogue: w('已公布的院校专业目录', 'published catalogue'),
  veteran_register: w('退役士兵名册', 'veterans list'),
  application: w('报名申请', 'application'),
  appraisal_session: w('鉴定报名', 'appraisal session'),
  class_roster: w('培训实名制名册', 'real-name class roster'),
};
