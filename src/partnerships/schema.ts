import { z } from 'zod';
import { Paging } from '../platform/http.ts';
import { OfficerFields, summaryParts, uses } from './form-schema.ts';
import { agreementActs, agreementStates, entryActs } from './engine/transitions.ts';

const Day = z.iso.date({ error: '请填写日期' });
const Division = z.coerce.number().int().min(0).max(999_999_999_999);
const Quantity = z.coerce.number({ error: '请填写数量' }).positive('数量应大于 0').max(1e14);
const Words = (most: number) => z.string().trim().max(most);

export const PartyInput = z.object({
  role: z.string(),
  institutionId: z.uuid().nullish(),
  divisionCode: Division.nullish(),
  name: Words(100).nullish(),
  leads: z.boolean().default(false),
  officer: Words(50).nullish(),
  officerPhone: Words(30).nullish(),
  responsibleUnit: Words(100).nullish(),
});
export type PartyInput = z.output<typeof PartyInput>;

export const CommitmentInput = z.object({
  kind: z.string(),
  title: Words(100).nullish(),
  code: Words(100).nullish(),
  quantity: Quantity.default(1),
  dueOn: Day.nullish(),
  party: z.coerce.number().int().min(1).nullish(),
});
export type CommitmentInput = z.output<typeof CommitmentInput>;

export const DraftAgreement = z.object({
  kind: z.string(),
  title: Words(120).min(2, '请填写名称'),
  startsOn: Day.nullish(),
  endsOn: Day.nullish(),
  parties: z.array(PartyInput).min(1).max(200),
  commitments: z.array(CommitmentInput).max(200).default([]),
  sections: z
    .array(z.object({ section: z.string(), words: Words(4000).min(1) }))
    .max(30)
    .default([]),
  data: z.record(z.string(), z.unknown()).default({}),
  renews: z.uuid().nullish(),
});
export type DraftAgreement = z.input<typeof DraftAgreement>;

export const AgreementId = z.object({ agreementId: z.uuid() });
export type AgreementId = z.input<typeof AgreementId>;

export const MoveAgreement = AgreementId.extend({
  action: z.enum(agreementActs),
  reason: Words(500).nullish(),
  /** Signing: the side (its number), and for a side without an account its scanned signature. */
  party: z.coerce.number().int().min(1).nullish(),
  fileId: z.uuid().nullish(),
  on: Day.nullish(),
});
export type MoveAgreement = z.input<typeof MoveAgreement>;

export const AddCommitment = AgreementId.extend(CommitmentInput.shape);
export type AddCommitment = z.input<typeof AddCommitment>;
export const RemoveCommitment = AgreementId.extend({ commitmentId: z.uuid() });
export type RemoveCommitment = z.input<typeof RemoveCommitment>;

export const ConfirmSection = AgreementId.extend({ section: z.string(), words: Words(4000).nullish() });
export type ConfirmSection = z.input<typeof ConfirmSection>;

export const NameOfficer = AgreementId.extend({ party: z.coerce.number().int().min(1), ...OfficerFields.shape });
export type NameOfficer = z.input<typeof NameOfficer>;

export const ListAgreements = z.object({
  ...Paging,
  kind: z.string().optional(),
  state: z.enum(agreementStates).optional(),
  division: Division.optional(),
  text: Words(50).optional(),
  sort: z.string().optional(),
});
export type ListAgreements = z.input<typeof ListAgreements>;

export const EntryInput = z.object({
  commitmentId: z.uuid().nullish(),
  parentId: z.uuid().nullish(),
  aboutInstitution: z.uuid().nullish(),
  aboutDivision: Division.nullish(),
  aboutName: Words(100).nullish(),
  code: Words(100).nullish(),
  second: Words(100).nullish(),
  quantity: Quantity.nullish(),
  onDate: Day,
  endedOn: Day.nullish(),
  dueOn: Day.nullish(),
  staffId: z.uuid().nullish(),
  personId: z.uuid().nullish(),
  data: z.record(z.string(), z.unknown()).default({}),
  evidence: z.array(z.uuid()).max(20).default([]),
});
export type EntryInput = z.output<typeof EntryInput>;

export const RecordEntries = z.object({
  kind: z.string(),
  agreementId: z.uuid().nullish(),
  rows: z.array(EntryInput).min(1).max(500),
});
export type RecordEntries = z.input<typeof RecordEntries>;

