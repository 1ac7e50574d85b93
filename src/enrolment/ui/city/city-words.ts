import { countyWords } from './county-words.ts';
import { admissionWords } from './admission-words.ts';
import { importedWords } from './imported-words.ts';
import { letterWords } from './letter-words.ts';
import { defineWords } from '../../../platform/ui-kit/parts/plain.ts';

/** Texts of the screens of county, city and school, and of the public letter check. */
export const words = defineWords('enrolment-city', {
  zh: { ...countyWords.zh, ...admissionWords.zh, ...importedWords.zh, ...letterWords.zh },
  en: { ...countyWords.en, ...admissionWords.en, ...importedWords.en, ...letterWords.en },
});
