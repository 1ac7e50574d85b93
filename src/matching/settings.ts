import { z } from 'zod';
import { defineSettings } from '../organizations/index.ts';

/** Days for which a match with the assisted register carries a benefit. */
export const MATCH_DAYS = 'match.days';

defineSettings({
  [MATCH_DAYS]: {
    title: '比对有效期',
    explanation: '核定优惠前，最近一次与帮扶名单的比对不得早于这个天数；不设置则只显示比对日期，不暂缓核定。',
    value: z.number().int().min(1).max(1000),
    kind: 'number',
    unit: '天',
    clause: '四(二)',
  },
});
