import { z } from 'zod';
import { Paging } from '../platform/paging.ts';

const day = z.iso.date('请填写日期');

const Placement = z.object({
  personId: z.uuid(),
  classId: z.uuid().optional(),
  kind: z.enum(['job', 'self_employed', 'firm', 'online_shop', 'army', 'further_study']),
  employer: z.string().trim().max(80).optional(),
  employerId: z.uuid().optional(),
  beganOn: day,
  endedOn: day.optional(),
  /** From when a labour contract holds. */
  contractFrom: day.optional(),
  inTrade: z.boolean().optional(),
  nearHome: z.boolean().optional(),
  placeCode: z.number().int().optional(),
  channel: z.enum(['self', 'relatives', 'public_service', 'agency', 'broker', 'school_enterprise']).optional(),
  agencyId: z.uuid().optional(),
  jobsDriven: z.number().int().min(0).max(100_000).optional(),
  evidence: z.enum(['self_report', 'employer_letter', 'insurance_record', 'business_licence']).default('self_report'),
  fileId: z.uuid().optional(),
});

export const RecordPlacements = z.object({ rows: z.array(Placement).min(1).max(2000) });
export type RecordPlacements = z.input<typeof RecordPlacements>;

export const ListPlacements = z.object({
  ...Paging,
  classId: z.uuid().optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type ListPlacements = z.input<typeof ListPlacements>;

export const FollowUp = z.object({
  classId: z.uuid(),
  /** So many months after the end of the class are looked at. */
  months: z.coerce.number().int().min(1).max(60).default(12),
});
export type FollowUp = z.input<typeof FollowUp>;

export const KeepAgency = z.object({
  kind: z.enum(['public_service', 'agency', 'broker']),
  name: z.string().trim().min(2, '请填写名称').max(80),
  registeredNo: z.string().trim().min(2, '请填写登记编号').max(60),
  validFrom: day,
  validTo: day.optional(),
});
export type KeepAgency = z.input<typeof KeepAgency>;

export const AwayFigures = z.object({ on: day, before: day });
export type AwayFigures = z.input<typeof AwayFigures>;

export type PlacementView = {
  placementId: string;
  personId: string;
  name: string;
  kind: string;
  employer: string | null;
  beganOn: string;
  endedOn: string | null;
  evidence: string;
  className: string | null;
  agency: string | null;
};
export type Share = { of: number; done: number; percent: number | null };
/** What became of a class: shares of those who were trained, completed, passed. */
export type FollowedUp = {
  trained: number;
  completed: number;
  passed: number;
  /** Of the passed, at work then; of those, in the trade they learned. */
  employed: Share;
  inTrade: Share;
  /** Of everybody trained: near home or with a firm of their own. */
  placed: Share;
  shops: Share;
  /** Of the completed who founded a business in the time. */
  founded: Share;
  jobsPerLeader: number | null;
  /** Of those an enterprise ordered, and of those trained: taken on. */
  hiredOfTrained: Share;
  hiredOfOrdered: Share | null;
  byEvidence: { evidence: string; people: number }[];
};
export type AgencyLine = {
  agencyId: string;
  kind: string;
  name: string;
  registeredNo: string;
  validTo: string | null;
  placements: number;
};
export type Away = {
  before: number;
  now: number;
  changePercent: number | null;
  channels: { channel: string; people: number }[];
};
