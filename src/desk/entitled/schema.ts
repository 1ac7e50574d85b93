import { z } from 'zod';
import { isPlainDate } from '../../platform/plain-date.ts';

const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-09-01');

/** A division as 2, 4, 6, 9 or 12 digits; told as 12 digits. */
const Division = z
  .union([z.string(), z.number()])
  .transform((code) => String(code).trim())
  .refine((code) => /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(code), '请填写 2、4、6、9 或 12 位区划代码，如 3709')
  .transform((code) => Number(code.padEnd(12, '0')));

export const categories = ['should_receive', 'not_entitled', 'not_known'] as const;
export type Category = (typeof categories)[number];

/** 应享未享, 不符合却在享, 尚不能确定. */
export const categoryTitles: Record<Category, string> = {
  should_receive: '应享未享',
  not_entitled: '不符合却在享',
  not_known: '尚不能确定',
};

const Question = {
  division: Division.optional().meta({ title: '区划', hint: '不填则为本单位的辖区' }),
  /** A rule (`sd2017.yulu`) or its last part (`yulu`). */
  benefit: z.string().trim().min(1).max(80).meta({ title: '事项' }),
  on: Day.optional().meta({ title: '日期', kind: 'date' }),
  /** Publication number from which the register's facts are known; everything known now when left out. */
  knownAt: z.coerce.number().int().min(0).optional(),
  /** Day up to which lists had been published: what was known then. */
  knownOn: Day.optional().meta({ title: '按哪天掌握的名单', kind: 'date' }),
};

export const FindEntitled = z.object({
  ...Question,
  category: z.enum(categories).optional().meta({ title: '类别' }),
  /** Only those for whom this fact or standard is missing. */
  missing: z.string().trim().max(80).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type FindEntitled = z.input<typeof FindEntitled>;

export const CountEntitled = z.object(Question);
export type CountEntitled = z.input<typeof CountEntitled>;

export type Bilingual = { zh: string; en: string };
export type FoundPerson = {
  personId: string;
  name: string;
  idMask: string | null;
  villageCode: number;
  villageName: string | null;
  category: Category;
  receives: boolean;
  fen: number | null;
  missing: { key: string; what: Bilingual }[];
  /** Whether a work list already has the person for this matter. */
  listed: boolean;
};

export type EntitledCounts = {
  persons: number;
  shouldReceive: number;
  receivesRightly: number;
  notEntitled: number;
  notKnown: number;
  /** Sum of what those who should receive and do not would get; null where a sum is not set. */
  shouldReceiveFen: number | null;
  /** How many cannot be answered for want of each fact or standard; one person may want several. */
  byPaper: { key: string; what: Bilingual; paper: Bilingual | null; persons: number }[];
};

export type Entitled = {
  benefit: string;
  title: Bilingual;
  document: Bilingual;
  clause: string;
  ruleVersion: string;
  lawVersion: number;
  division: number | null;
  on: string;
  knownAt: number | null;
  counts: EntitledCounts;
  rows: FoundPerson[];
  total: number;
  page: number;
  size: number;
};

export const MakeWorkList = z.object({
  division: Division.meta({ title: '区划' }),
  benefit: Question.benefit,
  category: z.enum(categories).meta({ title: '类别' }),
  missing: z.string().trim().max(80).optional(),
  dueOn: Day.optional().meta({ title: '完成期限', kind: 'date' }),
  note: z.string().trim().max(500).optional().meta({ title: '说明' }),
});
export type MakeWorkList = z.input<typeof MakeWorkList>;

const Paged = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
export const ListWorkLists = z.object(Paged);
export type ListWorkLists = z.input<typeof ListWorkLists>;
export type WorkList = {
  listId: string;
  division: number;
  divisionName: string | null;
  benefit: string;
  title: string;
  category: Category;
  missing: string | null;
  askedOn: string;
  dueOn: string | null;
  unitName: string;
  madeName: string;
  madeAt: string;
  items: number;
  open: number;
  note: string | null;
};

export const ListWorkItems = z.object({
  ...Paged,
  listId: z.uuid().optional(),
  state: z.enum(['open', 'clean']).default('open').meta({ title: '状态' }),
  category: z.enum(categories).optional().meta({ title: '类别' }),
});
export type ListWorkItems = z.input<typeof ListWorkItems>;
export type WorkItem = {
  personId: string;
  listId: string;
  name: string;
  villageCode: number;
  villageName: string | null;
  benefit: string;
  title: string;
  category: Category;
  standing: Category | 'clean';
  state: 'open' | 'clean';
  missing: { key: string; what: Bilingual; paper: Bilingual | null }[];
  note: string | null;
  sentBy: string;
  dueOn: string | null;
  checkedAt: string;
  closedAt: string | null;
};

export const RecheckItems = z.object({
  items: z
    .array(z.object({ personId: z.uuid(), listId: z.uuid() }))
    .min(1)
    .max(200),
  note: z.string().trim().max(500).optional().meta({ title: '办理情况' }),
});
export type RecheckItems = z.input<typeof RecheckItems>;
export type Rechecked = {
  clean: number;
  open: number;
  items: { personId: string; listId: string; standing: Category | 'clean' }[];
};
