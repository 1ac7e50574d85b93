import { longDate } from '../../../platform/ui-kit/parts/format.ts';
import type { Bilingual } from '../../schema.ts';

export type Language = 'zh' | 'en';
const KEY = 'jiqiao.language';

let chosen: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';

export const language = (): Language => chosen;

/** The text of the language now chosen. */
export const say = (text: Bilingual): string => text[chosen];

/** A text with parts like {count} filled in. */
export function tell(text: Bilingual, parts: Record<string, string | number>): string {
  return say(text).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(parts[name] ?? whole));
}

export function chooseLanguage(next: Language): void {
  chosen = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';

export const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** A day (yyyy-mm-dd) as the language now chosen writes it: 2020年9月1日, or 2020-09-01. */
export const dayText = (date: string): string => (chosen === 'zh' ? longDate(date) : date.slice(0, 10));
