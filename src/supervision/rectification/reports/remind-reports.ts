import { sql } from 'kysely';
import { findSetting } from '../../../organizations/index.ts';
import { auditMany } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { daysBetween, plainDate } from '../../../platform/plain-date.ts';
import { REPORT_REMIND_DAYS } from '../settings.ts';

type Owed = {
  list_id: string;
  title: string;
  due: string;
  unit_id: string;
  unit_name: string;
  issuer: string;
  division_code: number;
  reminded: string | null;
  overdue: string | null;
};

/**
 * Daily, by the system: who owes a formal report is reminded once from the day set locally (none where nothing is set), and once the day has passed its unit
 * and the office that issued the list are told (HA2020-4.16). Run again it adds nothing.
 */
export async function remindRectificationReports(ctx: Context): Promise<{ reminded: number; overdue: number }> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const owed = await owedReports(tx);
    const late = owed.filter((r) => r.due < today && r.overdue === null);
    const soon: Owed[] = [];
    for (const report of owed.filter((r) => r.due >= today && r.reminded === null)) {
      const setting = await findSetting(tx, report.division_code, REPORT_REMIND_DAYS, today);
      const left = daysBetween(plainDate(today), plainDate(report.due));
      if (typeof setting?.value === 'number' && left <= setting.value) soon.push(report);
    }
    await mark(tx, late, 'report_overdue_on', today);
    await mark(tx, soon, 'report_reminded_on', today);
    await sendMessages(tx, ctx, [...soon.map((r) => reminder(r)), ...late.flatMap((r) => alerts(r))]);
    await auditMany(
      tx,
      ctx,
      late.map((r) => ({
        action: 'rectification.report_overdue',
        subjectType: 'rectification_list',
        subjectId: r.list_id,
        divisionCode: r.division_code,
        summary: `${r.unit_name}没有按期报送整改书面报告`,
        payload: { dueOn: r.due },
      })),
    );
    return { reminded: soon.length, overdue: late.length };
  });
}

async function owedReports(tx: Tx): Promise<Owed[]> {
  const { rows } =
    await sql<Owed>`select l.list_id, l.title, l.report_due_on as due, r.unit_id, r.unit_name, l.unit_id as issuer, r.division_code,
      r.report_reminded_on as reminded, r.report_overdue_on as overdue
    from rectification_list l join rectification_receipt r on r.list_id = l.list_id and r.from_unit_id = l.unit_id
    where l.report_due_on is not null
      and not exists (select 1 from rectification_report s where s.list_id = r.list_id and s.unit_id = r.unit_id) for update of r`.execute(
      tx,
    );
  return rows;
}

async function mark(
  tx: Tx,
  reports: readonly Owed[],
  column: 'report_overdue_on' | 'report_reminded_on',
  today: string,
): Promise<void> {
  const pairs = JSON.stringify(reports.map(({ list_id, unit_id }) => ({ list_id, unit_id })));
  await sql`update rectification_receipt r set ${sql.ref(column)} = ${today}
    from jsonb_to_recordset(${pairs}::jsonb) as x(list_id uuid, unit_id uuid) where r.list_id = x.list_id and r.unit_id = x.unit_id`.execute(
    tx,
  );
}

const linkOf = (r: Owed) => `/rectification/${r.list_id}`;

const reminder = (r: Owed) => ({
  toUnitId: r.unit_id,
  kind: 'rectification.report_due',
  title: '整改书面报告快到报送期限',
  body: `《${r.title}》的书面报告请于 ${r.due} 前报送。`,
  link: linkOf(r),
});

const alerts = (r: Owed) =>
  [r.unit_id, r.issuer].map((toUnitId) => ({
    toUnitId,
    kind: 'rectification.report_overdue',
    title: `${r.unit_name}整改书面报告逾期未报`,
    body: `期限 ${r.due}，至今没有报送。`,
    link: linkOf(r),
  }));
