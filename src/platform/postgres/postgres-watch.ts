import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterHome, isAlive, postmasterOf } from './postgres-home.ts';
import { startPostgres } from './postgres.ts';

/**
 * Starts the shipped PostgreSQL again, at the address it had, when its process is gone (killed, out of memory). Several programs may watch one:
 * the server's own lock lets one of them win, the others find it answering. Returns the stopper.
 * @param say told when the server was gone and when it is back
 */
export function watchPostgres(dir: string, url: string, say: (line: string) => void): () => void {
  let watching = true;
  const port = Number(new URL(url).port);
  const cluster = join(clusterHome(dir), 'cluster');
  const watch = async () => {
    while (watching) {
      await sleep(1000, undefined, { ref: false });
      if (!watching || isAlive(postmasterOf(cluster)?.pid ?? 0)) continue;
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
