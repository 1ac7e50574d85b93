import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';
import { COMPARISON_KINDS } from './comparison-kind-names.ts';

export const ImportComparison = z.object({
  fileId: z.uuid(),
  kind: z.enum(COMPARISON_KINDS, '请选择名单种类'),
  listDate: z.iso.date('请填写名单日期'),
  areaCode: z.number().int().optional(),
  senderName: z.string().trim().min(2, '请填写提供单位').max(80),
});
export type ImportComparison = z.input<typeof ImportComparison>;

export const ListComparisons = z.object(Paging);
export type ListComparisons = z.input<typeof ListComparisons>;

export const CheckClass = z.object({ classId: z.uuid() });
export type CheckClass = z.infer<typeof CheckClass>;

/** What an office that keeps its list to itself answered about people of a class. */
export const AnswerChecks = z.object({
  classId: z.uuid(),
  kind: z.enum(COMPARISON_KINDS),
  listDate: z.iso.date('请填写名单日期'),
  answeredBy: z.string().trim().min(2, '请填写答复单位').max(80),
  answers: z
    .array(z.object({ personId: z.uuid(), found: z.boolean(), note: z.string().trim().max(200).optional() }))
    .min(1)
    .max(1000),
});
export type AnswerChecks = z.input<typeof AnswerChecks>;

export const AskChecks = z.object({ classId: z.uuid(), kind: z.enum(COMPARISON_KINDS) });
export type AskChecks = z.infer<typeof AskChecks>;
