import { applicationOfSlip } from '../../enrolment/index.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { ADDRESS_LIMIT } from './attempts.ts';
import { countAnswered, countAttempt } from './attempt-store.ts';
import { caseView } from './case-view.ts';
import { noteLookUp } from './note-look-up.ts';
import { LookUpSlip, type CaseAnswer } from '../schema.ts';

/**
 * The case of the receipt whose code this is (SD2017-3.2-18), for whoever holds the paper: the code has 60 bits of chance, so it needs no proof of work,
 * only a limit by address. Nothing in the answer names the person.
 * @throws ASKED_TOO_OFTEN
 */
export async function lookUpSlip(ctx: Context, input: LookUpSlip): Promise<CaseAnswer> {
  const { code } = LookUpSlip.parse(input);
  const keys = [{ kind: 'address' as const, text: ctx.ip ?? '', limit: ADDRESS_LIMIT }];
  await countAttempt(ctx, keys);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const app = await applicationOfSlip(tx, ctx, code);
    await noteLookUp(tx, ctx, `公众凭回执码查询申请进度：${app ? '查到' : '没有查到'}`);
    if (app) await countAnswered(tx, ctx, keys);
    return { found: app !== undefined, on: ctx.clock.today(), case: app ? await caseView(tx, ctx, app) : null };
  });
}
