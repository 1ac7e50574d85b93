import { listWords } from './lists/list-words.ts';
import { personWords } from './person-words.ts';
import { wishWords } from './wish-words.ts';
import { defineWords } from '../../platform/ui-kit/parts/plain.ts';

/** Texts of the screens of lists, people, wishes and tasks. */
export const words = defineWords('people', {
  zh: { ...listWords.zh, ...personWords.zh, ...wishWords.zh },
  en: { ...listWords.en, ...personWords.en, ...wishWords.en },
});

export type PeopleWord = keyof typeof words.zh;
