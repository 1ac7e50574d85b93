import { readFile } from 'node:fs/promises';
import { beijingTime } from './chinese-date.ts';
import { builtInFonts } from './fonts.ts';
import { RenderFailedError } from './letter-error.ts';
import type { ExtraFont, LetterSource } from './letter-source.ts';

/** What the child process is asked to set: one document, all text in files, nothing spliced into code. */
export type TypstJob = {
  readonly main: string;
  readonly files: Readonly<Record<string, string>>;
  readonly fontFiles: readonly string[];
  readonly letters: number;
  /** One letter is tagged for screen readers (PDF/A-2a); a stack for the printer is not (PDF/A-2u): a third of the size. */
  readonly tagged: boolean;
};

export type TypstAnswer =
  | { readonly ok: true; readonly pdf: Uint8Array; readonly pages: number }
  | { readonly ok: false; readonly detail: string };

const main = `#import "/frame.typ": document-style, measured-sheet, single-sheet
#import "/template.typ": letter, sizes
#let job = json("/job.json")
#set document(title: job.title, date: datetime(..job.date))
#show: body => document-style(job.families, body)
#for (index, item) in job.letters.enumerate() {
  if sys.inputs.fit == "single" { single-sheet(item, letter, sizes) } else { measured-sheet(index, item, letter, sizes) }
}
`;

/** Builds the job that sets the letters, in order, in one document. All must share one template. */
export async function typstJob(sources: readonly LetterSource[], fonts: readonly ExtraFont[]): Promise<TypstJob> {
  const head = sources[0]!;
  if (sources.some((source) => source.template.href !== head.template.href)) {
    throw new RenderFailedError('template', 'letters of one document must share one template');
  }
  const chain = [...builtInFonts, ...fonts];
  const job = {
    title: sources.length === 1 ? `${head.title} ${head.subject}` : head.title,
    date: dateParts(head.printed.at),
    families: [...new Set(chain.map((font) => font.family))],
    letters: sources.map(sheetData),
  };
  const frame = await readFile(new URL('./frame.typ', import.meta.url), 'utf8');
  const template = await readFile(head.template, 'utf8');
  return {
    main,
    files: { '/frame.typ': frame, '/template.typ': template, '/job.json': JSON.stringify(job) },
    fontFiles: [...new Set(chain.map((font) => font.file))],
    letters: sources.length,
    tagged: sources.length === 1,
  };
}

function sheetData(source: LetterSource): object {
  const { data, paper, number, printed, language = 'zh' } = source;
  return { data, paper, number, language, printedBy: printed.by, printedAt: beijingTime(printed.at) };
}

/** The document's date as typst takes it; PDF metadata states it in UTC. */
function dateParts(instant: string): Record<string, number> {
  const at = new Date(instant);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}
