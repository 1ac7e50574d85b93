import type { FactName, FactValue } from './facts.ts';

/** Words of the register's and the roll's columns and the codes of the facts catalogue that they mean. */
const HOUSEHOLD_TYPES: Readonly<Record<string, string>> = {
  一般脱贫户: 'out_of_poverty',
  脱贫不稳定户: 'unstable',
  边缘易致贫户: 'marginal',
  突发严重困难户: 'sudden_hardship',
  低保户: 'minimum_living',
  特困供养户: 'extreme_hardship',
};
const SEXES: Readonly<Record<string, string>> = { 男: 'male', 女: 'female' };
const RESIDENCES: Readonly<Record<string, string>> = { 农村: 'rural', 城镇: 'urban' };
const EDUCATION: Readonly<Record<string, string>> = {
  文盲或半文盲: 'illiterate',
  小学: 'primary',
  初中: 'junior_high',
  高中: 'senior_high',
  中职: 'secondary_vocational',
  大专: 'junior_college',
  本科及以上: 'bachelor_or_above',
};
const LABOUR: Readonly<Record<string, string>> = {
  无劳动力: 'none',
  丧失劳动力: 'lost',
  弱劳动力或半劳动力: 'weak',
  普通劳动力: 'ordinary',
  技能劳动力: 'skilled',
};
const STATUSES: Readonly<Record<string, string>> = {
  在籍: 'active',
  休学: 'on_leave',
  保留学籍: 'kept_for_service',
  退学: 'left',
  转出: 'transferred',
  结业: 'completed',
  毕业: 'graduated',
};
const MODES: Readonly<Record<string, string>> = { 全日制: 'full_time', 非全日制: 'part_time' };
const RELATIONS: readonly (readonly [RegExp, string])[] = [
  [/^户主$/, 'head'],
  [/^配偶$/, 'spouse'],
  [/^儿媳|^女婿/, 'child_in_law'],
  [/孙/, 'grandchild'],
  [/^(女|儿子|女儿|[长次二三四五]子|[长次二三四五]女|养子.*|养女.*)$/, 'child'],
  [/^(父亲|母亲|继.*|公公|婆婆|岳.)$/, 'parent'],
  [/^(兄|弟|姐姐|妹妹)$/, 'sibling'],
];
const STAGES: readonly (readonly [RegExp, string])[] = [
  [/^非在校生$/, 'not_at_school'],
  [/^学龄前/, 'preschool'],
  [/^小学/, 'primary'],
  [/^九年级$/, 'junior_high_final_year'],
  [/^[七八]年级$/, 'junior_high'],
  [/^普通高中三年级$/, 'senior_high_final_year'],
  [/^普通高中/, 'senior_high'],
  [/^技师学院|^技工/, 'technical_school'],
  [/^中职/, 'secondary_vocational'],
  [/大专|高职|本科|硕士|博士|研究生/, 'higher_education'],
];
/** What each word of a column means, by the fact it states. */
export const WORD_CODES = {
  household_types: HOUSEHOLD_TYPES,
  sex: SEXES,
  residence: RESIDENCES,
  education_level: EDUCATION,
  labour_skill: LABOUR,
  student_status: STATUSES,
  study_mode: MODES,
} as const satisfies Partial<Record<FactName, Readonly<Record<string, string>>>>;

/** The code of a word that one column stores; null (unknown) for no word and for a word that is not in the table. */
export function codeOfWord(
  fact: Exclude<keyof typeof WORD_CODES, 'household_types'>,
  word: string | null | undefined,
): string | null {
  const table: Readonly<Record<string, string>> = WORD_CODES[fact];
  return word ? (table[word] ?? null) : null;
}

/** Words of the register for codes of household types; a code without a word is left out. */
export function householdTypeWords(codes: readonly string[]): string[] {
  return Object.entries(HOUSEHOLD_TYPES).flatMap(([word, code]) => (codes.includes(code) ? [word] : []));
}

/** 与户主关系 as a code; any other kin is `other`, nothing written is unknown. */
export function relationCode(word: string | null | undefined): string | null {
  return word ? (RELATIONS.find(([pattern]) => pattern.test(word))?.[1] ?? 'other') : null;
}

/** 在校生状况 as a code. The register leaves the cell empty for who is not at school; a word it does not know is unknown. */
export function schoolStageCode(word: string | null | undefined): string | null {
  return word ? (STAGES.find(([pattern]) => pattern.test(word))?.[1] ?? null) : 'not_at_school';
}

/** 户类型 as codes; none written is unknown, as is a list with a word that is not in the table. */
export function householdTypeCodes(words: readonly string[] | null | undefined): readonly string[] | null {
  if (!words || words.length === 0) return null;
  const codes = words.map((word) => HOUSEHOLD_TYPES[word]);
  return codes.every((code) => code !== undefined) ? codes : null;
}

/** What a cleaned row of the assisted register says, in the register's own words. Days are yyyy-mm-dd, or yyyy-mm where only the month is known. */
export type RegisterWords = {
  sex: string | null;
  birth: string | null;
  identityUsable: boolean;
  alive: boolean;
  householdTypes: readonly string[] | null;
  identifiedOn: string | null;
  residence: string | null;
  relation: string | null;
  education: string | null;
  inSchool: string | null;
  labourSkill: string | null;
  veteran: boolean | null;
};

/** The facts that a register row states: the one place where the register's words become facts. */
export function registerFacts(row: RegisterWords): Partial<Record<FactName, FactValue>> {
  return {
    identity_usable: row.identityUsable,
    alive: row.alive,
    sex: codeOfWord('sex', row.sex),
    birth_date: row.birth,
    household_types: householdTypeCodes(row.householdTypes),
    registered_on: row.identifiedOn && row.identifiedOn.length === 7 ? `${row.identifiedOn}-01` : row.identifiedOn,
    residence: codeOfWord('residence', row.residence),
    relation_to_head: relationCode(row.relation),
    education_level: codeOfWord('education_level', row.education),
    higher_education_graduate: graduateOf(codeOfWord('education_level', row.education)),
    school_stage: schoolStageCode(row.inSchool),
    labour_skill: codeOfWord('labour_skill', row.labourSkill),
    veteran: row.veteran,
  };
}

const HIGHER = ['junior_college', 'bachelor_or_above'];

/** Whether a level of education is that of a university graduate; unknown when the level is. */
const graduateOf = (level: string | null): boolean | null => (level === null ? null : HIGHER.includes(level));
