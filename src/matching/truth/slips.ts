import { checkDigit, nameCharacters } from '../../standards/index.ts';
import type { Chance } from './chance.ts';
import { holdsStill } from './damage.ts';

/** Figures that a scanner takes for each other, in printed and in handwritten forms. */
const SCANNED: Record<string, string> = {
  '0': '68',
  '1': '74',
  '2': '7',
  '3': '8',
  '4': '91',
  '5': '63',
  '6': '05',
  '7': '12',
  '8': '306',
  '9': '47',
  X: '',
};
/** Letters that a scanner reads for a figure. */
const LETTERS: Record<string, string> = { '0': 'O', '1': 'l', '2': 'Z', '5': 'S', '8': 'B', '6': 'b', '9': 'q' };
const WRITTEN = '〇一二三四五六七八九';
/** Characters of names that look alike. */
const LOOK_ALIKE =
  '玉王 土士 未末 己已 日曰 大太 天夭 千干 午牛 刀力 田由 申甲 人入 今令 代伐 兰三 名各 李季 梁粱 晴睛 明朋 洪共 峰锋 清请 玲冷 娜那 宁丁 陈阵 佳住 伟韦 杨扬 波坡 芳劳 春香 辰晨 昊吴 宇字 轩杆 孟盂'.split(
    ' ',
  );
/** Initials and finals that dialects do not keep apart. */
const DIALECT: [RegExp, string][] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^n(?!$)/, 'l'],
  [/^hu(?=[aeiou])/, 'f'],
  [/^r/, 'y'],
  [/ng$/, 'n'],
  [/^j(?=i)/, 'z'],
];

const { sound, syllables } = nameCharacters();
const byDialect = new Map<string, string[]>();

function dialectSound(char: string): string {
  return DIALECT.reduce((text, [from, to]) => text.replace(from, to), syllables[sound[char.charCodeAt(0)]!] ?? '');
}

/** Another common character that sounds the same in a dialect, but not in the standard language; null where none is known. */
export function dialectAlike(chance: Chance, char: string, common: string): string | null {
  if (byDialect.size === 0) {
    for (const one of new Set(common)) {
      const key = dialectSound(one);
      byDialect.set(key, [...(byDialect.get(key) ?? []), one]);
    }
  }
  const others = (byDialect.get(dialectSound(char)) ?? []).filter(
    (other) => sound[other.charCodeAt(0)] !== sound[char.charCodeAt(0)],
  );
  return others.length === 0 ? null : chance.pick(others);
}

/** A character replaced by one that looks like it; null where none of the name has one. */
export function lookAlike(name: string): string | null {
  for (const pair of LOOK_ALIKE) {
    for (const [mine, other] of [pair, [...pair].reverse().join('')].map((p) => [p[0]!, p[1]!] as const)) {
      const at = name.indexOf(mine, 1);
      if (at > 0) return name.slice(0, at) + other + name.slice(at + 1);
    }
  }
  return null;
}

/** Numbers as scanners, copying hands and half-informed clerks leave them; null where it cannot be done to this one. */
export const numberSlips = {
  /** `figures` of the figures read as others. */
  scanned: (chance: Chance, id: string, figures: number): string | null => {
    let text = id;
    for (let i = 0; i < figures; i++) {
      const at = chance.int(0, 16);
      const others = SCANNED[text[at]!] ?? '';
      if (others === '') return null;
      text = text.slice(0, at) + chance.pick([...others]) + text.slice(at + 1);
    }
    return text === id || holdsStill(text) ? null : text;
  },
  letters: (id: string): string | null => {
    const text = [...id].map((c, i) => (i > 5 && i < 9 ? (LETTERS[c] ?? c) : c)).join('');
    return text === id ? null : text;
  },
  chinese: (id: string): string => [...id].map((c) => WRITTEN[Number(c)] ?? c).join(''),
  /** One figure typed twice, and everything after it pushed out at the end. */
  pushedOut: (chance: Chance, id: string): string | null => {
    const at = chance.int(6, 15);
    const text = (id.slice(0, at) + id[at]! + id.slice(at)).slice(0, 18);
    return text === id || holdsStill(text) ? null : text;
  },
  /** Two figures of the middle not copied. */
  twoLeftOut: (chance: Chance, id: string): string => {
    const at = chance.int(6, 14);
    return id.slice(0, at) + id.slice(at + 2);
  },
  /** Day and month exchanged. */
  dayAndMonth: (id: string): string | null => {
    const text = id.slice(0, 10) + id.slice(12, 14) + id.slice(10, 12) + id.slice(14);
    return text === id || holdsStill(text) ? null : text;
  },
  /** Two figures that do not stand beside each other exchanged. */
  farSwap: (chance: Chance, id: string): string | null => {
    const [a, b] = [chance.int(6, 10), chance.int(12, 16)];
    const figures = [...id];
    [figures[a], figures[b]] = [figures[b]!, figures[a]!];
    const text = figures.join('');
    return text === id || holdsStill(text) ? null : text;
  },
  /** The six figures of the place "brought up to date" after a county was merged; the check digit left, or reckoned anew. */
  newRegion: (chance: Chance, id: string, anew: boolean): string | null => {
    const text = id.slice(0, 2) + String(chance.int(1, 99)).padStart(2, '0') + id.slice(4);
    if (text === id) return null;
    if (anew) return text.slice(0, 17) + checkDigit(text.slice(0, 17));
    return holdsStill(text) ? null : text;
  },
  /** Fifteen figures of which the sex or a figure of the birth is another: nothing in such a number tells. */
  fifteenOther: (chance: Chance, id: string, what: 'sex' | 'birth'): string | null => {
    if (id.slice(6, 8) !== '19' || Number(id.slice(14, 17)) >= 996) return null;
    const old = id.slice(0, 6) + id.slice(8, 17);
    if (what === 'sex') return old.slice(0, 14) + String((Number(old[14]) + 1) % 10);
    return old.slice(0, 7) + String((Number(old[7]) + chance.int(1, 9)) % 10) + old.slice(8);
  },
};

/** Names as they come out of forms that were filled in twice or in the wrong place. */
export const nameSlips = {
  twice: (name: string): string => name + name,
  firstTwice: (name: string): string => name[0]! + name,
  oneTwice: (chance: Chance, name: string): string => {
    const at = chance.int(1, name.length - 1);
    return name.slice(0, at) + name[at]! + name.slice(at);
  },
  withPinyin: (name: string): string =>
    `${name} ${[...name].map((char) => syllables[sound[char.charCodeAt(0)]!] ?? '').join('')}`,
  withTitle: (chance: Chance, name: string): string => name + chance.pick(['同学', '之子', '(父)', '/学生', '2班']),
  lookAlike,
};
