import type { FactName, FactValue } from './facts.ts';

/** A cleaned row of a sample file: field name to value. */
export type SampleRow = Readonly<Record<string, unknown>>;
type Values = Partial<Record<FactName, FactValue>>;

const HOUSEHOLD_TYPES: Readonly<Record<string, string>> = {
  一般脱贫户: 'out_of_poverty',
  脱贫不稳定户: 'unstable',
  边缘易致贫户: 'marginal',
  突发严重困难户: 'sudden_hardship',
  低保户: 'minimum_living',
  特困供养户: 'extreme_hardship',
};
const RELATIONS: Readonly<Record<string, string>> = { 户主: 'head', 配偶: 'spouse' };
const EDUCATION: Readonly<Record<string, string>> = {
  文盲或半文盲: 'illiterate',
  小学: 'primary',
  初中: 'junior_high',
  高中: 'senior_high',
  中职: 'secondary_vocational',
  大专: 'junior_college',
  本科及以上: 'bachelor_or_above',
};
const STAGES: readonly (readonly [RegExp, string])[] = [
  [/^非在校生$/, 'not_at_school'],
  [/^学龄前儿童$/, 'preschool'],
  [/^小学$/, 'primary'],
  [/^九年级$/, 'junior_high_final_year'],
  [/^[七八]年级$/, 'junior_high'],
  [/^普通高中三年级$/, 'senior_high_final_year'],
  [/^普通高中/, 'senior_high'],
  [/^技师学院|^技工/, 'technical_school'],
  [/^中职/, 'secondary_vocational'],
  [/大专|科|硕士|研究生|博士|高职/, 'higher_education'],
];
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

const code = (table: Readonly<Record<string, string>>, value: unknown, other: string | null = null): string | null =>
  typeof value === 'string' ? (table[value] ?? other) : null;

function stageOf(value: unknown): string {
  if (typeof value !== 'string') return 'not_at_school';
  const found = STAGES.find(([pattern]) => pattern.test(value));
  if (!found) throw new Error(`stage of school not known: ${value}`);
  return found[1];
}

/** A month without a day counts from its first day. */
const dayOf = (value: unknown): string | null =>
  typeof value === 'string' ? (value.length === 7 ? `${value}-01` : value) : null;

const birthOf = (id: unknown): string | null =>
  typeof id === 'string' ? `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}` : null;

/** The number decides where the list leaves the sex open or contradicts it. */
const sexOf = (row: SampleRow): string | null => {
  if (row.sex === '男') return 'male';
  if (row.sex === '女') return 'female';
  return typeof row.id_number === 'string' ? (Number(row.id_number[16]) % 2 === 1 ? 'male' : 'female') : null;
};

/** Facts of a cleaned register row of the samples; `ownNumber` is false when another person claims the same number. */
export function registerFacts(row: SampleRow, ownNumber: boolean): Values {
  const id = row.id_number;
  const types = row.household_types;
  return {
    identity_usable: typeof id === 'string' && ownNumber,
    alive: !String(row.note ?? '').includes('去世'),
    sex: sexOf(row),
    birth_date: birthOf(id),
    household_types: Array.isArray(types) ? types.map((t) => HOUSEHOLD_TYPES[String(t)] ?? String(t)) : null,
    registered_on: dayOf(row.identified_on),
    residence: row.residence === '农村' ? 'rural' : row.residence === '城镇' ? 'urban' : null,
    relation_to_head: code(RELATIONS, row.relation, 'other'),
    education_level: code(EDUCATION, row.education),
    school_stage: stageOf(row.in_school),
    labour_skill: code(LABOUR, row.labour_skill),
    veteran: row.veteran === true,
  };
}

/** Facts of a cleaned row of the school's export, whose number settles the birth date where it has one; fees come from the catalogue entry of the student's major, in fen. */
export function studentFacts(row: SampleRow, tuitionYuan: number | null): Values {
  const birth = birthOf(row.id_number);
  return {
    student_status: code(STATUSES, row.status),
    study_mode: row.mode === '全日制' ? 'full_time' : 'part_time',
    enrolled_on: dayOf(row.enrolled_on),
    tuition: tuitionYuan === null ? null : tuitionYuan * 100,
    ...(birth === null ? {} : { birth_date: birth }),
  };
}
