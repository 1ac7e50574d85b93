import { z } from 'zod';
import { defineSettings } from '../../organizations/index.ts';

/** Whether the due day itself is in time (含当日). */
export const DUE_DAY_COUNTS = 'report.due_day_counts';
/** Working days before the due day on which a city is reminded, as a list: 10,5,1. */
export const REMIND_DAYS = 'report.remind_days';

defineSettings({
  [DUE_DAY_COUNTS]: {
    title: '报送期限含当日',
    explanation:
      '文件写“6月15日前”“12月15日前”，没有写明当日是否算按时。不设置时按含当日理解；由省里设置为“否”的，当日报送算逾期。',
    value: z.boolean(),
    kind: 'yesNo',
    clause: '三(一)',
  },
  [REMIND_DAYS]: {
    title: '报送提醒（期限前第几个工作日）',
    explanation: '按工作日提前提醒市级，可写几个，用逗号分开，如 10,5,1；不设置则不提醒，只在首页显示剩余天数。',
    value: z
      .string()
      .trim()
      .regex(/^\d{1,2}([,，]\d{1,2})*$/, '请填写天数，用逗号分开，如 10,5,1'),
    kind: 'text',
    byOne: true,
    clause: '三(一)',
  },
});

/** The distances of a setting as numbers, largest first. */
export function remindDistances(value: unknown): number[] {
  if (typeof value !== 'string') return [];
  return [...new Set(value.split(/[,，]/).map(Number))].filter((n) => Number.isInteger(n)).sort((a, b) => b - a);
}
