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
