import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { plainDate, schoolYearOf } from '../../../platform/plain-date.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { issueBills } from '../../../students/bills/issue-bills.ts';
import { listServices } from '../../../students/offers/list-services.ts';
import { offerServices } from '../../../students/offers/offer-services.ts';
import { stateSchoolFee } from '../../../students/bills/state-school-fee.ts';
import { schoolActor } from '../units.ts';

const POSTS = [
  { place: '学校图书馆', post: '图书整理', terms: '每周两次，每次两小时' },
  { place: '学校食堂', post: '帮厨', terms: '中午一小时' },
  { place: '实训中心', post: '工具管理', terms: '每周三次' },
];
const TEXTBOOKS_FEN = 32_000;

/** What schools with decided cards have done since: textbooks stated, bills of the first term, work-study posts for most of the entitled. */
export async function schoolServices(services: Services): Promise<void> {
  const schools = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      institution_id: string;
    }>`select institution_id from benefit_line where outcome = 'granted'
      and superseded_by is null group by 1 order by 1`.execute(tx);
    return rows.map((r) => r.institution_id);
  });
  const schoolYear = schoolYearOf(plainDate(services.clock.today())).label;
  for (const school of schools) {
    const ctx = makeContext(services, await schoolActor(services, school));
    await stateSchoolFee(ctx, { schoolYear, term: '1', amountFen: TEXTBOOKS_FEN });
    await issueBills(ctx, { schoolYear, term: '1' });
    await posts(ctx, services.clock.today());
  }
}

/** Four of five are offered a post; who still lacks one is what the screen is for. */
async function posts(ctx: Context, today: string): Promise<void> {
  const { rows } = await listServices(ctx, { kind: 'work_study_post', served: 'no', size: 200 });
  const chosen = rows.filter((_row, i) => i % 5 !== 4);
  for (const [i, post] of POSTS.entries()) {
    const ids = chosen.filter((_row, n) => n % POSTS.length === i).map((row) => row.statusId);
    if (ids.length > 0) await offerServices(ctx, { ids, kind: 'work_study_post', offeredOn: today, ...post });
  }
}
