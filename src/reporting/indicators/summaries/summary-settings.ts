import { z } from 'zod';
import { defineSettings } from '../../../organizations/index.ts';

/** Every how many months the summary of a cycle is opened. */
export const summaryMonths = (cycle: string): string => `summary.${cycle}.months`;
/** By which day of the year it is due, as 01-31. */
export const summaryDueDay = (cycle: string): string => `summary.${cycle}.due_day`;

const months = (title: string, clause: string) => ({
  title,
  explanation: '文件只写“定期”，没有规定间隔；设置后每期结束次日自动开设总结并填好数字，不设置则不开设。',
  value: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(6), z.literal(12)]),
  kind: 'number' as const,
  unit: '个月',
  clause,
});
const dueDay = (title: string, clause: string) => ({
  title,
  explanation: '文件没有规定报送日期；设置后过期未报的显示逾期，不设置则只显示已报、未报。格式如 01-31。',
  value: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '请按 01-31 的格式填写'),
  kind: 'text' as const,
  clause,
});

defineSettings({
  [summaryMonths('n2021')]: months('技能提升工程总结间隔', '五(三)'),
  [summaryDueDay('n2021')]: dueDay('技能提升工程总结期限', '五(三)'),
  [summaryMonths('fyp14')]: months('“十四五”规划总结间隔', '七(二十三)'),
  [summaryDueDay('fyp14')]: dueDay('“十四五”规划总结期限', '七(二十三)'),
});
