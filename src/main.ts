import { join } from 'node:path';
import { buildApp } from './app.ts';
import { startDaily } from './daily.ts';
import { openHouse, ROOT } from './house.ts';
import { loadActor, makeSessions } from './organizations/index.ts';
import { loadConfig } from './platform/config.ts';
import { databaseAway } from './platform/http.ts';
import { startWorker } from './platform/jobs.ts';
import { prepare } from './prepare.ts';
import { allRoutes } from './rooms.ts';
import { startSealer } from './sealer.ts';

const started = performance.now();
const config = loadConfig();
const house = await openHouse(config);
const { services } = house;
const accounts = await prepare(services, config, (line) => console.log(line));
const stops: (() => Promise<void> | void)[] = [];
const took = () => `${((performance.now() - started) / 1000).toFixed(1)} 秒`;

if (config.roles.worker) {
  const worker = await startWorker(services, (s, userId, unitId) => loadActor(s.db, userId, unitId, s.clock.today()));
  stops.push(startDaily(services), worker.stop, startSealer(services));
  if (!config.roles.web) console.log(`\n技桥后台任务已启动（${took()}）`);
}
if (config.roles.web) {
  const sessions = makeSessions(services, config.secrets.session, accounts);
  const app = await buildApp({
    services,
    routes: allRoutes,
    actorOf: sessions.actorOfRequest,
    session: sessions.sessionPlugin,
    webRoot: join(ROOT, 'dist/web'),
    trustProxy: config.trustProxy,
  });
  const address = await app.listen({ port: config.port, host: config.host });
  stops.unshift(() => app.close());
  console.log(`\n技桥已启动（${took()}）：${address}`);
  console.log(
    `公开页面：${address}/public　健康检查：${address}/health/ready　今天：${services.clock.today()}${services.demo ? '（演示日期）' : ''}`,
  );
}
if (config.roles.web && accounts.length > 0) {
  console.log('\n演示账号（密码都是同一个，仅供演示）：');
  for (const a of accounts) console.log(`  ${a.username.padEnd(22)} ${a.password}   ${a.title} · ${a.unit}`);
}

// The queue's own attempts to write down a failure are awaited by nobody; while the database is away they must not end the program.
process.on('unhandledRejection', (error) => {
  services.log.error({ err: error }, 'a promise failed that nobody waited for');
  if (!databaseAway(error)) process.exit(1);
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const end of stops) await end();
  await house.stop();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
