import type { Rule } from '../engine/deciding/result.ts';

/** What each rule of the engine says, for the person who must act on it. */
export const RULE_WORDS: Record<Rule, string> = {
  none: '没有相符的对象',
  id_exact_name: '证件号码、姓名都相同',
  id_exact_name_script: '证件号码相同，姓名是繁体或异体写法',
  id_exact_name_sound: '证件号码相同，姓名同音',
  id_exact_name_near: '证件号码相同，姓名相近',
  household: '证件号码是同户另一人的，姓名与本户此人相同',
  id_other_name: '证件号码属于另一人，姓名不同',
  id_repaired_name: '证件号码改正一处后相符，姓名相同',
  id_repaired_other_name: '证件号码改正一处后相符，姓名不同',
  id_two_edits_place: '证件号码差两处，姓名和电话或村相同',
  id_damaged_name: '证件号码残缺，姓名相同',
  id_partial_name: '证件号码可见部分相符，姓名相同',
  id_partial_name_place: '证件号码可见部分相符，姓名和村相同',
  id_maybe_rounded: '证件号码末几位可能被表格软件改成了 0',
  name_phone_other_id: '姓名、电话相同，证件号码不同',
  noid_name_phone: '没有证件号码，姓名和电话相同',
  noid_name_place: '没有证件号码，姓名和村相同',
  noid_near_name_phone: '没有证件号码，姓名相近、电话相同',
  registry_id_bad: '对象库里的证件号码有误，与名单相差一处',
  registry_id_maybe_bad: '对象库里的证件号码可能有误',
  two_equal_candidates: '有两名以上同样相符的对象',
  valid_id_not_in_register: '证件号码有效，但不在对象库',
  invalid_id_no_candidate: '证件号码校验不通过，改正后也没有相符的对象',
  partial_id_no_candidate: '证件号码残缺，没有相符的对象',
  no_id_no_candidate: '没有证件号码，没有相符的对象',
  nothing_to_match: '姓名和证件号码都没有，无法比对',
  set_aside: '这一行无法读取，已搁置',
};

/** Rules whose answers differ in writing only; fraud, guardians and namesakes are looked at one by one. */
export const IN_BULK = new Set<string>([
  'id_exact_name_script',
  'id_exact_name_sound',
  'id_exact_name_near',
  'id_repaired_name',
  'id_partial_name',
  'registry_id_bad',
]);

/** Conflicts of a run: two things that cannot both be right. Each becomes a task. */
export const CONFLICT_WORDS = {
  two_rolls: '同一人在两所学校同时在籍',
  id_of_other: '证件号码属于另一人',
  same_person_twice: '名单里两行是同一名对象',
  two_register_rows: '同一证件号码在对象库有两条记录',
  deceased: '对象库注明已去世，名单里仍在',
} as const;
export type Conflict = keyof typeof CONFLICT_WORDS;

const NAME_WORDS: Record<string, string> = {
  missing: '名单没有姓名',
  equal: '姓名相同',
  script: '姓名是繁体或异体写法',
  sound: '姓名同音不同字',
  lost: '姓名有字显示不出，其余相同',
  dropped: '姓名少一个字',
  pinyin: '姓名写成了拼音',
  swapped: '姓名前后颠倒',
  cut: '姓名被截断',
  'cut-short': '姓名被截断，只剩开头',
  'one-of-many': '姓名有一个字不同',
  'one-of-three': '三个字里有一个不同',
  near: '姓名相近',
  surname: '只有姓相同',
  other: '姓名不同',
};
const AGREE_WORDS: Record<string, string> = {
  phone: '电话相同',
  village: '同村',
  township: '同乡镇',
  county: '同县',
  sex: '性别相同',
  birth: '出生日期相同',
  household: '同户编号',
};
const KIND_WORDS: Record<string, string> = {
  'no number': '没有证件号码',
  valid: '证件号码有效',
  '15 digits': '证件号码是 15 位',
  'check digit wrong': '证件号码校验位不对',
  rounded: '证件号码末几位变成了 0',
  scientific: '证件号码被写成了科学计数',
  'hidden digits': '证件号码有遮挡',
  'not a citizen number': '不是居民身份证号码',
};

/** The number is another one on the list than in the register. */
function editWords(edit: string, side: string): string {
  const place = /^(sub|swap|missing|extra)@(\d+)(?: (\S+?)(?:->(\S+))?)?$/.exec(edit);
  if (!place) return edit.startsWith('edits=') ? `${side}证件号码差 ${edit.slice(6)} 处` : `${side}证件号码不同`;
  const [, kind, at, from, to] = place;
  if (kind === 'sub') return `${side}证件号码第 ${at} 位应为 ${from}，写成了 ${to}`;
  if (kind === 'swap') return `${side}证件号码第 ${at}、${Number(at) + 1} 位颠倒`;
  if (kind === 'missing') return `${side}证件号码少了第 ${at} 位的 ${from}`;
  return `${side}证件号码第 ${at} 位多了一个 ${from}`;
}

/** Whether the engine's reason leaves it likely that both are one person: a name that has nothing, or the surname alone, in common does not. */
export const leansToSame = (reason: string): boolean => !/(?:^|\s)name=(?:other|surname)(?:\s|$)/.test(reason);

/**
 * What agrees and what differs, in words, from the engine's reason (`name=… edit=… agree=…`): a sentence each, in the order a clerk looks.
 * Words the engine may learn later are left out rather than shown raw.
 */
export function reasonWords(reason: string): string[] {
  const words: string[] = [];
  const name = /name=([\w-]+)/.exec(reason)?.[1];
  if (name) words.push(NAME_WORDS[name] ?? '姓名有差别');
  const edit = /(?:^|\s)edit=([^=]+?)(?=\s+\w+=|$)/.exec(reason)?.[1];
  if (edit && edit !== 'none') words.push(editWords(edit.trim(), '名单'));
  const registerEdit = /register_edit=([^=]+?)(?=\s+\w+=|$)/.exec(reason)?.[1];
  if (registerEdit) words.push(editWords(registerEdit.trim(), '对象库'));
  if (/(?:^|\s)id=other(?:\s|$)/.test(reason)) words.push('证件号码是另一个有效号码');
  const kind = /(?:^|\s)id=((?!other\b)[a-z0-9 ]+?)(?=\s+\w+=|$)/.exec(reason)?.[1];
  if (kind) words.push(KIND_WORDS[kind.trim()] ?? '证件号码有差别');
  const agree = /agree=([\w+]+)/.exec(reason)?.[1];
  for (const field of agree?.split('+') ?? []) if (AGREE_WORDS[field]) words.push(AGREE_WORDS[field]);
  if (reason.includes('differ=sex')) words.push('性别不同');
  const margin = /margin=(-?\d+)/.exec(reason)?.[1];
  if (margin) words.push(`另有一名候选人，相差 ${margin} 分`);
  const uncovered = /(?:^|\s)uncovered=(\S+)/.exec(reason)?.[1];
  if (uncovered) words.push(`那时还没有${uncovered}的完整帮扶名单`);
  const old = /(?:^|\s)list_too_old=(\S+)/.exec(reason)?.[1];
  if (old) words.push(`该县最新的帮扶名单是 ${old} 的，已超过比对有效期`);
  return words;
}
