import { pinyin } from 'pinyin-pro';
import { nameKey, normaliseName } from './name-text.ts';
import { foldCharacter, foldScript } from './script-folding.ts';

const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
    '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 ' +
    '段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 东里 ' +
    '纳兰 完颜 淳于 单于 即墨 达奚 褚师'
  ).split(' '),
);
const LONGEST_SURNAMED = 4;
/** What stands in brackets after the remarks are gone describes a character that could not be typed. */
const DESCRIPTION = /[([{〔【].*$/u;
const HAN = /\p{Script=Han}/u;
const readings = new Map<string, string[]>();
const surnameReadings = new Map<string, string[]>();

/**
 * The form in which names of different scripts meet, for search and for offering candidates: `nameKey` with traditional
 * characters simplified and allographs unified, each by itself. Equality of this form is inferred, never proved.
 */
export function foldName(raw: string): string {
  return foldScript(nameKey(raw));
}

/** The Chinese characters of the surname: two for a compound surname, none for names of parts or of more than four characters. */
export function surnameOf(raw: string): string {
  const name = normaliseName(raw);
  const chars = [...name];
  if (name.includes('·') || chars.length > LONGEST_SURNAMED || !HAN.test(chars[0] ?? '')) return '';
  const two = chars.slice(0, 2).map(foldCharacter).join('');
  return chars.slice(0, chars.length > 2 && COMPOUND_SURNAMES.has(two) ? 2 : 1).join('');
}

/** Toneless pinyin of each Chinese character, ü as v, the surname in its reading as a surname (单 shan, 尉迟 yuchi). */
export function nameSyllables(raw: string): string[] {
  return numberedSyllables(raw).map((syllable) => syllable.replace(/\d$/, ''));
}

/** The same sound, character by character, without tones. Two names without Chinese characters never sound alike. */
export function nameSoundsAlike(a: string, b: string): boolean {
  const sound = nameSyllables(a).join(' ');
  return sound !== '' && sound === nameSyllables(b).join(' ');
}

/**
 * Search tokens of a name, looked up by equality: its one, two and three character pieces (in folded form; single characters of
 * names over four only at the start of a part), full pinyin, pinyin of each dotted part, initials; for Latin names the words.
 * Eight for a name of three characters. Every text that `queryTokens` takes from a piece of the name is among them.
 */
export function nameTokens(raw: string): string[] {
  const name = normaliseName(raw).replace(DESCRIPTION, '');
  const parts = name.split('·');
  const tokens = new Set<string>();
  addPieces(tokens, parts.map(hanOf));
  const syllables = nameSyllables(name);
  addLatin(tokens, syllables.join(''));
  addLatin(tokens, syllables.map((s) => s[0]).join(''));
  if (parts.length > 1) for (const part of parts) addLatin(tokens, plainSyllables(hanOf(part)).join(''));
  const words = latinWords(name);
  for (const word of [...words, words.join('')]) addLatin(tokens, word);
  return [...tokens];
}

/**
 * The tokens of what somebody typed into a search box; a name fits when it has all of them. Chinese characters: the piece
 * itself, or its overlapping threes when longer; letters: full pinyin, initials or a Latin name, blanks and apostrophes ignored.
 * Letters beside Chinese characters are ignored. Empty when there is nothing to look up.
 */
export function queryTokens(text: string): string[] {
  const chars = [...hanOf(text)];
  if (chars.length > 3) return [...new Set(piecesOf(chars, 3))];
  if (chars.length > 0) return [chars.join('')];
  const letters = foldPinyin(latinWords(text.normalize('NFKC')).join(''));
  return letters === '' ? [] : [letters];
}

/** A text that sorts names as a Chinese dictionary does: by syllable, tone and character. Compare by code point (collation C). */
export function pinyinSortKey(raw: string): string {
  const name = normaliseName(raw);
  return `${numberedSyllables(name).join(' ')} ${foldName(name)}`.trim();
}

function hanOf(text: string): string {
  let out = '';
  for (const char of foldName(text)) if (HAN.test(char)) out += char;
  return out;
}

function numberedSyllables(raw: string): string[] {
  const surname = surnameOf(raw);
  const given = normaliseName(raw).slice(surname.length);
  const result = surname === '' ? [] : [...readingOf([...surname].map(foldCharacter).join(''), 'head')];
  for (const char of given) if (HAN.test(char)) result.push(...readingOf(char));
  return result;
}

function plainSyllables(han: string): string[] {
  return [...han].flatMap((char) => readingOf(char)).map((syllable) => syllable.replace(/\d$/, ''));
}

/** One character or a whole surname at a time, so that the memory stays small and a reading never depends on the neighbours. */
function readingOf(text: string, surname: 'head' | 'off' = 'off'): string[] {
  const memory = surname === 'head' ? surnameReadings : readings;
  const known = memory.get(text);
  if (known) return known;
  const found = pinyin(text, { surname, toneType: 'num', type: 'array', v: true });
  const result = found.filter((syllable) => /^[a-z]+\d?$/.test(syllable));
  memory.set(text, result);
  return result;
}

function addPieces(tokens: Set<string>, parts: string[]): void {
  const chars = [...parts.join('')];
  const singles = chars.length > LONGEST_SURNAMED ? parts.flatMap((part) => [...part].slice(0, 1)) : chars;
  for (const single of singles) tokens.add(single);
  for (const size of [2, 3]) for (const piece of piecesOf(chars, size)) tokens.add(piece);
}

function piecesOf(chars: string[], size: number): string[] {
  const pieces: string[] = [];
  for (let i = 0; i + size <= chars.length; i++) pieces.push(chars.slice(i, i + size).join(''));
  return pieces;
}

function latinWords(text: string): string[] {
  const letters = text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('u\u0308', 'v')
    .replace(/[\u0300-\u036F'’]/g, '');
  return letters.match(/[a-z]+/g) ?? [];
}

function addLatin(tokens: Set<string>, letters: string): void {
  if (letters !== '') tokens.add(foldPinyin(letters));
}

/** Keyboards write ü in several ways; both sides are brought to one. */
function foldPinyin(letters: string): string {
  return letters.replace(/([ln])yu/g, '$1v').replace(/([ln])ue/g, '$1ve');
}
