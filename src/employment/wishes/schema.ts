import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';

const day = z.iso.date('请填写日期');

/** What is asked about the work somebody wishes. */
export const WishFields = z.object({
  selfEmployed: z
    .boolean({ error: '请选择' })
    .meta({ title: '愿意自主创业', kind: 'yesNo', hint: '选“否”表示希望受雇就业' }),
  sector: z.string().trim().max(60).nullish().meta({ title: '行业或工种' }),
  place: z.string().trim().max(60).nullish().meta({ title: '希望的工作地点' }),
  wageFen: z.coerce.number().int().positive().nullish().meta({ title: '期望月收入', kind: 'money' }),
  statedOn: day.meta({ title: '表达日期', kind: 'date' }),
});
export const RecordEmploymentWishes = z.object({
  rows: z
    .array(WishFields.extend({ personId: z.uuid() }))
    .min(1, '请选择人员')
    .max(2000),
});
export type RecordEmploymentWishes = z.input<typeof RecordEmploymentWishes>;

export const ShowEmploymentWishes = z.object({
  ...Paging,
  /** Of those who finished in this year; of all years unless told. */
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type ShowEmploymentWishes = z.input<typeof ShowEmploymentWishes>;

export type WishCase = {
  personId: string;
  name: string;
  school: string | null;
  finishedOn: string;
  ofWhat: string | null;
  selfEmployed: boolean;
  sector: string | null;
  place: string | null;
  wageFen: number | null;
};
/** Somebody who finished and was not asked yet. */
export type NotAsked = { personId: string; name: string; school: string | null; finishedOn: string };
export type WishesRealised = {
  /** Of a hundred who finished and had a wish, those with work or a business of their own since; null where nobody had one. */
  withWish: number;
  realised: number;
  percent: number | null;
  open: { rows: WishCase[]; total: number; page: number; size: number };
  notAsked: { rows: NotAsked[]; total: number };
};