export const EntryId = z.object({ entryId: z.uuid() });
export type EntryId = z.input<typeof EntryId>;
export const AmendEntry = EntryId.extend(EntryInput.partial().shape);
export type AmendEntry = z.input<typeof AmendEntry>;

export const MoveEntries = z.object({
  entryIds: z.array(z.uuid()).min(1).max(500),
  action: z.enum(entryActs),
  reason: Words(500).nullish(),
});
export type MoveEntries = z.input<typeof MoveEntries>;

export const ListEntries = z.object({
  ...Paging,
  kind: z.string().optional(),
  agreementId: z.uuid().optional(),
  /** Only what is recorded by itself, under no agreement. */
  alone: z.enum(['yes']).optional(),
  division: Division.optional(),
  sort: z.string().optional(),
});
export type ListEntries = z.input<typeof ListEntries>;

export const RunMeasures = z.object({
  keys: z.string().optional(),
  /** All measures of one definition. */
  definition: z.string().optional(),
  agreementId: z.uuid().optional(),
  division: Division.optional(),
  asOf: Day.optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type RunMeasures = z.input<typeof RunMeasures>;

export const AddStaff = z.object({
  people: z
    .array(
      z.object({
        name: Words(50).min(2, '请填写姓名'),
        duty: z.enum(['expert', 'teacher', 'manager']),
        title: Words(50).nullish(),
        specialty: Words(100).nullish(),
        volunteers: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(500),
  institutionId: z.uuid().optional(),
});
export type AddStaff = z.input<typeof AddStaff>;

export const StaffId = z.object({ staffId: z.uuid() });
export type StaffId = z.input<typeof StaffId>;
export const CertificateId = z.object({ certificateId: z.uuid() });
export type CertificateId = z.input<typeof CertificateId>;
export const CheckCertificate = z.object({ code: z.string().trim().min(8).max(30) });
export type CheckCertificate = z.input<typeof CheckCertificate>;
export const ListStaff = z.object({ ...Paging, institutionId: z.uuid().optional(), sort: z.string().optional() });
export type ListStaff = z.input<typeof ListStaff>;

export const RankReview = z.object({
  ranking: z.string().meta({ title: '依据' }),
  use: z.enum(uses).meta({ title: '事项' }),
  review: Words(100).min(2, '请填写评审名称').meta({ title: '评审名称' }),
  candidates: z
    .array(
      z.object({
        name: Words(50).min(1),
        points: z.coerce.number().int().min(0).max(10_000),
        certificate: Words(60).nullish(),
        staffId: z.uuid().nullish(),
      }),
    )
    .min(1)
    .max(500),
});
export type RankReview = z.input<typeof RankReview>;

export const RankRequests = z.object({
  /** Without it only the rankings to choose from are told. */
  ranking: z.string().optional(),
  kind: z.string().default('support_request'),
  packages: z.coerce.number().int().min(1).optional(),
});
export type RankRequests = z.input<typeof RankRequests>;

export const ServiceStatement = z.object({
  institutionId: z.uuid().optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type ServiceStatement = z.input<typeof ServiceStatement>;

export const ImportPlan = z.object({ table: z.enum(['annex1', 'annex2']), fileId: z.uuid() });
export type ImportPlan = z.input<typeof ImportPlan>;
export const ExportPlan = z.object({ table: z.enum(['annex1', 'annex2']) });
export type ExportPlan = z.input<typeof ExportPlan>;

export { summaryParts };
export const SummaryYear = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  division: Division.optional(),
});
export type SummaryYear = z.input<typeof SummaryYear>;
export const SummaryId = z.object({ summaryId: z.uuid() });
export type SummaryId = z.input<typeof SummaryId>;
export const WriteSummary = SummaryId.extend({
  narrative: z.partialRecord(z.enum(summaryParts), Words(20_000)).optional(),
  override: z
    .object({ cell: Words(80).min(1), value: z.coerce.number().min(0), reason: Words(500).min(2, '请写明更改原因') })
    .optional(),
});
export type WriteSummary = z.input<typeof WriteSummary>;
export const ListSummaries = z.object({
  ...Paging,
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  sort: z.string().optional(),
});
export type ListSummaries = z.input<typeof ListSummaries>;

export const Nothing = z.object({});
export type Nothing = z.input<typeof Nothing>;

export const InviteSchools = z.object({
  institutionIds: z.array(z.uuid()).min(1).max(200),
  words: Words(1000).min(2, '请填写邀请内容'),
});
export type InviteSchools = z.input<typeof InviteSchools>;
