import { z } from 'zod';
import { defineSettings, findSetting } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';

/** Months after closing in which the same kind of problem in the same place counts as a recurrence. */
export const WATCH_MONTHS = 'rectification.watch_months';
/** Months between two rounds of self-inspection. */
export const SELF_CHECK_MONTHS = 'supervision.self_check_months';

/** Days before the list's day on which whoever has not sent the formal report is reminded. */
export const REPORT_REMIND_DAYS = 'rectification.report_remind_days';

const months = (title: string, explanation: string) => ({
  title,
  explanation,
  value: z.number().int().min(1).max(60),
  kind: 'number' as const,
  unit: '个月',
  clause: '四(二)',
});

defineSettings({
  [WATCH_MONTHS]: months(
    '整改“防复发”观察期',
    '文件要求“严防类似问题再发生”，没有写明多久；销号后在这个时间内再次查出同类问题的，算复发并上提一级。不设置则不判定复发。',
  ),
  [SELF_CHECK_MONTHS]: months(
    '自查自纠间隔',
    '文件要求“适时”自查自纠，没有写明间隔；设置后到期提醒一次，不设置则不提醒。',
  ),
  [REPORT_REMIND_DAYS]: {
    title: '整改书面报告报送提醒',
    explanation: '期限前几天提醒还没有报送书面报告的单位；不设置则不提醒，只显示期限，逾期后告知一次。',
    value: z.number().int().min(1).max(60),
    kind: 'number',
    unit: '天',
    clause: '四(二)',
  },
});

/** A number of months set for a place; null where nothing is set. */
export async function monthsSet(tx: Tx, divisionCode: number, key: string, onDate: string): Promise<number | null> {
  const found = await findSetting(tx, divisionCode, key, onDate);
  return typeof found?.value === 'number' ? found.value : null;
}
