import fc from '../../../testing/properties.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectInThread } from './read-in-thread.ts';
import { allRows, sample } from '../sample-files.ts';
import { sheetLimits } from './sheet-limits.ts';
import { SheetRefused } from '../sheet-refused.ts';
import { openZip, unpackedChunks } from '../zip-archive.ts';
import { createZip } from '../write/zip-writer.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function ending(path: string): Promise<string> {
  try {
    await inspectInThread(path, 'a.xlsx');
    return `${(await allRows(path)).length} rows`;
  } catch (error) {
    if (error instanceof SheetRefused) return error.code;
    throw error;
  }
}

async function parts(name: string): Promise<Map<string, string>> {
  const zip = await openZip(sample(name), sheetLimits());
  const texts = new Map<string, string>();
  for (const entry of zip.entries.values()) {
    const chunks: Buffer[] = [];
    for await (const chunk of unpackedChunks(zip, entry)) chunks.push(chunk);
    texts.set(entry.name, Buffer.concat(chunks).toString());
  }
  await zip.file.close();
  return texts;
}

async function packed(texts: Map<string, string>): Promise<string> {
  const path = join(folder, 'made.xlsx');
  const zip = createZip(path);
  for (const [name, text] of texts) await zip.add(name, [text]);
  await zip.close();
  return path;
}

const SHEET = 'xl/worksheets/sheet1.xml';

describe('parts that no Excel wrote', () => {
  it('any bytes changed in an xlsx, xls or csv end in rows or a refusal, never in a crash', async () => {
    for (const name of ['annex2-heze.xlsx', 'bad/really-xls.xlsx', 'bad/mixed-encoding.csv']) {
      const original = await readFile(sample(name));
      const change = fc.tuple(fc.nat({ max: original.length - 1 }), fc.nat({ max: 255 }));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          const bytes = Buffer.from(original);
          for (const [at, value] of changes) bytes[at] = value;
          const path = join(folder, 'changed');
          await writeFile(path, bytes);
          expect(await ending(path)).toMatch(/^SHEET_|rows$/);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('any text cut out of or put into the sheet ends in rows or a refusal', async () => {
    const texts = await parts('annex2-heze.xlsx');
    const sheet = texts.get(SHEET) ?? '';
    const odd = fc.constantFrom(
      '<',
      '>',
      '</c>',
      '<row',
      '</row>',
      '<c r="ZZZZ1">',
      '<v>',
      '"',
      '&#x110000;',
      '<c t="s"><v>-1</v></c>',
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sheet.length }), fc.nat({ max: 60 }), odd, async (at, length, text) => {
        texts.set(SHEET, sheet.slice(0, at) + text + sheet.slice(at + length));
        expect(await ending(await packed(texts))).toMatch(/^SHEET_|rows$/);
      }),
      { numRuns: 120 },
    );
  });

  it('tags with a namespace prefix are read like those without', async () => {
    const texts = await parts('annex2-heze.xlsx');
    const before = await ending(sample('annex2-heze.xlsx'));
    for (const name of [SHEET, 'xl/sharedStrings.xml', 'xl/workbook.xml']) {
      const text = texts.get(name) ?? '';
      texts.set(name, text.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replace('xmlns="', 'xmlns:x="'));
    }
    const path = await packed(texts);
    expect(await ending(path)).toBe(before);
    expect(await allRows(path)).toEqual(await allRows(sample('annex2-heze.xlsx')));
  });

  it('macros, data connections and document types are refused wherever they stand', async () => {
    const texts = await parts('annex2-heze.xlsx');
    const types = texts.get('[Content_Types].xml') ?? '';
    const refused: [string, string, string][] = [
      ['xl/connections.xml', '<connections/>', 'SHEET_HAS_MACROS_OR_LINKS'],
      ['xl/embeddings/a.bin', 'x', 'SHEET_HAS_MACROS_OR_LINKS'],
      [
        '[Content_Types].xml',
        types.replace('sheet.main+xml', 'sheet.macroEnabled.main+xml'),
        'SHEET_HAS_MACROS_OR_LINKS',
      ],
      ['xl/workbook.xml', `<!DOCTYPE a [<!ENTITY b "c">]>${texts.get('xl/workbook.xml')}`, 'SHEET_DAMAGED'],
    ];
    for (const [name, text, code] of refused) {
      expect([name, await ending(await packed(new Map([...texts, [name, text]])))]).toEqual([name, code]);
    }
  });
});
