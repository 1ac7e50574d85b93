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

/** A letter holds a character that would print as an empty box. Nothing was printed. */
export class GlyphMissingError extends Error {
  readonly code = 'LETTER_GLYPH_MISSING';
  readonly missing: readonly MissingGlyph[];

  constructor(missing: readonly MissingGlyph[]) {
    super(missing.map(describeMissing).join('\n'));
    this.name = 'GlyphMissingError';
    this.missing = missing;
  }
}

export type RenderFailure = 'template' | 'timeout' | 'crashed' | 'font';

/** The typesetter refused the document, took too long, or died. `detail` is for the log, not for the screen. */
export class RenderFailedError extends Error {
  readonly code = 'LETTER_RENDER_FAILED';
  readonly failure: RenderFailure;
  readonly detail: string;

  constructor(failure: RenderFailure, detail: string) {
    super(failureMessages[failure]);
    this.name = 'RenderFailedError';
    this.failure = failure;
    this.detail = detail;
  }
}

const failureMessages: Record<RenderFailure, string> = {
  template: '文书模板排版出错，没有生成文件。请联系系统管理员。',
  timeout: '文书生成超时，没有生成文件。请减少份数后重试。',
  crashed: '文书生成程序意外停止，没有生成文件。请重试。',
  font: '字体文件无法读取，没有生成文件。请联系系统管理员。',
};

/** One sentence for the screen: who, which character, where. */
export function describeMissing(glyph: MissingGlyph): string {
  return `“${glyph.subject}”的文书含有字库中没有的字“${glyph.character}”（${glyph.codePoint}，见“${glyph.text}”），没有打印。请安装含有该字的字体后重试。`;
}
