import { z } from 'zod';
import { defineSettings, findSetting } from '../../organizations/index.ts';
import type { Context } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db.ts';
import { daysBetween, plainDate } from '../../platform/plain-date.ts';
import { owedSummaries, type OwedSummary } from './owed-summaries.ts';

/** Days before the summary's day on which a province that has not sent it is reminded, as 30,7,1. */
export const SUMMARY_REMIND_DAYS = 'partnerships.summary_remind_days';

defineSettings({
  [SUMMARY_REMIND_DAYS]: {
    title: '年度总结报送提醒',
    explanation: '期限前几天提醒还没有报送年度总结的省份，可写多个，用逗号分开；不设置则不提醒，只在逾期后告知一次。',
    value: z.string().regex(/^\d{1,3}([,，]\d{1,3})*$/, '请写天数，如 30,7,1'),
    kind: 'text',
    unit: '天',
    clause: '结尾',
  },
});

export type SummaryReminder = { key: string; title: string; body: string; unit: OwedSummary };

/**
 * What is to be told today to provinces that have not sent this year's summary or that of the year before: once for each day set, once when it is overdue.
 * A day on which the program did not run is made up for by the next.
 */
export async function summaryReminders(tx: Tx, ctx: Context): Promise<SummaryReminder[]> {
  const today = ctx.clock.today();
  const year = Number(today.slice(0, 4));
  const reminders: SummaryReminder[] = [];
  for (const each of [year - 1, year])
    for (const unit of (await owedIn(tx, each, today)).filter((u) => u.sentOn === null)) {
      const reminder = await reminderOf(tx, unit, each, today);
      if (reminder) reminders.push(reminder);
    }
  return reminders;
}

async function reminderOf(tx: Tx, unit: OwedSummary, year: number, today: string): Promise<SummaryReminder | null> {
  const body = `${year} 年度技能扶贫工作总结请于 ${unit.dueOn} 前报送。`;
  if (unit.standing === 'overdue')
    return { key: `partnerships summary ${year} ${unit.unitId} overdue`, title: '年度总结逾期未报', body, unit };
  const left = daysBetween(plainDate(today), plainDate(unit.dueOn));
  const setting = await findSetting(tx, unit.divisionCode, SUMMARY_REMIND_DAYS, today);
  const days = typeof setting?.value === 'string' ? setting.value.split(/[,，]/).map(Number) : [];
  const lead = Math.min(...days.filter((day) => left <= day));
  if (!Number.isFinite(lead)) return null;
  return {
    key: `partnerships summary ${year} ${unit.unitId} ${lead}`,
    title: `年度总结还有 ${left} 天到期`,
    body,
    unit,
  };
}

const NOTHING_OWED = new Set(['SUMMARY_NOT_DUE', 'POLICY_NOT_LOADED']);

/** A year for which no day is set owes nothing, nor does one before any law is loaded. */
async function owedIn(tx: Tx, year: number, today: string): Promise<OwedSummary[]> {
  try {
    return await owedSummaries(tx, year, today);
  } catch (error) {
    if (error instanceof AppError && NOTHING_OWED.has(error.code)) return [];
    throw error;
  }
}
