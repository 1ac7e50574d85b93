import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';

export const ListTrainingFindings = z.object({
  ...Paging,
  state: z.enum(['open', 'explained', 'upheld']).optional(),
  classId: z.uuid().optional(),
});
export type ListTrainingFindings = z.input<typeof ListTrainingFindings>;

export const AnswerFinding = z.object({
  findingId: z.uuid(),
  verdict: z.enum(['explained', 'upheld']),
  answer: z.string().trim().min(4, '请写明查实的情况').max(500),
});
export type AnswerFinding = z.input<typeof AnswerFinding>;

/** A finding as screens show it. */
export type FindingView = {
  findingId: string;
  classId: string;
  className: string | null;
  institution: string;
  rule: string;
  words: string;
  personName: string | null;
  evidence: Record<string, string | number | null>;
  otherClass: string | null;
  state: string;
  answer: string | null;
  answeredBy: string | null;
  foundAt: string;
};
