import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { jurisdictionsOf, lawOf, currentPolicy, yearlyDay } from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';
import { dutyKindOf } from './duty.ts';
import { workingDaysLeft } from '../report/view/report-lines.ts';
import { ListDuties, type DutyLine } from '../report/report-schema.ts';

const LISTS: Readonly<Record<string, string>> = {
  annex1: '/reports',
  catalogue: '/catalogue',
  annex2: '/enrolment/annex2',
};

/**
 * The reporting duties of the law in force at the reader's place: whom each binds, to whom it reports, and the day of this year; null where the document
 * says only 及时 and nobody has set a day, which is shown as such and never filled in.
 */
export async function listDuties(ctx: Context, input: ListDuties): Promise<{ today: string; rows: DutyLine[] }> {
  const actor = authorise(ctx, 'report.read');
  ListDuties.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const { set } = await currentPolicy(tx);
    const law = lawOf(set, jurisdictionsOf(codeOfNumber(actor.divisionCode ?? 0)));
    const rows = law.rules(['deadline'], today).flatMap((rule): DutyLine[] => {
      const kind = dutyKindOf(rule.key);
      if (kind === null || rule.due === null) return [];
      const use = law.parameter(rule.due.parameter, today);
      const value = use?.version?.value;
      const dueOn = typeof value === 'string' ? yearlyDay(value, Number(today.slice(0, 4))) : null;
      return [
        {
          key: rule.key,
          title: rule.title,
          clause: `${rule.document} ${rule.clause}`,
          form: kind.form,
          by: kind.by,
          to: kind.to,
          dueOn,
          workingDays: typeof value === 'number' ? value : null,
          workingDaysLeft: dueOn === null ? null : workingDaysLeft(today, dueOn),
          list: LISTS[kind.form] ?? null,
        },
      ];
    });
    return { today, rows };
  });
}
