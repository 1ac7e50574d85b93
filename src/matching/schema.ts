import { z } from 'zod';

export const LinkRecords = z.object({
  personId: z.uuid(),
  otherId: z.uuid(),
  certainty: z.enum(['proved', 'inferred']),
  reason: z.string().trim().min(1, '请填写依据').max(200),
});
export type LinkRecords = z.infer<typeof LinkRecords>;

export const UnlinkRecords = z.object({ personId: z.uuid(), reason: z.string().trim().min(1, '请填写原因').max(200) });
export type UnlinkRecords = z.infer<typeof UnlinkRecords>;

export const AskAssisted = z.object({
  idNumber: z.string().trim().min(1).max(30),
  name: z.string().trim().min(1).max(50),
  date: z.iso.date(),
  knownAt: z.coerce.number().int().min(1).optional(),
});
export type AskAssisted = z.infer<typeof AskAssisted>;

/** A doubtful match decided: is the offered person the one? */
export const DecideMatch = z.object({
  /** The record of the roll or roster. */
  personId: z.uuid(),
  same: z.boolean(),
  /** Which of those offered; the first where it is left out. */
  registerPersonId: z.uuid().optional(),
  reason: z.string().trim().min(1, '请写明依据').max(200),
});
export type DecideMatch = z.infer<typeof DecideMatch>;

export const ListMatches = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
  state: z.enum(['open', 'done', 'all']).default('open'),
  source: z.enum(['students', 'training_roster']).optional(),
  listId: z.uuid().optional(),
});
export type ListMatches = z.input<typeof ListMatches>;
