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
  | 'class_roster'
  | 'division_table'
  | 'case_file'
  | 'training_register'
  | 'certificate_register'
  | 'institution_register'
  | 'project_register'
  | 'teacher_register'
  | 'indicator_register'
  | 'employment_register';

export type FactDefinition = {
  type: FactType;
  label: Bilingual;
  options?: Readonly<Record<string, Bilingual>>;
  source: ListKind;
  /** The paper that settles the fact when it is unknown. */
  paper: Bilingual;
  /** Whether an act of the person, a school or an office may still change it; only such facts enter "what would change the answer". */
  changeable: boolean;
  /** Whose fact it is; a person's unless told. Only facts of persons, households and places are columns of `person_facts`. */
  about?: 'person' | 'household' | 'place' | 'institution' | 'project' | 'teacher' | 'area';
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
  division_table: w('行政区划', 'administrative divisions'),
  case_file: w('办件材料', 'case file'),
  training_register: w('培训补贴台账', 'register of training subsidies'),
  certificate_register: w('证书台账', 'register of certificates'),
  institution_register: w('院校机构名录', 'register of institutions'),
  project_register: w('项目台账', 'register of projects'),
  teacher_register: w('教师台账', 'register of teachers'),
  indicator_register: w('指标台账', 'register of indicators'),
  employment_register: w('就业台账', 'register of employment'),
};
