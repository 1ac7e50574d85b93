import type { LetterSource } from './letter-source.ts';

export type NoteData = { readonly heading: string; readonly body: string; readonly spins?: boolean };

/** The plainest letter there is, for the press's own tests. */
export function note(data: NoteData): LetterSource {
  return {
    template: new URL('./test-letter.typ', import.meta.url),
    data: { heading: data.heading, body: data.body, spins: data.spins ?? false },
    subject: data.heading,
    title: '便笺',
    paper: 'portrait',
    number: 'A-1',
    printed: { by: '张三', at: '2020-09-01T02:21:00Z' },
  };
}

/** What a PDF says of itself without being parsed: pages, archive level, first page's size in points, embedded fonts. */
export function pdfFacts(pdf: Uint8Array) {
  const text = Buffer.from(pdf).toString('latin1');
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text);
  return {
    pages: Number(/<xmpTPg:NPages>(\d+)</.exec(text)?.[1]),
    archive: `${/<pdfaid:part>(\d)</.exec(text)?.[1]}${/<pdfaid:conformance>(\w)</.exec(text)?.[1]}`,
    size: [Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))],
    created: /<xmp:CreateDate>([^<]+)</.exec(text)?.[1],
    fonts: [...new Set([...text.matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)/g)].map((match) => match[1]))].sort(),
  };
}
