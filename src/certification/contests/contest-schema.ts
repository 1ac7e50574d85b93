import { z } from 'zod';
import { Paging } from '../../platform/http.ts';

/** A contest; an office names the body that assesses, an institution is that body itself. */
export const KeepContest = z.object({
  name: z.string().trim().min(2, '请填写竞赛名称').max(100),
  occupation: z.string().trim().min(1, '请填写职业').max(60),
  heldOn: z.iso.date('请填写日期'),
  institutionId: z.uuid().optional(),
});
export type KeepContest = z.input<typeof KeepContest>;

/** Who took part: number and name as on the identity card, and the rank. */
export const RecordRanks = z.object({
  contestId: z.uuid(),
  rows: z
    .array(
      z.object({
        name: z.string().trim().min(1, '请填写姓名').max(60),
        idNumber: z.string().trim().min(1, '请填写身份证号').max(40),
        rank: z.number().int().positive('名次从 1 起').max(10_000),
      }),
    )
    .min(1, '请填写参赛人员')
    .max(2000),
});
export type RecordRanks = z.input<typeof RecordRanks>;

export const ContestId = z.object({ contestId: z.uuid() });
export type ContestId = z.infer<typeof ContestId>;
export const IssueProposed = z.object({ contestId: z.uuid(), issuedOn: z.iso.date('请填写日期') });
export type IssueProposed = z.input<typeof IssueProposed>;
export const ListContests = z.object({ ...Paging });
export type ListContests = z.input<typeof ListContests>;

export type ContestView = {
  contestId: string;
  name: string;
  occupation: string;
  heldOn: string;
  institution: string;
  state: 'open' | 'closed';
  entrants: number;
  proposed: number;
  issued: number;
};
export type EntrantView = {
  personId: string;
  name: string;
  rank: number;
  /** Level proposed; null when the rule proposes none, or the contest is still open. */
  level: number | null;
  clause: string | null;
  certificateNo: string | null;
};
