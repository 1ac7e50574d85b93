import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import type { FileStore } from './files.ts';

const SCANS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
};

export type ScanType = { mediaType: string; extension: string };

/** How the name of a scan of a media type ends. */
export const scanExtension = (mediaType: string): string => SCANS[mediaType] ?? 'bin';

/** What kind of scanned paper a stored file is, found by its content and not by its name; null when it is none. */
export async function scanTypeOf(files: FileStore, sha256: string): Promise<ScanType | null> {
  const type = await fileTypeFromBuffer(await readFile(files.pathOf(sha256)));
  return type && type.mime in SCANS ? { mediaType: type.mime, extension: scanExtension(type.mime) } : null;
}
