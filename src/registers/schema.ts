/** Shapes of the room of declared registers that a browser may know beside their definitions: the states of a record, and the input of each verb. */
import { z } from 'zod';
import type { Bilingual } from '../policy/schema.ts';

export const RECORD_STATES = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '待审核', en: 'Waiting for review' },
  returned: { zh: '退回补正', en: 'Returned' },
  accepted: { zh: '已通过', en: 'Accepted' },
  refused: { zh: '不通过', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  revoked: { zh: '已撤销', en: 'Revoked' },
} as const satisfies Record<string, Bilingual>;
export type RecordState = keyof typeof RECORD_STATES;

const key = z.string().regex(/^[a-z][a-z0-9-]*$/);
const Paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

export const ListRegisters = z.object({});
export type ListRegisters = z.input<typeof ListRegisters>;

export const RegisterKey = z.object({ key });
export type RegisterKey = z.input<typeof RegisterKey>;

export const ListRecords = z
  .object({
    key,
    name: z.string().trim().max(100).optional(),
    state: z.enum(Object.keys(RECORD_STATES) as [RecordState, ...RecordState[]]).optional(),
    /** Only what waits for the reader's own review. */
    queue: z.enum(['review']).optional(),
    division: z.coerce.number().int().optional(),
    institutionId: z.uuid().optional(),
    /** Only the records that this figure counts today. */
    figure: z.string().max(60).optional(),
    sort: z.string().optional(),
    ...Paging,
  })
  .catchall(z.string().max(200));
export type ListRecords = z.input<typeof ListRecords>;

export const RecordId = z.object({ recordId: z.uuid() });
export type RecordId = z.input<typeof RecordId>;

const fieldInput = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(200)).max(200),
  z.object({ fileId: z.uuid(), name: z.string().max(300) }),
  z.object({
    name: z.string().max(60),
    idNumber: z.string().max(40).optional(),
    mask: z.string().nullable().optional(),
    key: z.string().nullable().optional(),
    phone: z.string().max(40).nullable().optional(),
    account: z.string().max(100).nullable().optional(),
  }),
]);
export type FieldInput = z.input<typeof fieldInput>;

const given = {
  data: z.record(z.string().max(60), fieldInput),
  /** Why it goes on although a check asks for a reason, or why it is changed. */
  reason: z.string().trim().max(1000).optional(),
};

export const CreateRecord = z.object({
  key,
  ...given,
  /** Keep what there is without handing it in. */
  draft: z.boolean().optional(),
});
export type CreateRecord = z.input<typeof CreateRecord>;

export const ChangeRecord = z.object({
  recordId: z.uuid(),
  /** The version that was opened: a change since then is told. */
  version: z.number().int().optional(),
  ...given,
  draft: z.boolean().optional(),
});
export type ChangeRecord = z.input<typeof ChangeRecord>;

export const RECORD_ACTS = ['submit', 'pass', 'return', 'refuse', 'withdraw', 'revoke'] as const;
export const StepRecord = z.object({
  recordId: z.uuid(),
  act: z.enum(RECORD_ACTS),
  reason: z.string().trim().max(1000).optional().meta({ title: '理由', kind: 'longText' }),
  onDate: z.iso.date().optional().meta({ title: '日期' }),
});
export type StepRecord = z.input<typeof StepRecord>;

export const SetStage = z.object({
  recordId: z.uuid(),
  stage: z.string().max(60),
  reason: z.string().trim().max(1000).optional(),
});
export type SetStage = z.input<typeof SetStage>;

/** The record whose places are given to those who wait for them. */
export const AllocatePlaces = z.object({ recordId: z.uuid() });
export type AllocatePlaces = z.input<typeof AllocatePlaces>;

export const CountFigures = z.object({
  key,
  on: z.iso.date().optional(),
  division: z.coerce.number().int().optional(),
});
export type CountFigures = z.input<typeof CountFigures>;

export const ExportRecords = z.object({
  key,
  template: z.enum(['yes']).optional(),
  division: z.coerce.number().int().optional(),
  figure: z.string().max(60).optional(),
});
export type ExportRecords = z.input<typeof ExportRecords>;

export const ExportBooklet = z.object({ key, division: z.coerce.number().int().optional() });
export type ExportBooklet = z.input<typeof ExportBooklet>;

export const ReceiveRecords = z.object({ key, fileId: z.uuid(), dryRun: z.boolean().optional() });
export type ReceiveRecords = z.input<typeof ReceiveRecords>;

export const RecordFile = z.object({ recordId: z.uuid(), field: z.string().max(60) });
export type RecordFile = z.input<typeof RecordFile>;

export const FindChoices = z.object({ key, field: z.string().max(60), text: z.string().trim().max(60).default('') });
export type FindChoices = z.input<typeof FindChoices>;

export const PublicRegister = z.object({
  key,
  name: z.string().trim().max(60).optional(),
  /** Only what holds at this place: its own and that of the areas above it. */
  place: z.coerce.number().int().optional(),
  ...Paging,
});
export type PublicRegister = z.input<typeof PublicRegister>;

export const PublicRecordId = z.object({ recordId: z.uuid() });
export type PublicRecordId = z.infer<typeof PublicRecordId>;

export const ImportJobId = z.object({ jobId: z.uuid() });
export type ImportJobId = z.input<typeof ImportJobId>;
