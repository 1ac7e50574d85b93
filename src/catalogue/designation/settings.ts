import { z } from 'zod';
import { defineSettings, findSetting } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';

/** The employment rate in per cent from which criterion 就业率高 is met. */
export const EMPLOYMENT_RATE = 'designation.employment_rate';

defineSettings({
  [EMPLOYMENT_RATE]: {
    title: '承担院校认定：就业率标准',
    explanation: '文件只要求“就业率高”，没有规定比例；设置后，毕业生就业率达到这个比例即为符合，不设置则由评定人判断。',
    value: z.number().min(1).max(100),
    kind: 'number',
    unit: '%',
    clause: '三(三)',
  },
});

/** The local standard of a city on a day; null where none is set. */
export async function rateStandard(tx: Tx, cityCode: number, onDate: string): Promise<number | null> {
  const found = await findSetting(tx, cityCode, EMPLOYMENT_RATE, onDate);
  return typeof found?.value === 'number' ? found.value : null;
}
