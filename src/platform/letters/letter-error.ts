import { AppError, defineErrors } from '../errors.ts';
import type { ErrorEntry } from '../errors.ts';

/** A character that no loaded font can draw, and where it stands. */
export type MissingGlyph = {
  readonly character: string;
  /** As the standards write it: U+2B5F4. */
  readonly codePoint: string;
  /** The letter's subject: whose letter it is. */
  readonly subject: string;
  /** Path into the letter's data, e.g. `personName` or `rows.3.name`. */
  readonly field: string;
  /** The whole text it stands in. */
  readonly text: string;
};

/** Why the typesetter gave nothing: it refused the document, took too long, died, or a font could not be read. */
export type RenderFailure = 'template' | 'timeout' | 'crashed' | 'font';

const entries = {
  LETTER_GLYPH_MISSING: {
    kind: 'invalid',
    message: '文书含有字库中没有的字，没有打印。',
    hint: '请安装含有该字的字体后重试，或先核对姓名用字。',
  },
  LETTER_RENDER_FAILED: { kind: 'internal', message: '文书没有生成。', hint: '请重试；若仍出现，请联系系统管理员。' },
} satisfies Record<string, ErrorEntry>;
defineErrors(entries);

const failureMessages: Record<RenderFailure, string> = {
  template: '文书模板排版出错，没有生成文件。',
  timeout: '文书生成超时，没有生成文件。请减少份数后重试。',
  crashed: '文书生成程序意外停止，没有生成文件。',
  font: '字体文件无法读取，没有生成文件。',
};

/** A letter holds a character that would print as an empty box. Nothing was printed. */
export class GlyphMissingError extends AppError {
  readonly missing: readonly MissingGlyph[];

  constructor(missing: readonly MissingGlyph[]) {
    super('LETTER_GLYPH_MISSING', entries.LETTER_GLYPH_MISSING, {
      message: missing.map(describeMissing).join('\n'),
      details: { missing },
    });
    this.name = 'GlyphMissingError';
    this.missing = missing;
  }
}

/** The typesetter refused the document, took too long, or died. `cause` is for the log, not for the screen. */
export class RenderFailedError extends AppError {
  readonly failure: RenderFailure;

  constructor(failure: RenderFailure, cause: unknown) {
    super('LETTER_RENDER_FAILED', entries.LETTER_RENDER_FAILED, {
      message: failureMessages[failure],
      details: { failure },
      cause,
    });
    this.name = 'RenderFailedError';
    this.failure = failure;
  }
}

/** One sentence for the screen: who, which character, where. */
export function describeMissing(glyph: MissingGlyph): string {
  return `“${glyph.subject}”的文书含有字库中没有的字“${glyph.character}”（${glyph.codePoint}，见“${glyph.text}”），没有打印。`;
}
