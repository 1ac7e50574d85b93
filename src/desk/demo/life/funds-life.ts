import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { sql } from 'kysely';
import { buildBatch } from '../../../funds/bank/build-batch.ts';
import { openRecovery } from '../../../funds/bank/open-recovery.ts';
import { readReturn } from '../../../funds/bank/read-return.ts';
import { writeBatch } from '../../../funds/bank/write-batch.ts';
import { recordFee } from '../../../funds/checks/record-fee.ts';
import { nominate, openRound } from '../../../funds/grants/donor-rounds.ts';
import { receiveDonation, recordPledge } from '../../../funds/grants/donors.ts';
import { recordProject } from '../../../funds/grants/projects.ts';
import {
  actOnClaim,
  allocateBudget,
  buildClaim,
  planBudget,
  recordAccount,
  takeGranted,
} from '../../../funds/index.ts';
import type { RoleName } from '../../../organizations/index.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { plainDate, schoolYearOf } from '../../../platform/plain-date.ts';
import { storeUpload } from '../../../platform/routes/index.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { FOCUS } from '../places.ts';
import { officeActor, schoolActor } from '../units.ts';

const FUND = 'fiscal_poverty_relief';
const MILLION = 100_000_000;
type Payee = { person_id: string; status_id: string; institution_id: string; head: string };

/**
 * A county's Yulu money of the year: planned by the province, handed down, owed to students, claimed, approved, sent to the bank and mostly paid; two payments refused, one to be recovered, and a
 * school that took what is free. Some families have no account yet and show what holds them.
 */
export async function demoFunds(services: Services): Promise<void> {
  const year = Number(services.clock.today().slice(0, 4));
  const schoolYear = schoolYearOf(plainDate(services.clock.today())).label;
  const county = FOCUS.county;
  const at = async (line: 'poverty' | 'finance', role: RoleName, code: number = county): Promise<Context> =>
    makeContext(services, await officeActor(services, code, line, role));
  await plan(await at('finance', 'finance_officer', FOCUS.province), year);
  const prepare = await at('poverty', 'county_poverty_officer');
  const finance = await at('finance', 'finance_officer');
  const payees = await payeesOf(services, county, schoolYear);
  for (const [i, p] of payees.entries())
    if (i % 6 !== 5)
      await recordAccount(prepare, {
        personId: p.person_id,
        holderName: p.head,
        bank: '曹县农村商业银行',
        account: `6299990${String(i + 1).padStart(12, '0')}`,
      });
  const taken = await takeGranted(prepare, { schoolYear, item: 'yulu' });
  if (taken.due === 0) return;
  const { claimId } = await buildClaim(prepare, { item: 'yulu', source: FUND, year });
  if (claimId === null) return;
  await actOnClaim(prepare, { claimId, action: 'submit' });
  await actOnClaim(await at('poverty', 'funds_checker'), { claimId, action: 'check' });
  await actOnClaim(await at('poverty', 'funds_approver'), { claimId, action: 'approve' });
  const { batchId, lines } = await buildBatch(finance, { claimId, format: 'separated' });
  await answered(finance, batchId, lines);
  await openRecovery(prepare, { batchId, lineNo: 1, reason: '学生已转往外省，重复享受', evidence: '外省协查函' });
  await chargedFirst(services, payees, schoolYear);
  await donors(prepare, finance, payees, year);
}

/** The province plans money of two tiers and hands part of it to the county. */
async function plan(province: Context, year: number): Promise<void> {
  const of = { source: FUND, year, documentNo: `鲁财农〔${year}〕12号` };
  await planBudget(province, { ...of, tier: 'central', amountFen: 6 * MILLION });
  const { budgetId } = await planBudget(province, { ...of, tier: 'provincial', amountFen: 4 * MILLION });
  const documentNo = `鲁财农指〔${year}〕30号`;
  await allocateBudget(province, { budgetId, documentNo, parts: [{ divisionCode: FOCUS.county, amountFen: MILLION }] });
}

