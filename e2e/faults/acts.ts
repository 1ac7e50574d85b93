import { setTimeout as sleep } from 'node:timers/promises';
import { FOCUS } from '../../src/desk/demo/places.ts';
import { Clerk, type Answer } from './clerk.ts';
import type { Installation } from './installation.ts';
import type { Points } from './points.ts';
import type { Season } from './season.ts';

export type Acted = { listId: string; villageBatch: string; countyBatch: string; clerks: Clerk[] };

/** Every office at work at once on the run's cases; answers when each act has been acknowledged. */
export async function act(at: Installation, season: Season, points: Points): Promise<Acted> {
  const clerks: Clerk[] = [];
  const clerk = (name: string) => {
    const one = new Clerk(at, name);
    clerks.push(one);
    return one;
  };
  const [listId, villageBatch, countyBatch] = await Promise.all([
    points.during('register import', () => sendRegister(clerk('xian-fupin'), season)),
    points.during('village batch', () => sendVillageBatch(clerk('cun'), season)),
    points.during('county batch', () => sendCountyBatch(clerk('xian-renshe'), clerk('xian-fupin'))),
    points.during('reviews', () =>
      Promise.all([review(clerk('xiang-fupin'), season), review(clerk('xiang-renshe'), season)]),
    ),
    admitAndNotify(clerk('shi-renshe'), clerk('xuexiao'), season, points),
    lockAndSend(clerk('shi-renshe'), clerk('sheng-renshe'), season, points),
  ]);
  return { listId, villageBatch, countyBatch, clerks };
}

async function sendRegister(clerk: Clerk, season: Season): Promise<string> {
  const fileId = await clerk.upload('register.csv', season.register.csv);
  const body = {
    fileId,
    kind: 'assisted_register',
    coverage: 'supplement',
    areaCode: FOCUS.county,
    listDate: '2020-08-20',
    autoPublish: true,
  };
  const received = good(await clerk.post('/api/lists', body));
  const listId = String(received.body.listId);
  await until(
    async () => (await clerk.get(`/api/lists/${listId}`)).body.state === 'published',
    'the register is published',
  );
  return listId;
}

async function sendVillageBatch(clerk: Clerk, season: Season): Promise<string> {
  const compiled = good(await clerk.post('/api/village-batches/compile', { agree: season.village }));
  const batchId = String(compiled.body.batchId ?? (await openBatch(clerk)));
  good(await clerk.post(`/api/village-batches/${batchId}/send`, {}));
  return batchId;
}

/** When the first answer was lost, the repeat finds nothing left to compile: the batch is in the list. */
async function openBatch(clerk: Clerk): Promise<string> {
  const { body } = await clerk.get('/api/village-batches?size=1');
  return (body.rows as { id: string }[])[0]!.id;
}

/** How often a confirmation is refused before that is a fault: lost answers make a few refusals. */
const TRIES = 50;

async function sendCountyBatch(hr: Clerk, poverty: Clerk): Promise<string> {
  const compiled = good(await hr.post('/api/county-batches', { year: 2020 }));
  const batchId = String(compiled.body.batchId);
  let refused: Answer[] = [];
  for (let tries = 0; ; tries++) {
    const { body } = good(await hr.get(`/api/county-batches/${batchId}`));
    if (body.state !== 'compiling') break;
    if (tries === TRIES) throw new Error(`batch ${batchId} is not confirmed: ${JSON.stringify(refused)}`);
    const look = { checksum: body.checksum };
    const answers = [
      await hr.post(`/api/county-batches/${batchId}/confirm`, look),
      await poverty.post(`/api/county-batches/${batchId}/confirm`, look),
      await hr.post(`/api/county-batches/${batchId}/send`, look),
    ];
    if (answers.every((a) => a.status < 300)) break;
    if (!answers.some((a) => a.status === 409)) throw new Error(JSON.stringify(answers));
    refused = answers;
  }
  return batchId;
}

async function review(clerk: Clerk, season: Season): Promise<void> {
  for (const id of season.reviews) {
    const answer = await clerk.post(`/api/applications/${id}/review`, {
      decision: 'fail',
      reasonCode: 'not_registered',
      reason: '名单中没有此人',
    });
    // After a lost acknowledgement the repeat is refused: the office has answered.
    if (answer.status >= 300 && answer.status !== 409) throw new Error(JSON.stringify(answer));
  }
}

async function admitAndNotify(city: Clerk, school: Clerk, season: Season, points: Points): Promise<void> {
  await points.during('admission', async () => {
    const job = good(await city.post('/api/admissions', { ids: season.many })).body.jobId;
    good(await city.post('/api/admissions', { ids: season.few }));
    if (job) await jobDone(city, String(job));
    const noticed = await city.post('/api/school-notices', {});
    // After a lost acknowledgement the repeat finds nobody left to notify; the checks count each notice.
    const code = (noticed.body as { error?: { code?: string } }).error?.code;
    if (code !== 'NOTHING_TO_NOTIFY') good(noticed);
  });
  await points.during('letters', async () => {
    const terms = { delivery: 'handed_over', reportBy: '2020-09-20', reportPlace: '招生就业处' };
    const ids = [...season.many, ...season.few];
    const letters = good(await school.post('/api/letters', { ids, ...terms })).body.jobId;
    if (letters) await jobDone(school, String(letters));
  });
}

async function lockAndSend(city: Clerk, province: Clerk, { report }: Season, points: Points): Promise<void> {
  const path = `/api/reports/${report.id}`;
  await points.during('lock', () => stepTo('locked', city, `${path}/lock`, path));
  await points.during('scan', async () => {
    const fileId = await city.upload('盖章件.png', report.scan);
    good(await city.post(`${path}/scan`, { fileId }));
  });
  await points.during('send', () => stepTo('sent', city, `${path}/send`, path));
  await points.during('receive', () => stepTo('received', province, `${path}/receive`, path));
}

/** When the first answer was lost, the repeat is refused: the report already stands where the step leads. */
async function stepTo(state: string, clerk: Clerk, act: string, path: string): Promise<void> {
  const answer = await clerk.post(act, {});
  if (answer.status < 300) return;
  const { body } = good(await clerk.get(path));
  if (answer.status !== 409 || body.state !== state) throw new Error(JSON.stringify(answer));
}

async function jobDone(clerk: Clerk, jobId: string): Promise<void> {
  await until(async () => {
    const { body } = await clerk.get(`/api/jobs/${jobId}`);
    if (body.state === 'failed') throw new Error(`job ${jobId} failed: ${JSON.stringify(body)}`);
    return body.state === 'done';
  }, 'the job is done');
}

function good(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(JSON.stringify(answer));
  return answer;
}

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; waited < 400; waited++) {
    if (await done()) return;
    await sleep(200);
  }
  throw new Error(`not within 80 seconds: ${what}`);
}
