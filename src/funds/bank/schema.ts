import { z } from 'zod';
import { Paged } from '../ledger/schema.ts';

/** Forms of bank file, as offices choose them. */
export const FORMAT_TITLES = {
  separated: '分隔符文件（CSV，回盘为竖线分隔）',
  fixed: '定长文件（GB18030）',
  pain001: 'ISO 20022 pain.001 / pain.002',
} as const;
export const FormatKey = z.enum(['separated', 'fixed', 'pain001']);

export const BuildBatch = z.object({ claimId: z.uuid(), format: FormatKey.meta({ title: '文件格式' }) });
export type BuildBatch = z.infer<typeof BuildBatch>;

export const BatchId = z.object({ batchId: z.uuid() });
export type BatchId = z.infer<typeof BatchId>;

export const ReadReturn = z.object({ batchId: z.uuid(), fileId: z.uuid() });
export type ReadReturn = z.infer<typeof ReadReturn>;

export const ListBatches = z.object({
  ...Paged,
  claimId: z.uuid().optional(),
  state: z.enum(['built', 'written', 'answered', 'closed']).optional(),
});
export type ListBatches = z.input<typeof ListBatches>;

export const ListBankLines = z.object({
  batchId: z.uuid(),
  ...Paged,
  outcome: z.enum(['pending', 'paid', 'failed']).optional(),
});
export type ListBankLines = z.input<typeof ListBankLines>;

export const ReleaseLine = z.object({
  claimId: z.uuid(),
  lineId: z.uuid(),
  reason: z.string().trim().min(2, '请写明原因').max(200),
});
export type ReleaseLine = z.infer<typeof ReleaseLine>;

export const OpenRecovery = z.object({
  batchId: z.uuid(),
  lineNo: z.coerce.number().int().min(1),
  amountFen: z.coerce.number().int().min(1).optional(),
  reason: z.string().trim().min(2, '请写明原因').max(200),
  evidence: z.string().trim().min(2, '请写明依据').max(300),
  dueOn: z.iso.date().optional(),
});
export type OpenRecovery = z.infer<typeof OpenRecovery>;

export const RecoveryForm = z.object({
  reason: z.string().trim().min(2, '请写明原因').max(200).meta({ title: '追回原因' }),
  evidence: z.string().trim().min(2, '请写明依据').max(300).meta({ title: '依据' }),
  dueOn: z.iso.date().optional().meta({ title: '要求退回日期', kind: 'date' }),
});

export const ActOnRecovery = z.object({
  recoveryId: z.uuid(),
  action: z.enum(['notify', 'confirm', 'stop']),
  amountFen: z.coerce.number().int().min(1).optional(),
  documentNo: z.string().trim().max(80).optional(),
  reason: z.string().trim().max(200).optional(),
});
export type ActOnRecovery = z.infer<typeof ActOnRecovery>;

export const ListRecoveries = z.object({
  ...Paged,
  state: z.enum(['opened', 'notified', 'recovered', 'stopped']).optional(),
});
export type ListRecoveries = z.input<typeof ListRecoveries>;

export type BatchView = {
  batchId: string;
  number: string;
  claimId: string;
  claimNumber: string;
  title: string;
  format: string;
  lines: number;
  totalFen: number;
  paid: number;
  paidFen: number;
  failed: number;
  pending: number;
  state: string;
  sha256: string | null;
  builtAt: string;
};
