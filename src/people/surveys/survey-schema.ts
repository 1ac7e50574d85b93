import { z } from 'zod';

const Count = (title: string) =>
  z.coerce.number({ error: '请填写数字' }).int().min(0).max(100_000).meta({ title, kind: 'number' });
const Year = z.coerce.number().int().min(2000).max(2100);

export const AssignVillages = z.object({
  institutionId: z.uuid({ error: '请选择学校' }),
  year: Year,
  /** Villages, or townships for all of their villages. */
  divisions: z.array(z.coerce.number().int().min(0)).min(1, '请至少选择一个村或乡镇').max(200),
});
export type AssignVillages = z.input<typeof AssignVillages>;

/** What is asked of one visit; {@link RecordVisit} adds what must hold between its numbers. */
export const VisitFields = z.object({
  villageCode: z.coerce.number().int().min(0).max(999_999_999_999),
  visitedOn: z.iso.date({ error: '请填写走访日期' }).meta({ title: '走访日期' }),
  visitors: z.string().trim().min(2, '请填写走访人').max(100).meta({ title: '走访人' }),
  households: Count('走访户数'),
  people: Count('摸底人数'),
  wouldStudy: Count('愿意就读人数'),
  wouldTrain: Count('愿意培训人数'),
  publicity: z.string().trim().max(300).nullish().meta({
    title: '政策宣传',
    kind: 'longText',
    hint: '怎样宣传的，如入户讲解、张贴公告；没有宣传则不填',
  }),
  materials: z.string().trim().max(200).nullish().meta({ title: '发放资料', hint: '如招生简章 60 份' }),
  attendees: z.coerce.number().int().min(0).max(100_000).nullish().meta({ title: '宣传参加人数', kind: 'number' }),
  note: z.string().trim().max(500).nullish().meta({ title: '备注', kind: 'longText' }),
});
export const RecordVisit = VisitFields.refine((v) => v.publicity || (!v.materials && v.attendees == null), {
  message: '填写了资料或参加人数的，请写明怎样宣传',
  path: ['publicity'],
}).refine((v) => v.wouldStudy <= v.people && v.wouldTrain <= v.people, {
  message: '愿意的人数不能多于摸底人数',
  path: ['people'],
});
export type RecordVisit = z.input<typeof RecordVisit>;

export const SurveyCoverage = z.object({ year: Year, institutionId: z.uuid().optional() });
export type SurveyCoverage = z.input<typeof SurveyCoverage>;
