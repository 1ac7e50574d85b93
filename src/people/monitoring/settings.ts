import { z } from 'zod';
import { defineSettings, findSetting } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';

export const VISIT_MONTHS = 'monitoring.visit_months';
export const INCLUSION_DAYS = 'monitoring.inclusion_days';
export const FOLLOW_UP_DAYS = 'monitoring.follow_up_days';

const count = (title: string, explanation: string, unit: string) => ({
  title,
  explanation,
  value: z.number().int().min(1).max(365),
  kind: 'number' as const,
  unit,
  clause: '一(二)',
});

defineSettings({
  [VISIT_MONTHS]: count(
    '入户走访间隔',
    '文件要求“加强基层动态观测”，没有写明间隔；设置后到期未走访的户列出，不设置则不列。',
    '个月',
  ),
  [INCLUSION_DAYS]: count(
    '致贫返贫报告处理时限',
    '文件要求“立即纳入保障”，没有写明几天；设置后按工作日计时，不设置则不判定逾期。',
    '个工作日',
  ),
  [FOLLOW_UP_DAYS]: count(
    '纳入后跟进时限',
    '文件要求“及时跟进”培训和就业指导，没有写明几天；设置后按天计时，不设置则不判定逾期。',
    '天',
  ),
});

/** A number set for a place; null where nothing is set. */
export async function numberSet(tx: Tx, divisionCode: number, key: string, onDate: string): Promise<number | null> {
  const found = await findSetting(tx, divisionCode, key, onDate);
  return typeof found?.value === 'number' ? found.value : null;
}
