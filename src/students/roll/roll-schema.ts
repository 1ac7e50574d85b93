import { z } from 'zod';

const Paged = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

/** A school's registration export that was uploaded. */
export const ReceiveRoll = z.object({
  fileId: z.uuid(),
  /** Whose roll it is, where the title does not say so. */
  institutionId: z.uuid().optional(),
  listDate: z.iso.date('请填写日期').optional(),
  coverage: z.enum(['complete', 'supplement']).default('complete'),
  dryRun: z.boolean().default(false),
});
export type ReceiveRoll = z.input<typeof ReceiveRoll>;

export const ListRolls = z.object(Paged);
export type ListRolls = z.input<typeof ListRolls>;

export const RollId = z.object({ listId: z.uuid() });
export type RollId = z.infer<typeof RollId>;

export const RollFindings = z.object({
  listId: z.uuid(),
  ...Paged,
  code: z.string().max(60).optional(),
  decision: z.enum(['auto', 'review', 'refuse', 'note']).optional(),
});
export type RollFindings = z.input<typeof RollFindings>;

/** A list of an institution as screens show it. */
export type InstitutionListView = {
  listId: string;
  institution: string;
  sender: string;
  fileName: string;
  listDate: string;
  publishedAt: string | null;
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  /** Lines whose person in the register somebody must still decide. */
  doubtful: number;
  inRegister: number;
};
export type FindingKind = { code: string; decision: string; message: string; rows: number };
export type FindingView = {
  seq: number;
  sheet: string;
  row: number;
  column: string | null;
  code: string;
  decision: string;
  message: string;
  was: string | null;
  now: string | null;
};
