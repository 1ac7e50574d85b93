// What loads no antd: sign-in takes it from here, and index.ts hands it on.
import '../shell/kit.css';

export { DecisionCard } from './decision-card.tsx';
export type { DecisionAmountLine, DecisionCardProps, DecisionFact, DecisionOutcome } from './decision-card.tsx';
export { Deadline } from './deadline.tsx';
export type { DeadlineProps } from './deadline.tsx';
export { EmptyState } from './empty-state.tsx';
export { ErrorNote } from './error-note.tsx';
export { fileSize, longDate, money, thousands, wallClock } from './format.ts';
export { kitWords } from '../kit-words.ts';
export { defineWords, useBilingual, useLanguage, useWords } from '../shell/language.ts';
export type { Bilingual, Language, Translate, Words } from '../shell/language.ts';
export { parseQuery, writeQuery } from '../lists/list-state.ts';
export { OfflineNote, useOnline } from '../shell/offline-note.tsx';
export { PrintButton } from './print-button.tsx';
export { Timeline } from './timeline.tsx';
export type { TimelineEntry } from './timeline.tsx';
