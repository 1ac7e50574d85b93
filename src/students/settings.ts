import { defineSettings } from '../organizations/index.ts';
import { z } from 'zod';

/** Days, counted on the calendar from the day of reporting, in which the status should be registered. */
export const REGISTER_DAYS = 'student.register.days';

defineSettings({
  [REGISTER_DAYS]: {
    title: '学籍注册时限',
    explanation: '文件只要求“及时”注册学籍，没有规定天数；自报到之日起按日历日计算，不设置则只显示已等待天数。',
    value: z.number().int().min(1).max(365),
    kind: 'number',
    unit: '天',
    clause: '三(四)',
  },
});
