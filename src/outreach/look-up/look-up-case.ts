import { setTimeout as sleep } from 'node:timers/promises';
import { lookUpApplication } from '../../enrolment/index.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { ADDRESS_LIMIT, NUMBER_LIMIT } from './attempts.ts';
import { countAnswered, countAttempt, type AttemptKey } from './attempt-store.ts';
import { caseView } from './case-view.ts';
import { noteLookUp } from './note-look-up.ts';
import { spendProof } from './proof-of-work.ts';
import { LookUpCase, type CaseAnswer } from '../schema.ts';

/** Every answer takes at least so long, so that how far a look-up came cannot be read from its time. */
export const LEAST_MS = 350;

/**
 * A family's own case, by application number and the last four of the citizen number; for anybody. A wrong number and wrong digits are one answer,
 * in the same time; both are counted by number and by address, and lock alike. Each question is audited without saying about whom.
 * @throws PROOF_REFUSED, ASKED_TOO_OFTEN
 */
export async function lookUpCase(ctx: Context, input: LookUpCase): Promise<CaseAnswer> {
  const { number, lastFour, proof } = LookUpCase.parse(input);
  await spendProof(ctx, proof);
  const typed = { number: typedNumber(number), tail: typedNumber(lastFour) };
  const keys = attemptKeys(ctx, typed.number);
  const least = sleep(LEAST_MS);
  try {
    return await answerOf(ctx, typed, keys);
  } finally {
    await least;
  }
}

/** As typed by a family: full-width digits, case and spaces do not matter. */
function typedNumber(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\s|[–—－]/g, (c) => (/\s/.test(c) ? '' : '-'));
}

function attemptKeys(ctx: Context, number: string): AttemptKey[] {
  return [
    { kind: 'case_number', text: number, limit: NUMBER_LIMIT },
    { kind: 'address', text: ctx.ip ?? '', limit: ADDRESS_LIMIT },
  ];
}

async function answerOf(
  ctx: Context,
  typed: { number: string; tail: string },
  keys: readonly AttemptKey[],
): Promise<CaseAnswer> {
  const told = await countAttempt(ctx, keys).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  return transactionAs(ctx.db, 'system', async (tx) => {
    const app = told === null ? await lookUpApplication(tx, ctx, typed) : undefined;
    await noteLookUp(tx, ctx, `公众查询申请进度：${told ? '次数已到上限' : app ? '查到' : '没有查到'}`);
    if (app) await countAnswered(tx, ctx, keys);
    return { told, found: app ? await caseView(tx, ctx, app) : null };
  }).then(({ found }) => {
    if (told) throw told.error;
    return { found: found !== null, on: ctx.clock.today(), case: found };
  });
}
