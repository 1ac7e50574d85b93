import { CHECK_DWELL, REMIND_SCHOOLS } from './enrolment/index.ts';
import { alertMonitoring, alertOverdueHandovers } from './people/index.ts';
import { transactionAs } from './platform/db.ts';
import { defineJob, queueJobs } from './platform/jobs.ts';
import { makeContext, type Services } from './platform/services.ts';
import { INDICATORS_JOB, SEASON_JOB } from './reporting/index.ts';
import { RECHECK_JOB } from './desk/entitled/index.ts';
import { REOPEN_JOB } from './desk/what-if/index.ts';
import { remindPublicity } from './outreach/index.ts';
import { PARTNERSHIPS_JOB } from './partnerships/index.ts';
import { REGISTERS_JOB } from './registers/index.ts';
import { ALERT_JOB } from './students/index.ts';
import { SUPERVISION_JOB } from './supervision/index.ts';
import { FIND_JOB } from './training/index.ts';

const CHECK_HANDOVERS = 'people.check-handovers';
defineJob(CHECK_HANDOVERS, async (ctx) => ({ alerted: await alertOverdueHandovers(ctx) }));

const CHECK_MONITORING = 'people.check-monitoring';
defineJob(CHECK_MONITORING, async (ctx) => ({ alerted: await alertMonitoring(ctx) }));

const REMIND_PUBLICITY = 'outreach.remind-publicity';
defineJob(REMIND_PUBLICITY, (ctx) => remindPublicity(ctx));

const DAILY: readonly [string, string][] = [
  [CHECK_DWELL, '每日检查：办理时限'],
  [CHECK_HANDOVERS, '每日检查：意愿移交'],
  [REMIND_SCHOOLS, '每日检查：录取通知书发放'],
  [PARTNERSHIPS_JOB, '每日检查：帮扶协作'],
  [ALERT_JOB, '每日检查：学籍注册'],
  [REOPEN_JOB, '每日检查：政策调整生效'],
  [RECHECK_JOB, '每日检查：政策找人清单'],
  [SEASON_JOB, '每日检查：报表报送'],
  [INDICATORS_JOB, '每日检查：指标汇总'],
  [REGISTERS_JOB, '每日检查：登记册提醒'],
  [CHECK_MONITORING, '每日检查：动态监测'],
  [REMIND_PUBLICITY, '每日检查：宣传引导'],
  [SUPERVISION_JOB, '每日检查：督导整改'],
  [FIND_JOB, '每日检查：培训疑点'],
];

/**
 * Queues the day's checks once, whichever of several programs asks first and however often: the day is marked in the transaction that queues them.
 * @returns whether they were queued now
 */
export async function queueDailyChecks(services: Services): Promise<boolean> {
  const ctx = makeContext(services, null);
  const day = services.clock.today();
  return transactionAs(services.db, 'system', async (tx) => {
    const marked = await tx
      .insertInto('installation')
      .values({ key: `daily ${day}`, value: JSON.stringify(ctx.clock.now().toISOString()) })
      .onConflict((c) => c.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (!marked) return false;
    const jobs = DAILY.map(([kind, title]) => ({ kind, title, input: {} }));
    await queueJobs(tx, ctx, jobs);
    return true;
  });
}

/** Asks for the day's checks now and every quarter of an hour; returns the stopper. */
export function startDaily(services: Services): () => void {
  const ask = () =>
    void queueDailyChecks(services).catch((error: unknown) =>
      services.log.error({ err: error }, 'daily checks not queued; asked again later'),
    );
  ask();
  const timer = setInterval(ask, 15 * 60_000);
  return () => clearInterval(timer);
}
