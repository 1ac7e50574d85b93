import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
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

/** Process and port of the server whose lock file lies in a cluster, whether it still lives or not; null without one. */
export function postmasterOf(cluster: string): { pid: number; port: number } | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0) };
}

/** Whether a process is there, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
