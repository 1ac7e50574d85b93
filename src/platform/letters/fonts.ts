import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { coverageOf } from './font-coverage.ts';
import type { Coverage } from './font-coverage.ts';
import { RenderFailedError } from './letter-error.ts';
import type { ExtraFont } from './letter-source.ts';

const require = createRequire(import.meta.url);
const google = '@expo-google-fonts';

/** The fonts in every document: Noto Serif SC sets the text, Noto Sans SC steps in for what the serif lacks. */
export const builtInFonts: readonly ExtraFont[] = [
  { family: 'Noto Serif SC', file: require.resolve(`${google}/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf`) },
  { family: 'Noto Serif SC', file: require.resolve(`${google}/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf`) },
  { family: 'Noto Sans SC', file: require.resolve(`${google}/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf`) },
];

const known = new Map<string, Promise<Coverage>>();

/** Coverage of each font of the chain, read once per file. Throws RenderFailedError('font') when a file cannot be read. */
export async function fontCoverages(extra: readonly ExtraFont[] = []): Promise<Coverage[]> {
  const files = [...new Set([...builtInFonts, ...extra].map((font) => font.file))];
  return Promise.all(files.map(coverageOfFile));
}

function coverageOfFile(file: string): Promise<Coverage> {
  const before = known.get(file);
  if (before) return before;
  const reading = readCoverage(file).catch((cause: unknown) => {
    known.delete(file);
    throw new RenderFailedError('font', new Error(file, { cause }));
  });
  known.set(file, reading);
  return reading;
}

async function readCoverage(file: string): Promise<Coverage> {
  const handle = await open(file);
  try {
    const tables = (await readAt(handle, 0, 12)).getUint16(4);
    const directory = await readAt(handle, 12, tables * 16);
    for (let entry = 0; entry < tables * 16; entry += 16) {
      if (directory.getUint32(entry) !== cmapTag) continue;
      return coverageOf(await readAt(handle, directory.getUint32(entry + 8), directory.getUint32(entry + 12)));
    }
    throw new RangeError('no cmap table');
  } finally {
    await handle.close();
  }
}

/** The four letters `cmap`. */
const cmapTag = 0x636d6170;

async function readAt(handle: FileHandle, position: number, length: number): Promise<DataView> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  if (bytesRead < length) throw new RangeError('the font file is cut short');
  return new DataView(bytes.buffer);
}
