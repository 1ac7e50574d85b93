import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh' | 'en';

/** A short text in both languages of the interface. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** The dictionary of one area; both languages have the same keys. Parts like {{count}} are filled in. */
export interface Words<Key extends string> {
  area: string;
  zh: Record<Key, string>;
  en: Record<Key, string>;
}

export type Translate<Key extends string> = (key: Key, values?: Record<string, string | number>) => string;

const storageKey = 'jiqiao.language';

const storedLanguage = (): Language =>
  typeof localStorage !== 'undefined' && localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh';

const htmlLanguage: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

const showLanguage = (language: Language): void => {
  if (typeof document !== 'undefined') document.documentElement.lang = htmlLanguage[language];
};

const i18next = createInstance();

void i18next.use(initReactI18next).init({
  lng: storedLanguage(),
  fallbackLng: 'zh',
  resources: {},
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});
showLanguage(storedLanguage());

/** Adds an area's dictionary and hands it back for `useWords`. */
export function defineWords<Key extends string>(
  area: string,
  dictionary: { zh: Record<Key, string>; en: Record<NoInfer<Key>, string> },
): Words<Key> {
  i18next.addResourceBundle('zh', area, dictionary.zh);
  i18next.addResourceBundle('en', area, dictionary.en);
  return { area, ...dictionary };
}

/** The texts of an area in the language now chosen; the component is drawn again when it changes. */
export function useWords<Key extends string>(words: Words<Key>): Translate<Key> {
  const { t } = useTranslation(words.area, { useSuspense: false });
  return (key, values) => t(key as string, values ?? {});
}

/** The language now chosen and the way to change it (kept in this browser). */
export function useLanguage(): [Language, (language: Language) => void] {
  const { i18n } = useTranslation();
  const change = (language: Language): void => {
    localStorage.setItem(storageKey, language);
    showLanguage(language);
    void i18n.changeLanguage(language);
  };
  return [i18n.language === 'en' ? 'en' : 'zh', change];
}

/** Picks the text of the language now chosen. */
export function useBilingual(): (text: Bilingual) => string {
  const [language] = useLanguage();
  return (text) => text[language];
}
