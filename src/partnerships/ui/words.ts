import { agreementWords } from './agreement-words.ts';
import { summaryWords } from './summary-words.ts';
import { defineWords } from '../../platform/ui-kit/parts/plain.ts';

/** Texts of the screens of agreements and partnerships. */
export const words = defineWords('partnerships', {
  zh: { ...agreementWords.zh, ...summaryWords.zh },
  en: { ...agreementWords.en, ...summaryWords.en },
});
