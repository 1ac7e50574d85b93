import { inAreas } from '../../organizations/index.ts';
import { partiesInForce } from '../../partnerships/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { addDays, addMonths, plainDate, schoolYear as schoolYearOf } from '../../platform/plain-date.ts';
import type { Facts } from '../../policy/index.ts';
import { fundErrors } from '../errors.ts';
import { entitle, type Entitled, type EntitlementCase } from './entitle.ts';
import { DecideAllowance, DecideYulu } from './schema.ts';

const YULU = 'n2021.yulu';
const ALLOWANCE = 'n2019.living-allowance';
/** The kind of agreement under which the allowance is due. */
const PAIRING = 'n2019_pairing';

type Status = { person_id: string; status_id: string; institution_id: string };

/**
 * Decides the Yulu subsidy of help families for students of the reader's area and a school year, once per human and year; as of today within the year, else of its last day.
 * @throws NOT_FOUND when a student is another area's
 */
export async function decideYulu(ctx: Context, input: DecideYulu): Promise<Entitled> {
  const actor = authorise(ctx, 'funds.prepare');
  const { schoolYear, ids } = DecideYulu.parse(input);
  const year = schoolYearOf(Number(schoolYear.slice(0, 4)));
  const today = ctx.clock.today();
  const last = addDays(year.to, -1);
  const on = today < year.from ? year.from : today > last ? last : today;
  return transaction(ctx, async (tx) => {
    const cases = (await statusesOf(tx, actor, ids)).map((s) => caseOf(s, on, schoolYear, year.from, {}));
    return audited(tx, ctx, actor, YULU, await entitle(tx, ctx, YULU, cases));
  });
}

/**
 * Decides the living allowance of students under pairing month by month, each month at the rate of its own day (N2019 四). What the school and the paired helper state is taken from
 * the roll; months claimed already are left alone.
 * @throws NO_RULE when the place has made no rule for any of the months, NOT_FOUND
 */
export async function decideAllowance(ctx: Context, input: DecideAllowance): Promise<Entitled> {
  const actor = authorise(ctx, 'funds.prepare');
  const { ids, from, to } = DecideAllowance.parse(input);
  return transaction(ctx, async (tx) => {
    const statuses = await statusesOf(tx, actor, ids);
    const paired = await partiesInForce(
      tx,
      PAIRING,
      statuses.map((s) => s.institution_id),
    );
    const cases = statuses.flatMap((s) =>
      monthsOf(from, to).map((month) =>
        caseOf(s, `${month}-01`, month, `${month}-01`, {
          allowance_months: { value: 1, source: '发放表', asOf: `${month}-01` },
          help_paired_school: { value: paired.has(s.institution_id), source: '帮扶协议', asOf: `${month}-01` },
        }),
      ),
    );
    const result = await entitle(tx, ctx, ALLOWANCE, cases);
    const without = result.refused.filter((r) => r.reasons.includes('NO_STANDARD') || r.reasons.includes('NO_RULE'));
    if (cases.length > 0 && without.length === cases.length) throw fundErrors.NO_RULE({ details: { from, to } });
    return audited(tx, ctx, actor, ALLOWANCE, result);
  });
}

async function audited(tx: Tx, ctx: Context, actor: Actor, ruleKey: string, result: Entitled): Promise<Entitled> {
  if (result.due > 0)
    await audit(tx, ctx, {
      action: 'funds.decide_students',
      subjectType: 'entitlement',
      subjectId: ruleKey,
      divisionCode: actor.divisionCode,
      summary: `核定应发：${result.due} 项，${formatYuan(fen(result.dueFen))}；不予发放 ${result.refused.length} 项`,
      payload: { ruleKey },
    });
  return result;
}

/** Months from one to the other, both included, as yyyy-mm. */
export function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let day = plainDate(`${from}-01`); day <= `${to}-01`; day = addMonths(day, 1)) months.push(day.slice(0, 7));
  return months;
}

async function statusesOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Status[]> {
  const rows = await tx
    .selectFrom('fact_student')
    .select(['person_id', 'status_id', 'institution_id'])
    .distinct()
    .where('status_id', 'in', [...new Set(ids)])
    .where((eb) => inAreas(eb, 'village_code', actor))
    .execute();
  if (rows.length !== new Set(ids).size) throw errors.NOT_FOUND();
  return rows.map((r) => ({ person_id: r.person_id!, status_id: r.status_id!, institution_id: r.institution_id! }));
}

function caseOf(s: Status, on: string, periodKey: string, dueOn: string, facts: Facts): EntitlementCase {
  return {
    personId: s.person_id,
    institutionId: s.institution_id,
    on,
    periodKey,
    basis: 'student',
    basisId: s.status_id,
    dueOn,
    facts,
  };
}
