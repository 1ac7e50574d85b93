import type { Cell } from '../../platform/sheets/types.ts';
import { cellText, folded } from './cell-text.ts';
import * as tables from './coded-values.ts';
import type { Vocabulary, YesNoWords } from './coded-values.ts';
import { cellProblem, clean, writtenAs, type Cleaned } from './problem.ts';
import type { ProblemKind } from './problem-kinds.ts';

/** Cleans one cell of a coded column. */
export type CodedCleaner<T> = (cell: Cell | undefined) => Cleaned<T>;

const memoryLimit = 5_000;
const separators = /[、,，;；/／+＋\s|]+|(?<=.)[或和及](?=.)/u;

/** Remembers what a column's words became: coded columns repeat the same few words thousands of times. */
function remembering<T>(cleaner: CodedCleaner<T>): CodedCleaner<T> {
  const memory = new Map<string, Cleaned<T>>();
  return (cell) => {
    if (typeof cell !== 'string') return cleaner(cell);
    const known = memory.get(cell);
    if (known) return known;
    const fresh = cleaner(cell);
    if (memory.size >= memoryLimit) memory.clear();
    memory.set(cell, fresh);
    return fresh;
  };
}

/** What a word stands for in a vocabulary, or undefined; endings that add nothing are dropped. */
export type WordFinder = (word: string) => string | undefined;

function wordFinder(vocabulary: Vocabulary): WordFinder {
  const values = new Map<string, string>();
  for (const [value, others] of Object.entries(vocabulary.words)) {
    for (const other of others.split(' ')) if (other !== '') values.set(folded(other), value);
  }
  for (const value of Object.keys(vocabulary.words)) values.set(folded(value), value);
  const { endings } = vocabulary;
  return (word) => {
    const bare = folded(word).replace(/[。.!！]+$/, '');
    return values.get(bare) ?? (endings ? values.get(bare.replace(endings, '')) : undefined);
  };
}

function meansNothing(vocabulary: Vocabulary): (text: string) => boolean {
  const words = new Set((vocabulary.nothing ?? '').split(' ').filter((word) => word !== ''));
  return (text) => words.has(folded(text));
}

/** Parts of a cell that holds several values, or undefined where a part is unknown. */
function partsOf(text: string, find: WordFinder): string[] | undefined {
  const parts = text.split(separators).filter((part) => part !== '');
  const found = parts.map(find);
  if (parts.length < 2 || found.includes(undefined)) return undefined;
  return [...new Set(found.filter((part) => part !== undefined))];
}

/** A cleaner for a column whose cells hold one of a fixed list of words. */
export function codedCleaner(vocabulary: Vocabulary): CodedCleaner<string> {
  const find = wordFinder(vocabulary);
  const nothing = meansNothing(vocabulary);
  const values = new Set(Object.keys(vocabulary.words));
  return remembering((cell) => {
    const text = cellText(cell);
    if (text === '') return clean<string>(null);
    if (values.has(text) && text === writtenAs(cell)) return clean(text);
    const value = find(text) ?? single(partsOf(text, find));
    if (value !== undefined) return { value, problems: [cellProblem(vocabulary.alias, cell, value)] };
    if (nothing(text)) return clean<string>(null);
    const kind: ProblemKind = partsOf(text, find) && vocabulary.ambiguous ? vocabulary.ambiguous : 'value_unknown';
    return { value: null, problems: [cellProblem(kind, cell, null)] };
  });
}

function single(parts: string[] | undefined): string | undefined {
  return parts?.length === 1 ? parts[0] : undefined;
}

/** A cleaner for a column whose cells may hold several values; stored joined by a comma, in the order of the table. */
function severalCleaner(vocabulary: Vocabulary): CodedCleaner<string> {
  const one = codedCleaner(vocabulary);
  const find = wordFinder(vocabulary);
  const order = Object.keys(vocabulary.words);
  return remembering((cell) => {
    const parts = partsOf(cellText(cell), find);
    if (parts === undefined || parts.length < 2) return one(cell);
    const value = parts.sort((a, b) => order.indexOf(a) - order.indexOf(b)).join(',');
    return value === writtenAs(cell) ? clean(value) : { value, problems: [cellProblem(vocabulary.alias, cell, value)] };
  });
}

