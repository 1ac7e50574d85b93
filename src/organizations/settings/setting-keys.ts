import { z, type ZodType } from 'zod';

/** What may be set locally: its words for people, the kind of value, and where the documents leave it open. */
export type SettingDefinition = {
  title: string;
  explanation: string;
  value: ZodType<string | number | boolean>;
  kind: 'choice' | 'number' | 'yesNo' | 'text';
  choices?: readonly { value: string; label: string }[];
  unit?: string;
  clause?: string;
  /** A convenience of the office itself that the documents do not speak of; everything else is prepared, checked and approved by three persons in the law room. */
  byOne?: true;
};

const definitions = new Map<string, SettingDefinition>();

/** Adds what a room leaves to the locality; at start-up. @throws Error when a key is defined twice */
export function defineSettings(entries: Record<string, SettingDefinition>): void {
  for (const [key, definition] of Object.entries(entries)) {
    if (definitions.has(key)) throw new Error(`setting defined twice: ${key}`);
    definitions.set(key, definition);
  }
}

/** The definition of a key, if there is one. */
export function settingDefinition(key: string): SettingDefinition | undefined {
  return definitions.get(key);
}

/** Every definition by key, sorted. */
export function settingDefinitions(): [string, SettingDefinition][] {
  return [...definitions].sort(([a], [b]) => a.localeCompare(b));
}

const workingDays = (title: string, clause: string): SettingDefinition => ({
  title,
  explanation: '文件只要求“及时”，没有规定天数；设置后按工作日计时并提醒，不设置则只显示已用时间。',
  value: z.number().int().min(1).max(365),
  kind: 'number',
  unit: '个工作日',
  clause,
});

defineSettings({
  'review.way': {
    title: '乡镇两部门审核方式',
    explanation: '会签：两个部门都可看到对方意见；独立：各自提交意见后才能看到对方的；依次：扶贫部门先审，人社所后审。',
    value: z.enum(['joint', 'independent', 'sequential']),
    kind: 'choice',
    choices: [
      { value: 'joint', label: '会签' },
      { value: 'independent', label: '独立' },
      { value: 'sequential', label: '依次' },
    ],
    clause: '三(二)',
  },
  'review.one_person_both_offices': {
    title: '允许一人代表两个部门审核',
    explanation: '一人不得同时代表两个部门作出决定；确因人员不足需要例外的，在此设置并留存依据。',
    value: z.boolean(),
    kind: 'yesNo',
    clause: '三(二)',
  },
  'register.kept': {
    title: '帮扶名册仅供比对',
    explanation: '扶贫部门自行保管名册：其他部门只能得到“是／否”的比对结果，看不到名册内容。',
    value: z.boolean(),
    kind: 'yesNo',
    clause: '四(二)',
  },
  'days.village_agree': workingDays('村级汇总同意时限', '三(二)'),
  'days.township_review': workingDays('乡镇审核时限', '三(二)'),
  'days.county_compile': workingDays('县级汇总上报时限', '三(二)'),
  'days.city_admit': workingDays('市级录取时限', '三(二)'),
  'days.school_letter': workingDays('学校发放通知书时限', '三(二)'),
  'days.wish_handover': workingDays('意愿信息移交时限', '三(一)'),
});
