import { fontCoverages } from './fonts.ts';
import { GlyphMissingError } from './letter-error.ts';
import type { MissingGlyph } from './letter-error.ts';
import type { ExtraFont, LetterSource, LetterTemplate } from './letter-source.ts';
import { missingGlyphs } from './missing-glyphs.ts';
import { createTypesetter } from './typesetter.ts';
import { typstJob } from './typst-job.ts';

export type PressOptions = {
  /** Fonts behind the built-in ones, for every letter of this press. */
  readonly fonts?: readonly ExtraFont[];
  readonly recycleAfter?: number;
  readonly timeoutMs?: number;
  readonly msPerLetter?: number;
  /** Letters set by one compile into one document; longer lists come as several documents. */
  readonly lettersPerDocument?: number;
};

export type RenderRequest<Data> = {
  readonly template: LetterTemplate<Data>;
  readonly data: Data;
  readonly fonts?: readonly ExtraFont[];
};

/** One PDF with many letters; `letters` are the positions in the list, in the order of the pages. */
export type ManyDocument = { readonly pdf: Uint8Array; readonly pages: number; readonly letters: readonly number[] };
export type RefusedLetter = {
  readonly index: number;
  readonly subject: string;
  readonly missing: readonly MissingGlyph[];
};
export type ManyResult = { readonly documents: readonly ManyDocument[]; readonly refused: readonly RefusedLetter[] };
export type OnProgress = (done: number, total: number) => void;

export type Press = {
  /**
   * Sets one letter; resolves to a PDF/A-2a of A4 pages.
   * Throws GlyphMissingError (LETTER_GLYPH_MISSING) naming character and person before anything is set, and
   * RenderFailedError (LETTER_RENDER_FAILED) when the typesetter refuses, dies or takes too long.
   */
  renderPdf<Data>(request: RenderRequest<Data>): Promise<Uint8Array>;
  /**
   * Sets a list of letters of one template into one document (several past `lettersPerDocument`). A letter that holds a character
   * no font has is left out and returned in `refused`; the others print. `onProgress` counts letters finished, refused ones
   * included. Rejects with the signal's reason when aborted, otherwise as renderPdf.
   */
  renderMany<Data>(
    template: LetterTemplate<Data>,
    list: readonly Data[],
    onProgress?: OnProgress,
    signal?: AbortSignal,
  ): Promise<ManyResult>;
  /** Children started so far and the living one's process id. */
  state(): { readonly started: number; readonly childId: number | undefined };
  /** Ends the child process; the press starts a new one when used again. */
  close(): void;
};

/** A press with its own child process, started by the first letter. */
export function createPress(options: PressOptions = {}): Press {
  const { fonts = [], recycleAfter = 500, timeoutMs = 20_000, msPerLetter = 100, lettersPerDocument = 1000 } = options;
  const typesetter = createTypesetter({ recycleAfter, timeoutMs, msPerLetter });
  return {
    renderPdf: async (request) => {
      const source = request.template(request.data);
      const chain = [...fonts, ...(request.fonts ?? [])];
      const missing = missingGlyphs(source, await fontCoverages(chain));
      if (missing.length > 0) throw new GlyphMissingError(missing);
      return (await typesetter.set(await typstJob([source], chain))).pdf;
    },
    renderMany: async (template, list, onProgress, signal) => {
      const { printable, refused } = await sortOut(list.map(template), fonts);
      let done = refused.length;
      onProgress?.(done, list.length);
      const documents: ManyDocument[] = [];
      for (let from = 0; from < printable.length; from += lettersPerDocument) {
        const part = printable.slice(from, from + lettersPerDocument);
        const job = await typstJob(
          part.map((letter) => letter.source),
          fonts,
        );
        const { pdf, pages } = await typesetter.set(job, signal);
        documents.push({ pdf, pages, letters: part.map((letter) => letter.index) });
        done += part.length;
        onProgress?.(done, list.length);
      }
      return { documents, refused };
    },
    state: () => ({ started: typesetter.started(), childId: typesetter.childId() }),
    close: typesetter.close,
  };
}

async function sortOut(sources: readonly LetterSource[], fonts: readonly ExtraFont[]) {
  const coverages = await fontCoverages(fonts);
  const printable: { index: number; source: LetterSource }[] = [];
  const refused: RefusedLetter[] = [];
  for (const [index, source] of sources.entries()) {
    const missing = missingGlyphs(source, coverages);
    if (missing.length === 0) printable.push({ index, source });
    else refused.push({ index, subject: source.subject, missing });
  }
  return { printable, refused };
}
