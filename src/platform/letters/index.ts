import { createPress } from './press.ts';

export { beijingTime, chineseDate } from './chinese-date.ts';
export { describeMissing, GlyphMissingError, RenderFailedError } from './letter-error.ts';
export type { MissingGlyph, RenderFailure } from './letter-error.ts';
export type { ExtraFont, LetterSource, LetterTemplate, LetterValue, Printed } from './letter-source.ts';
export { createPress } from './press.ts';
export type {
  ManyDocument,
  ManyResult,
  OnProgress,
  Press,
  PressOptions,
  RefusedLetter,
  RenderRequest,
} from './press.ts';
export { qrSvg } from './qr-svg.ts';

/** The press of this process; a program that needs other fonts or limits makes its own with createPress. */
const press = createPress();

/** One letter as PDF; see Press.renderPdf. */
export const renderPdf = press.renderPdf;
/** Many letters in one PDF; see Press.renderMany. */
export const renderMany = press.renderMany;
/** Ends the child process of renderPdf and renderMany. */
export const closeLetters = press.close;
