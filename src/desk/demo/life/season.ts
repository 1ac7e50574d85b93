import { Readable } from 'node:stream';
import pg from 'pg';
import sharp from 'sharp';
import type { RoleName } from '../../../organizations/index.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { storeUpload } from '../../../platform/routes/index.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { adjustReport } from '../../../reporting/report/steps/adjust-report.ts';
import { attachScan } from '../../../reporting/report/steps/attach-scan.ts';
import { checkReport } from '../../../reporting/report/steps/check-report.ts';
import { correctReport } from '../../../reporting/report/steps/correct-report.ts';
import { fillReport } from '../../../reporting/report/steps/fill-report.ts';
import { lockReport } from '../../../reporting/report/steps/lock-report.ts';
import { openDueReports } from '../../../reporting/season/open-season.ts';
import { openReport } from '../../../reporting/report/view/open-report.ts';
import { receiveReport } from '../../../reporting/report/steps/receive-report.ts';
import { remindReports } from '../../../reporting/season/remind-reports.ts';
import { isZero } from '../../../reporting/report/report-figures.ts';
import { sendReport } from '../../../reporting/report/steps/send-report.ts';
import { signReport } from '../../../reporting/report/steps/sign-report.ts';
import { submitReport } from '../../../reporting/report/steps/submit-report.ts';
import { chanceOf } from '../chance.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

const AT_ONCE = 4;

type City = { city_code: number; report_id: string };
type People = Record<'prepare' | 'check' | 'sign', Context>;

/**
 * The year's reports opened; those of June filled in, checked, signed, sealed and sent by every city, one of them late after a reminder, and received; one
 * city has sent a correction that waits for the province. December's are open.
 */
export async function demoSeason(services: Services): Promise<void> {
  const year = Number(services.clock.today().slice(0, 4));
  await forgetSeason(services);
  const on = (day: string): Services => {
    const clock = fixedClock(`${year}-${day}T10:00:00+08:00`);
    return { ...services, clock, db: { ...services.db, today: () => clock.today() } };
  };
  await openDueReports(makeContext(on('01-05'), null));
  const cities = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('report')
      .select(['city_code', 'report_id'])
      .where('year', '=', year)
      .where('half', '=', 'first')
      .orderBy('city_code')
      .execute(),
  );
  const late = cities.find((c) => c.city_code !== FOCUS.city && c !== cities[0])?.city_code;
  const scan = await sealedPicture();
  const province = await officeActor(services, FOCUS.province, 'hr', 'province_hr_officer');
  const punctual = cities.filter((c) => c.city_code !== late);
  for (let from = 0; from < punctual.length; from += AT_ONCE)
    await Promise.all(
      punctual.slice(from, from + AT_ONCE).map(async (city, i) => {
        const day = `06-${String(8 + ((from + i) % 7)).padStart(2, '0')}`;
        await carryToProvince(await peopleOf(on(day), city.city_code), city, scan);
        await receiveReport(makeContext(on('06-16'), province), { reportId: city.report_id });
      }),
    );
  const tardy = cities.find((c) => c.city_code === late);
  if (tardy) {
    const season = { year, half: 'first' as const, cityCodes: [tardy.city_code] };
    await remindReports(makeContext(on('06-16'), province), season);
    await carryToProvince(await peopleOf(on('06-18'), tardy.city_code), tardy, scan);
    await receiveReport(makeContext(on('06-19'), province), { reportId: tardy.report_id });
  }
  const [corrected] = cities;
  if (corrected) await correction(on, corrected, scan);
}

/** Those who prepare, check and sign a city's report: three persons, as the rules ask. */
export async function peopleOf(services: Services, code: number): Promise<People> {
  const person = async (role: RoleName) => makeContext(services, await officeActor(services, code, 'hr', role));
  return {
    prepare: await person('city_hr_officer'),
    check: await person('city_report_checker'),
    sign: await person('city_leader'),
  };
}

/** Filled in, checked and signed: what is left is to lock and send it. */
export async function carryToSignature(people: People, { report_id: reportId, city_code }: City): Promise<void> {
  const table = await openReport(people.prepare, { reportId });
  if (isZero(table.table)) await onPaper(people.prepare, reportId, table.table.rows, city_code);
  await fillReport(people.prepare, {
    reportId,
    fillerName: people.prepare.actor?.name ?? '',
    fillerPhone: '0530-5550101',
  });
  await submitReport(people.prepare, { reportId });
  await checkReport(people.check, { reportId, pass: true });
  await signReport(people.sign, { reportId, pass: true });
}

async function carryToProvince(people: People, city: City, scan: Buffer): Promise<void> {
  await carryToSignature(people, city);
  const reportId = city.report_id;
  await lockReport(people.prepare, { reportId });
  const file = { name: '盖章件.png', stream: Readable.from([scan]), purpose: 'upload' };
  const { fileId } = await storeUpload(people.prepare, file);
  await attachScan(people.prepare, { reportId, fileId });
  await sendReport(people.prepare, { reportId });
}

/** Before the offices used the program their schools' students stood in paper ledgers: what was counted there is adjusted for. */
async function onPaper(
  ctx: Context,
  reportId: string,
  rows: readonly { schoolId: string; school: string }[],
  seed: number,
): Promise<void> {
  const chance = chanceOf(seed / 1000);
  const graduates = chance.int(20, 90);
  const trained = chance.int(40, 160);
  const [study, training = study] = rows;
  const figures = [
    [study, 'D', chance.int(120, 400)],
    [study, 'E', graduates],
    [study, 'F', Math.floor(graduates * 0.8)],
    [training, 'G', trained],
    [training, 'H', Math.floor(trained * 0.5)],
  ] as const;
  const reason = '系统启用前的学生按学校纸质台账核增';
  for (const [school, figure, delta] of figures)
    if (school)
      await adjustReport(ctx, {
        reportId,
        schoolId: school.schoolId,
        figure,
        delta,
        reason,
        basis: '学校扶贫工作台账（纸质）',
      });
}

async function correction(on: (day: string) => Services, city: City, scan: Buffer): Promise<void> {
  const people = await peopleOf(on('08-27'), city.city_code);
  const reason = '一所学校漏报毕业生 2 人';
  const { nextId } = await correctReport(people.prepare, { reportId: city.report_id, reason });
  const { table } = await openReport(people.prepare, { reportId: nextId });
  const school = table.rows.at(-1);
  if (school)
    await adjustReport(people.prepare, { reportId: nextId, schoolId: school.schoolId, figure: 'E', delta: 2, reason });
  await carryToProvince(people, { ...city, report_id: nextId }, scan);
}

/** What a scanner makes of a sealed sheet: lines of a table and a round red seal. */
export function sealedPicture(): Promise<Buffer> {
  const lines = Array.from(
    { length: 9 },
    (_, i) => `<rect x="40" y="${90 + i * 34}" width="740" height="1" fill="#555"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="820" height="580"><rect width="820" height="580" fill="#fff"/>${lines.join('')}
    <circle cx="210" cy="70" r="52" fill="none" stroke="#c00" stroke-width="5"/><path d="M210 45l8 17 18 2-13 13 3 18-16-9-16 9 3-18-13-13 18-2z" fill="#c00"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** Empties what an interrupted load of this stage left; the demonstration holds no other reports. */
async function forgetSeason(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    await client.query('truncate report_event, report_adjustment, report_counted, report');
    await client.query(`delete from message where kind like 'report.%'`);
    await client.query(`delete from number_counter where scope like 'report %'`);
  } finally {
    await client.end();
  }
}
