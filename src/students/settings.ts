import { defineSettings } from '../organizations/index.ts';
import { z } from 'zod';

/** Days, counted on the calendar from the day of reporting, in which the status should be registered. */
export const REGISTER_DAYS = 'student.register.days';
/** Days for which a match with the assisted register carries a benefit. */
export const MATCH_DAYS = 'match.days';

defineSettings({
  [REGISTER_DAYS]: {
    title: '学籍注册时限',
    explanation: '文件只要求“及时”注册学籍，没有规定天数；自报到之日起按日历日计算，不设置则只显示已等待天数。',
    value: z.number().int().min(1).max(365),
    kind: 'number',
    unit: '天',
    clause: '三(四)',
  },
  [MATCH_DAYS]: {
    title: '比对有效期',
    explanation: '核定优惠前，最近一次与帮扶名单的比对不得早于这个天数；不设置则只显示比对日期，不暂缓核定。',
    value: z.number().int().min(1).max(1000),
    kind: 'number',
    unit: '天',
    clause: '四(二)',
  },
});
