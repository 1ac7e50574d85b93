import { documentWords } from './document-words.ts';
import { proposalWords } from './proposal-words.ts';
import { defineWords } from '../../../platform/ui-kit/index.ts';

/** Texts of the room in which the law is read, set and added to. */
export const words = defineWords('law', {
  zh: { ...documentWords.zh, ...proposalWords.zh },
  en: { ...documentWords.en, ...proposalWords.en },
});
