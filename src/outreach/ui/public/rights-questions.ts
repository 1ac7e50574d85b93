import type { Bilingual, HOUSEHOLDS, RELATIONS, Schooling } from '../../schema.ts';
import { w } from './language.ts';

type Household = (typeof HOUSEHOLDS)[number] | 'none' | 'unsure';
type Answer<T extends string> = { value: T; label: Bilingual; hint?: Bilingual };

export const HOUSEHOLD_ANSWERS: readonly Answer<Household>[] = [
  {
    value: 'out_of_poverty',
    label: w('建档立卡户（一般脱贫户）', 'registered household, out of poverty'),
    hint: w('家里有扶贫手册、明白卡', 'you have the assistance handbook'),
  },
  { value: 'unstable', label: w('脱贫不稳定户', 'household unstably out of poverty') },
  { value: 'marginal', label: w('边缘易致贫户', 'household at the margin') },
  { value: 'sudden_hardship', label: w('突发严重困难户', 'household in sudden hardship') },
  {
    value: 'minimum_living',
    label: w('低保户', 'household on minimum living allowance'),
    hint: w('每月领低保金', 'receives the monthly allowance'),
  },
  { value: 'extreme_hardship', label: w('特困供养户', 'household in extreme hardship, supported') },
  { value: 'none', label: w('都不是', 'none of these') },
  { value: 'unsure', label: w('不清楚', 'not sure') },
];

export const SCHOOLING_ANSWERS: readonly Answer<Schooling | 'unsure'>[] = [
  { value: 'junior_done', label: w('初中毕业，没有再上学', 'finished junior high, not at school') },
  { value: 'senior_done', label: w('高中毕业，没有再上学', 'finished senior high, not at school') },
  { value: 'junior_final', label: w('正在读初三（九年级）', 'in the last year of junior high') },
  { value: 'senior_final', label: w('正在读高三', 'in the last year of senior high') },
  { value: 'technical_full', label: w('已经在技工学校读书（全日制）', 'at a technical school, full-time') },
  { value: 'technical_part', label: w('已经在技工学校读书（非全日制）', 'at a technical school, part-time') },
  { value: 'other_school', label: w('在别的学校读书', 'at another school') },
  { value: 'primary_done', label: w('小学及以下，没有上学', 'primary school or less, not at school') },
  { value: 'higher_done', label: w('大专及以上毕业', 'college or above') },
  { value: 'unsure', label: w('不清楚', 'not sure') },
];

export const YES_NO = [
  { value: 'yes', label: w('是', 'Yes') },
  { value: 'no', label: w('不是', 'No') },
  { value: 'unsure', label: w('不清楚', 'Not sure') },
] as const;

export const SEX_ANSWERS = [
  { value: 'male', label: w('男', 'male') },
  { value: 'female', label: w('女', 'female') },
] as const;

export const RESIDENCE_ANSWERS = [
  { value: 'rural', label: w('农村', 'rural') },
  { value: 'urban', label: w('城镇', 'urban') },
  { value: 'unsure', label: w('不清楚', 'not sure') },
] as const;

export const RELATION_ANSWERS: readonly Answer<(typeof RELATIONS)[number] | 'unsure'>[] = [
  { value: 'child', label: w('是户主的子女', 'a child of the head') },
  { value: 'grandchild', label: w('是户主的孙辈', 'a grandchild of the head') },
  { value: 'head', label: w('自己就是户主', 'the head') },
  { value: 'spouse', label: w('是户主的配偶', 'the spouse of the head') },
  { value: 'other', label: w('其他', 'other') },
  { value: 'unsure', label: w('不清楚', 'not sure') },
];

/** The day itself, or the last day of its month where it has no such day. */
export function realDay(text: string): string {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${text.slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`;
}
