import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errors } from './errors.ts';

export type StoredFile = { sha256: string; size: number; path: string };

/** Files by content: the name on disk is the SHA-256 of the bytes, so the same file is kept once. */
export class FileStore {
  readonly #root: string;
  constructor(root: string) {
    this.#root = root;
  }

  /** Streams bytes to disk, hashing and limiting as they come. @throws UPLOAD_TOO_LARGE when more than `limit` bytes arrive. */
  async put(source: Readable, limit: number, temporaryName: string): Promise<StoredFile> {
    const folder = join(this.#root, 'incoming');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, temporaryName);
    const hash = createHash('sha256');
    let size = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        if (size > limit) return done(errors.UPLOAD_TOO_LARGE({ details: { limit } }));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, meter, createWriteStream(temporary, { mode: 0o600 }));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    const sha256 = hash.digest('hex');
    const path = this.pathOf(sha256);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await rename(temporary, path);
    return { sha256, size, path };
  }

  /** Where a file with this hash lies. */
  pathOf(sha256: string): string {
    return join(this.#root, sha256.slice(0, 2), sha256);
  }

  /** A folder of this installation's own beside the files, for what can be made again from the database at any time. */
  async workFolder(name: string): Promise<string> {
    const folder = join(this.#root, name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  open(sha256: string): Readable {
    return createReadStream(this.pathOf(sha256));
  }

  async exists(sha256: string): Promise<boolean> {
    return (await stat(this.pathOf(sha256)).catch(() => null)) !== null;
  }
}
