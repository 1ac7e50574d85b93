import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterHome } from './postgres-home.ts';
import { startPostgres } from './postgres.ts';

/**
 * Starts the shipped PostgreSQL again, at the address it had, when its process is gone (killed, out of memory). Several programs may watch one:
 * the server's own lock lets one of them win, the others find it answering. Returns the stopper.
 * @param say told when the server was gone and when it is back
 */
export function watchPostgres(dir: string, url: string, say: (line: string) => void): () => void {
  let watching = true;
  const port = Number(new URL(url).port);
  const pidFile = join(clusterHome(dir), 'cluster', 'postmaster.pid');
  const watch = async () => {
    while (watching) {
      await sleep(1000, undefined, { ref: false });
      if (!watching || alive(pidFile)) continue;
      say('数据库进程不见了，正在重新启动。');
      // Its last children may hold the shared memory for a moment; the next turn tries again.
      await startPostgres({ dir, port }).then(
        () => say('数据库已恢复。'),
        (error: Error) => say(error.message),
      );
    }
  };
  void watch();
  return () => {
    watching = false;
  };
}

function alive(pidFile: string): boolean {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
