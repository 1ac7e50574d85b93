import { z } from 'zod';
import { defineSettings } from '../organizations/index.ts';

/** Days for which a claim is on public notice before it may be approved; not set means no notice. */
export const NOTICE_DAYS = 'funds.notice.days';
/** Days in which what is due should be paid. */
export const PAY_DAYS = 'funds.pay.days';
/** Days after which a held line is late. */
export const HOLD_DAYS = 'funds.hold.days';

const days = (title: string, explanation: string) => ({
  title,
  explanation,
  value: z.number().int().min(1).max(365),
  kind: 'number' as const,
  unit: '天',
  clause: '四(三)',
});

defineSettings({
  [NOTICE_DAYS]: days('发放公示天数', '复核后、审批前公示的日历天数；不设置则不公示。'),
  [PAY_DAYS]: days('发放时限', '自应发之日起按日历日计算；超过的列入监督事项，不设置则只显示已等待天数。'),
  [HOLD_DAYS]: days('暂缓处理时限', '暂缓的明细应在多少个日历日内查清；不设置则只显示已暂缓天数。'),
});
