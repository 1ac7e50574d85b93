/** What had to be put right in the text of a name. */
export type NameRepair = 'fullwidth' | 'invisible' | 'outer-space' | 'inner-space' | 'dot' | 'remark';

/** A name in the form in which it is stored, and what was changed, in a fixed order without repeats. */
export interface CleanName {
  name: string;
  repairs: NameRepair[];
}

const PLAIN = /^[\u4E00-\u9FFF]+$/;
const HAN = /\p{Script=Han}/u;
const INVISIBLE = /[[\p{Cf}\p{Cc}]--[\t\n\r]]/gv;
const DOTS = /[·.．。•‧・･∙⋅﹒˙ᐧ●]+/g;
const DOTS_AND_BLANKS = /[·.．。•‧・･∙⋅﹒˙ᐧ●\s]+/g;
const TRAILING_NUMBER = /(?<=\p{Script=Han})\d{1,2}$/u;
const TRAILING_BRACKET = /^(.+?)[([{〔【<《]([^()[\]{}〔〕【】<>《》]*)[)\]}〕】>》]$/u;
/** Remarks that village clerks put behind a name to tell namesakes apart or to say what became of the person. */
const REMARK = new RegExp(
  '^(?:[大小老中长幼兄弟姐妹哥男女甲乙丙丁东西南北前后一二三四五六七八九十]|[A-Za-z]|\\d{1,4}|户主|本人|配偶|妻|夫|' +
    '[长次三四][子女]|已?故|已?去世|已?死亡|亡|残疾?|五保|低保|孪生|双胞胎.*|同名.*|重名.*|' +
    '(?:曾用名|原名|又名|小名|别名|乳名).*|(?:外出|在外|迁|嫁|新增|出生).*)?$',
  'u',
);

type Step = [NameRepair, (name: string) => string];

const SHARED_STEPS: Step[] = [
  ['invisible', (name) => name.replace(INVISIBLE, '')],
  ['outer-space', (name) => name.trim()],
];
const HAN_STEPS: Step[] = [
  ...SHARED_STEPS,
  ['inner-space', (name) => name.replace(/\s+/g, '')],
  ['dot', (name) => name.replace(DOTS, '·').replace(/^·|·$/g, '')],
  ['fullwidth', (name) => name.normalize('NFKC')],
  ['remark', withoutRemark],
];
const OTHER_STEPS: Step[] = [
  ...SHARED_STEPS,
  ['fullwidth', (name) => name.normalize('NFKC')],
  ['inner-space', (name) => name.replace(/\s+/g, ' ')],
];

/**
 * Brings a name to the form in which it is stored: half width and unified compatibility characters (NFKC), no invisible
 * characters, no blanks in Chinese names, one U+00B7 between the parts of a name, no remark behind it. Never replaces a
 * Chinese character by another one: traditional forms and variants stay. Names without Chinese characters keep single blanks.
 */
export function cleanName(raw: string): CleanName {
  if (PLAIN.test(raw)) return { name: raw, repairs: [] };
  const repairs: NameRepair[] = [];
  let before: string;
  let name = raw;
  do {
    before = name;
    for (const [repair, step] of HAN.test(name) ? HAN_STEPS : OTHER_STEPS) {
      const next = step(name);
      if (next !== name && !repairs.includes(repair)) repairs.push(repair);
      name = next;
    }
  } while (name !== before);
  return { name, repairs };
}

/** The stored form of a name: `cleanName(raw).name`. Doing it twice changes nothing. */
export function normaliseName(raw: string): string {
  return cleanName(raw).name;
}

/** The form in which two names are compared: stored form without dots and blanks, Latin letters in lower case. */
export function nameKey(raw: string): string {
  const name = normaliseName(raw);
  return PLAIN.test(name) ? name : name.replace(DOTS_AND_BLANKS, '').toLowerCase();
}

/** Equal after removing spaces, dots and remarks: the equality that a proved match needs. Two blank names are not equal. */
export function nameEquals(a: string, b: string): boolean {
  const key = nameKey(a);
  return key !== '' && key === nameKey(b);
}

/**
 * True where a character of the name was lost on the way: ?, □, *, a private-use character, or a description in brackets
 * such as 王淑(三土). Such a name is for a person to look at.
 */
export function hasLostCharacter(raw: string): boolean {
  return /[?□■▢〓*�]|\p{Co}|[([{〔【].*[)\]}〕】]/u.test(normaliseName(raw));
}

function withoutRemark(name: string): string {
  let rest = name.replace(TRAILING_NUMBER, '');
  for (let cut = TRAILING_BRACKET.exec(rest); cut && REMARK.test(cut[2]!); cut = TRAILING_BRACKET.exec(rest)) {
    rest = cut[1]!;
  }
  return rest.replace(TRAILING_NUMBER, '');
}