/** Students of the county with a granted line, and the head of their household in whose name the card is. */
async function payeesOf(services: Services, county: number, schoolYear: string): Promise<Payee[]> {
  return transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<Payee>`
      select distinct on (g.person_id) g.person_id, g.status_id, g.institution_id, coalesce(h.name, p.name) as head from fact_granted_benefit g join person p on p.person_id = g.person_id
        left join person_status s on s.household_id = p.household_id and s.relation = '户主' and s.known_to is null left join person h on h.person_id = s.person_id
      where g.benefit = 'yulu' and g.school_year = ${schoolYear} and g.village_code >= ${county} and g.village_code < ${county + 1_000_000}
      order by g.person_id`.execute(tx);
    return rows;
  });
}

/** The bank pays all but two, one of them for a name that is not the account's. */
async function answered(finance: Context, batchId: string, lines: number): Promise<void> {
  const file = Buffer.from((await writeBatch(finance, { batchId })).body as Uint8Array);
  const rows = file.toString('utf8').trim().split('\r\n').slice(1);
  const refused = new Map(
    lines < 4
      ? []
      : [
          [2, '户名不符'],
          [lines, '账户止付'],
        ],
  );
  const cells = rows.map((row) => row.split(','));
  const words = cells.map((_c, i) => refused.get(i + 1));
  const body = cells.map((c, i) =>
    [c[0], c[1], c[2], c[3], c[5], words[i] ? '失败' : '成功', words[i] ?? ''].join('|'),
  );
  const paid = cells.filter((_c, i) => !words[i]).reduce((n, c) => n + Number(c[5]), 0);
  const trailer = `#合计|${rows.length}|成功${rows.length - refused.size}|${paid.toFixed(2)}|失败${refused.size}`;
  const bytes = iconv.encode(['批次号|序号|户名|账号|金额|状态|原因', ...body, trailer].join('\r\n'), 'gb18030');
  const { fileId } = await storeUpload(finance, {
    name: '回盘.txt',
    stream: Readable.from([bytes]),
    purpose: 'upload',
  });
  await readReturn(finance, { batchId, fileId });
}

/** A donor whose money came in for most of a promise, a round of awards with nominees, a project in scope. */
async function donors(prepare: Context, finance: Context, payees: readonly Payee[], year: number): Promise<void> {
  const pledge = { donor: '菏泽光明助学基金会', year, purpose: '资助技工院校困难学生', amountFen: 5_000_000 };
  const { pledgeId } = await recordPledge(prepare, { ...pledge, pledgedOn: `${year}-03-01` });
  await receiveDonation(finance, { pledgeId, amountFen: 4_000_000, documentNo: `捐收〔${year}〕3号` });
  const round = {
    title: `${year}年光明助学金`,
    places: 10,
    awardFen: 200_000,
    criteria: '家庭困难、品学兼优，由学校推荐',
  };
  const { roundId } = await openRound(prepare, { pledgeId, ...round });
  const nominees = payees
    .slice(0, 4)
    .map((p, i) => ({ statusId: p.status_id, score: 92 - i * 3, reason: '班主任推荐' }));
  await nominate(prepare, { roundId, nominees });
  await recordProject(prepare, {
    title: '鲁绣制作',
    includedOn: `${year}-05-01`,
    decidedBy: `菏人社发〔${year}〕18号`,
  });
}

/** One school took tuition of a student for whom it is free. */
async function chargedFirst(services: Services, payees: readonly Payee[], schoolYear: string): Promise<void> {
  const [first] = payees;
  if (!first) return;
  const school = makeContext(services, await schoolActor(services, first.institution_id));
  const takenOn = `${schoolYear.slice(0, 4)}-09-01`;
  if (takenOn > services.clock.today()) return;
  await recordFee(school, {
    personId: first.person_id,
    item: 'tuition',
    schoolYear,
    term: '1',
    amountFen: 240_000,
    takenOn,
  });
}
