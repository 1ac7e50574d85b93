import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder a cluster wished for in `dir` really lives in. */
export function clusterHome(dir: string): string {
  return process.getuid?.() === 0 ? reachableHome(resolve(dir)) : resolve(dir);
}

/** A folder that nobody can reach: the wished one, or one under /var/lib when a parent folder is closed to others. */
function reachableHome(dir: string): string {
  for (let at = dirname(dir); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) {
      return join('/var/lib/jiqiao', createHash('sha256').update(dir).digest('hex').slice(0, 16));
    }
    if (at === dirname(at)) return dir;
  }
}
