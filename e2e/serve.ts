import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { demoAccounts, loadDemo, type DemoStage } from '../src/desk/demo/index.ts';
import { loadReadings } from '../src/desk/law/index.ts';
import { openHouse, ROOT } from '../src/house.ts';
import { loadAccessMatrix, loadActor, loadDivisions, makeSessions } from '../src/organizations/index.ts';
import { loadConfig } from '../src/platform/config.ts';
import { startWorker } from '../src/platform/jobs.ts';
import { loadPolicy } from '../src/policy/index.ts';
import { loadRegisters } from '../src/registers/index.ts';
import { allRoutes } from '../src/rooms.ts';
import { startSealer } from '../src/sealer.ts';

// The program as main.ts composes it, with one province of divisions and the stages of the demonstration a journey asks for (DEMO_STAGES).
const config = loadConfig();
const house = await openHouse(config);
const { services } = house;
const stages = (process.env.DEMO_STAGES ?? '').split(',').filter(Boolean) as DemoStage[];
const say = (line: string) => process.stdout.write(`${line}\n`);
await loadAccessMatrix(services.ownerUrl);
await loadDivisions(services, ROOT, say, ['37']);
await loadPolicy(services, join(ROOT, 'rules'));
await loadReadings(services, ROOT);
await loadRegisters(services, join(ROOT, 'registers'), join(ROOT, 'rules'));
await loadDemo(services, { people: config.demoPeople, say, stages });
const sessions = makeSessions(services, config.secrets.session, await demoAccounts(services));
const app = await buildApp({
  services,
  routes: allRoutes,
  actorOf: sessions.actorOfRequest,
  session: sessions.sessionPlugin,
  webRoot: process.env.JIQIAO_WEB ?? join(ROOT, 'dist/web'),
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
const worker = await startWorker(services, (s, userId, unitId) => loadActor(s.db, userId, unitId, s.clock.today()));
const stopSealer = startSealer(services, 500);
say(`ready ${address}`);

process.on('SIGTERM', () => {
  void (async () => {
    await app.close();
    await worker.stop();
    await stopSealer();
    await house.stop();
    process.exit(0);
  })();
});
