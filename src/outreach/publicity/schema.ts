import { z } from 'zod';

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
const keysOf = <K extends string>(names: Readonly<Record<K, string>>) => Object.keys(names) as [K, ...K[]];

/** 七种宣传形式. */
export const MEDIA = {
  household: '入户宣讲',
  onsite: '现场活动和张贴',
  press: '报刊',
  broadcast: '广播电视',
  website: '网站',
  wechat: '微信公众号',
  phone: '电话热线',
} as const;
export type Medium = keyof typeof MEDIA;
/** Kinds of media (各类媒体): the ways of telling people face to face are one kind. */
export const MEDIA_KINDS: Readonly<Record<string, readonly Medium[]>> = {
  报刊: ['press'],
  广播电视: ['broadcast'],
  网站: ['website'],
  微信: ['wechat'],
  现场和入户: ['onsite', 'household', 'phone'],
};
export const THEMES = {
  technical_education: '技工教育',
  skill_training: '职业技能培训',
  evaluation_reform: '技能人才评价改革',
  competitions: '职业技能竞赛',
  craftsmanship: '工匠精神',
  policy: '政策宣传',
  recruitment: '招生宣传',
} as const;
export type Theme = keyof typeof THEMES;
/** The five that N2021 五(四) names. */
export const KEY_THEMES: readonly Theme[] = [
  'technical_education',
  'skill_training',
  'evaluation_reform',
  'competitions',
  'craftsmanship',
];
export const TELLERS = {
  poverty_office: '基层扶贫部门',
  work_team: '驻村工作队',
  first_secretary: '第一书记',
  village_organisation: '村级组织',
  school: '技工院校',
} as const;
export type Teller = keyof typeof TELLERS;
export const RESULTS = {
  study: '愿意就读',
  training: '报名培训',
  employment: '就业创业',
  later: '以后再联系',
  unwilling: '不愿意',
  absent: '没有联系上',
} as const;
export type GuidanceResult = keyof typeof RESULTS;

const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const Count = (title: string) =>
  z.coerce.number({ error: '请填写数字' }).int().min(0).max(10_000_000).default(0).meta({ title, kind: 'number' });
const Day = (title: string) => z.iso.date({ error: `请填写${title}` }).meta({ title });

export const ItemFields = z.object({
  title: z.string().trim().min(2, '请填写内容').max(200).meta({ title: '宣传内容' }),
  heldOn: Day('日期'),
  media: z.enum(keysOf(MEDIA), { error: '请选择形式' }).meta({ title: '形式', options: options(MEDIA) }),
  theme: z
    .enum(keysOf(THEMES))
    .optional()
    .meta({ title: '主题', options: options(THEMES) }),
  campaign: z.string().trim().max(100).optional().meta({ title: '所属活动', hint: '同一次招生活动填同样的名称' }),
  views: Count('阅读（参加）人次'),
  enquiries: Count('咨询人次'),
  applications: Count('报名人数'),
});
export const RecordItem = ItemFields;
export type RecordItem = z.input<typeof RecordItem>;

export const TellFields = z.object({
  toldOn: Day('宣传日期'),
  teller: z.enum(keysOf(TELLERS), { error: '请选择宣传人' }).meta({ title: '宣传人', options: options(TELLERS) }),
  acknowledged: z.boolean().default(false).meta({ title: '户主已签收', kind: 'yesNo' }),
  note: z.string().trim().max(300).optional().meta({ title: '情况', kind: 'longText' }),
});
/** Several households of one day: a meeting of the village, a round of visits. */
export const TellHouseholds = TellFields.extend({ householdIds: z.array(z.uuid()).min(1, '请选择户').max(500) });
export type TellHouseholds = z.input<typeof TellHouseholds>;

export const GuideFields = z.object({
  contactedOn: Day('联系日期'),
  result: z.enum(keysOf(RESULTS), { error: '请选择结果' }).meta({ title: '结果', options: options(RESULTS) }),
  callAgainOn: z.iso.date().optional().meta({ title: '再次联系日期', hint: '结果为“以后再联系”时填写' }),
  note: z.string().trim().max(300).optional().meta({ title: '情况', kind: 'longText' }),
});
export const GuidePerson = GuideFields.extend({ personId: z.uuid() });
export type GuidePerson = z.input<typeof GuidePerson>;

export const ThemeFields = z.object({
  name: z.string().trim().min(2, '请填写名称').max(60).meta({ title: '活动名称', hint: '如 世界青年技能日' }),
  onDate: Day('活动日期'),
  leadDays: z.coerce
    .number({ error: '请填写数字' })
    .int()
    .min(1)
    .max(365)
    .meta({ title: '提前多少天提醒', kind: 'number' }),
});
export const PlanTheme = ThemeFields;
export type PlanTheme = z.input<typeof PlanTheme>;

export const Coverage = z.object({
  division: Code.optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type Coverage = z.input<typeof Coverage>;
export const Overview = Coverage;
export type Overview = z.input<typeof Overview>;

export type OutstandingHousehold = {
  householdId: string;
  householdNo: string | null;
  headName: string | null;
  villageCode: number;
  village: string;
};
export type CoverageView = {
  year: number;
  households: number;
  told: number;
  acknowledged: number;
  /** Of 100, one digit; null without households. */
  toldRate: number | null;
  acknowledgedRate: number | null;
  /** Every grassroots actor with the households it told; a household told by two counts with both. */
  tellers: { teller: Teller; households: number }[];
  outstanding: OutstandingHousehold[];
  unacknowledged: OutstandingHousehold[];
};

export type ItemLine = {
  itemId: string;
  title: string;
  heldOn: string;
  media: Medium;
  theme: Theme | null;
  campaign: string | null;
  unit: string;
  views: number;
  enquiries: number;
  applications: number;
};
export type OverviewView = {
  year: number;
  items: ItemLine[];
  themes: { covered: number; of: number; missing: string[] };
  mediaKinds: { covered: number; of: number; missing: string[] };
  media: { media: Medium; items: number; enquiries: number; applications: number }[];
  /** Applications of a hundred enquiries, and of a hundred views; null without any. */
  conversion: number | null;
  signUpRate: number | null;
  schools: { all: number; active: number; rate: number | null; without: string[] };
  guidance: {
    contacted: number;
    study: number | null;
    training: number | null;
    employment: number | null;
    needing: number;
    uncontacted: number;
    signUp: number | null;
  };
  events: { eventId: string; name: string; onDate: string; leadDays: number; remindedOn: string | null }[];
};
