import { z } from 'zod';

export const CIRCULAR_KINDS = { commendation: '通报表扬', correction: '通报批评（纠正）' } as const;
export type CircularKind = keyof typeof CIRCULAR_KINDS;

export const CircularFields = z.object({
  kind: z.enum(['commendation', 'correction'], { error: '请选择种类' }).meta({
    title: '种类',
    options: Object.entries(CIRCULAR_KINDS).map(([value, label]) => ({ value, label })),
  }),
  title: z.string().trim().min(2, '请填写标题').max(200).meta({ title: '标题' }),
  body: z.string().trim().min(2, '请填写正文').max(5000).meta({ title: '正文', kind: 'longText' }),
  public: z.boolean().default(false).meta({ title: '向社会公开', kind: 'yesNo' }),
});
export const DraftCircular = CircularFields;
export type DraftCircular = z.input<typeof DraftCircular>;
export const CircularId = z.object({ circularId: z.uuid() });
export type CircularId = z.input<typeof CircularId>;

export const NomineeFields = z.object({
  name: z.string().trim().min(2, '请填写单位或个人名称').max(200).meta({ title: '单位或个人' }),
  ground: z.string().trim().min(2, '请填写事由').max(500).meta({ title: '事由', kind: 'longText' }),
});
export const Nominate = NomineeFields.extend({ circularId: z.uuid(), unitId: z.uuid().optional() });
export type Nominate = z.input<typeof Nominate>;
export const DecideNominee = CircularId.extend({ nomineeId: z.uuid(), approved: z.boolean() });
export type DecideNominee = z.input<typeof DecideNominee>;
export const IssueCircular = CircularId.extend({
  number: z.string().trim().min(2, '请填写文号').max(60).meta({ title: '文号' }),
});
export type IssueCircular = z.input<typeof IssueCircular>;
export const Everything = z.object({});
export type Everything = z.input<typeof Everything>;

export type CircularLine = {
  circularId: string;
  kind: CircularKind;
  title: string;
  unitName: string;
  number: string | null;
  state: 'draft' | 'issued';
  issuedOn: string | null;
  public: boolean;
  nominees: number;
  approved: number;
};
export type NomineeView = { nomineeId: string; name: string; ground: string; approved: boolean | null };
export type CircularView = CircularLine & { body: string; mine: boolean; nomineeRows: NomineeView[] };

/** What everybody may read. */
export type PublicCircular = {
  title: string;
  kind: CircularKind;
  unitName: string;
  number: string;
  issuedOn: string;
  body: string;
  names: { name: string; ground: string }[];
};
