import type { State } from './targets/assess.ts';

export const UNITS = [
  'persons',
  'person_times',
  'schools',
  'items',
  'places',
  'households',
  'fen',
  'percent',
  'per_mille',
] as const;
export type Unit = (typeof UNITS)[number];

/** What units are called beside a figure. */
export const UNIT_WORDS: Readonly<Record<Unit, { zh: string; en: string }>> = {
  persons: { zh: '人', en: 'persons' },
  person_times: { zh: '人次', en: 'person-times' },
  schools: { zh: '所', en: 'schools' },
  items: { zh: '个', en: '' },
  places: { zh: '个地区', en: 'places' },
  households: { zh: '户', en: 'households' },
  fen: { zh: '分', en: 'fen' },
  percent: { zh: '%', en: '%' },
  per_mille: { zh: '‰', en: '‰' },
};

/** How a figure stands against its goal. */
export const STATE_WORDS: Readonly<Record<State, { zh: string; en: string }>> = {
  met: { zh: '已达到', en: 'reached' },
  within: { zh: '在允许偏差内', en: 'within tolerance' },
  not_met: { zh: '未达到', en: 'not met' },
  on_pace: { zh: '进度正常', en: 'on pace' },
  behind: { zh: '进度滞后', en: 'behind' },
  open: { zh: '尚未达到', en: 'not reached yet' },
  none: { zh: '没有目标', en: 'no goal' },
  no_data: { zh: '没有数据', en: 'no data' },
};