/** A cleaner for yes and no; the column's own words need no remark, other known words are repaired. */
export function yesNoCleaner(words: YesNoWords): CodedCleaner<boolean> {
  const plain = new Map<string, boolean>();
  const known = new Map<string, boolean>();
  const enter = (to: Map<string, boolean>, list: string, value: boolean): void => {
    for (const word of list.split(' ')) to.set(folded(word), value);
  };
  enter(plain, words.plainYes, true);
  enter(plain, words.plainNo, false);
  enter(known, words.yes, true);
  enter(known, words.no, false);
  return remembering((cell) => {
    const text = cellText(cell);
    if (text === '') return clean<boolean>(null);
    const written = writtenAs(cell) ?? '';
    const value = plain.get(written);
    if (value !== undefined) return clean(value);
    const found = known.get(folded(text).replace(/[。.,，!！]+$/, ''));
    if (found === undefined) return { value: null, problems: [cellProblem('value_unknown', cell, null)] };
    return { value: found, problems: [cellProblem(words.alias, cell, found ? '是' : '否')] };
  });
}

/** 男 or 女; 男性, M, 1 and the like are repaired. */
export const cleanSex = codedCleaner(tables.sexVocabulary);
/** Names of GB/T 3304; 汉, 回族 in short or traditional form are repaired. */
export const cleanEthnic = codedCleaner(tables.ethnicVocabulary);
/** Relation to the head of the household, in words of GB/T 4761 as the registers use them. */
export const cleanRelation = codedCleaner(tables.relationVocabulary);
/** Highest schooling in seven steps; two in one cell go to review. */
export const cleanEducation = codedCleaner(tables.educationVocabulary);
/** Where a person is at school; 非在校生 for those who are not. */
export const cleanInSchool = codedCleaner(tables.inSchoolVocabulary);
/** State of health; several are joined by a comma. */
export const cleanHealth = severalCleaner(tables.healthVocabulary);
/** Capacity to work. */
export const cleanLabourSkill = codedCleaner(tables.labourSkillVocabulary);
/** 农村 or 城镇. */
export const cleanResidence = codedCleaner(tables.residenceVocabulary);
/** Training level of a technical school. */
export const cleanLevel = codedCleaner(tables.levelVocabulary);
/** Whom a course takes. */
export const cleanBase = codedCleaner(tables.baseVocabulary);
/** Kind of technical school. */
export const cleanSchoolGrade = codedCleaner(tables.schoolGradeVocabulary);
/** Training level of a student: 中级工, 高级工 or 预备技师. */
export const cleanRollLevel = codedCleaner(tables.rollLevelVocabulary);
/** 在籍, 休学, 保留学籍, 退学, 转出, 结业 or 毕业. */
export const cleanStudentState = codedCleaner(tables.studentStateVocabulary);
/** 全日制 or 非全日制. */
export const cleanStudyMode = codedCleaner(tables.studyModeVocabulary);
/** 合格, 不合格 or 缺考. */
export const cleanTrainingResult = codedCleaner(tables.trainingResultVocabulary);
/** Whether a person is a veteran. */
export const cleanVeteran = yesNoCleaner(tables.veteranWords);
/** Whether the risk of a monitored household is cleared. */
export const cleanRisk = yesNoCleaner(tables.riskWords);
/** Whether a school or course undertakes precise assistance. */
export const cleanDesignated = yesNoCleaner(tables.designatedWords);
/** An answer of the survey of wishes. */
export const cleanYesNo = yesNoCleaner(tables.answerWords);

const findType = wordFinder(tables.householdTypeVocabulary);
const typeOrder = Object.keys(tables.householdTypeVocabulary.words);
const noType = meansNothing(tables.householdTypeVocabulary);

/** Types of a household, in fixed order. 、 is the separator that the form asks for; others and brackets are repaired. */
export const cleanHouseholdTypes: CodedCleaner<string[]> = remembering((cell) => {
  const text = cellText(cell);
  if (text === '' || noType(text)) return clean<string[]>(null);
  const whole = findType(text);
  if (whole !== undefined) return types([whole], cell, 'household_type_alias');
  const parts = partsOf(text.replace(/[（(【[]/g, '、').replace(/[）)】\]]/g, ''), findType);
  if (parts !== undefined) return types(parts, cell, 'household_type_multi');
  return { value: null, problems: [cellProblem('value_unknown', cell, null)] };
});

function types(found: string[], cell: Cell | undefined, kind: ProblemKind): Cleaned<string[]> {
  const value = found.sort((a, b) => typeOrder.indexOf(a) - typeOrder.indexOf(b));
  const proper = value.join('、');
  const written = writtenAs(cell) ?? '';
  const same = written === proper || written.split('、').toSorted().join() === [...value].sort().join();
  return same ? clean(value) : { value, problems: [cellProblem(kind, cell, proper)] };
}
