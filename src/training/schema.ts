import { z } from 'zod';

export type { ClassView } from './classes/schema.ts';
export type { TraineeView } from './rosters/schema.ts';

const Paged = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

/** Rosters of training classes that were uploaded. */
export const ReceiveRoster = z.object({
  fileId: z.uuid(),
  institutionId: z.uuid().optional(),
  listDate: z.iso.date('请填写日期').optional(),
  dryRun: z.boolean().default(false),
});
export type ReceiveRoster = z.input<typeof ReceiveRoster>;

export const ListRosters = z.object(Paged);
export type ListRosters = z.input<typeof ListRosters>;

export const RosterId = z.object({ listId: z.uuid() });
export type RosterId = z.infer<typeof RosterId>;

export const RosterFindings = z.object({
  listId: z.uuid(),
  ...Paged,
  code: z.string().max(60).optional(),
  decision: z.enum(['auto', 'review', 'refuse', 'note']).optional(),
});
export type RosterFindings = z.input<typeof RosterFindings>;
