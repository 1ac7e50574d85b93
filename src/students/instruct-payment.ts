import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { transaction, type Tx } from '../platform/db.ts';
import { takeNumbers } from '../platform/numbers.ts';
import { studentErrors } from './errors.ts';
import { FUNDS, InstructPayment } from './schema-services.ts';

export type Instructed = {
  instructionId: string | null;
  number: string | null;
  persons: number;
  totalFen: number;
};

type Due = { person_id: string; line_id: string; village_code: number; amount_fen: number; fund_source: string | null };

const BENEFIT = 'yulu';

/**
 * The county's poverty office instructs the payment of granted Yulu lines of a school year from a fund: only the fund that the rule of each line names is
 * accepted (SD2017-3.4-12). A line is instructed once; with nothing due nothing is written.
 * @throws FUND_SOURCE_WRONG naming the fund the rule wants, COUNTY_ONLY
 */
export async function instructPayment(ctx: Context, input: InstructPayment): Promise<Instructed> {
  const actor = authorise(ctx, 'decision.make');
  const { schoolYear, fundSource } = InstructPayment.parse(input);
  if (actor.level !== 'county' || actor.line !== 'poverty' || actor.divisionCode === null)
    throw studentErrors.COUNTY_ONLY();
  const county = actor.divisionCode;
  return transaction(ctx, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`instruct ${BENEFIT} ${county} ${schoolYear}`}, 0))`.execute(
      tx,
    );
    const due = await dueOf(tx, county, schoolYear);
    refuseOtherFund(due, fundSource);
    if (due.length === 0) return { instructionId: null, number: null, persons: 0, totalFen: 0 };
    const instructionId = ctx.newId();
    const sequence = await takeNumbers(tx, `payment_instruction.${county}.${schoolYear}`);
    const number = `雨露${schoolYear.slice(0, 4)}-${String(sequence).padStart(3, '0')}`;
    const totalFen = due.reduce((n, d) => n + d.amount_fen, 0);
    const head = {
      instruction_id: instructionId,
      county_code: county,
      number,
      benefit: BENEFIT,
      school_year: schoolYear,
    };
    await tx
      .insertInto('payment_instruction')
      .values({
        ...head,
        fund_source: fundSource,
        persons: new Set(due.map((d) => d.person_id)).size,
        total_fen: totalFen,
        given_by: actor.userId,
        given_unit_id: actor.unitId,
        given_at: ctx.clock.now(),
      })
      .execute();
    const lines = due.map(({ person_id, line_id, village_code, amount_fen }) => ({
      person_id,
      line_id,
      instruction_id: instructionId,
      village_code,
      amount_fen,
    }));
    await tx.insertInto('payment_instruction_line').values(lines).execute();
    await audit(tx, ctx, {
      action: 'student.instruct_payment',
      subjectType: 'payment_instruction',
      subjectId: instructionId,
      divisionCode: county,
      summary: `雨露计划支付指令 ${number}：${due.length} 人，${(totalFen / 100).toFixed(2)} 元，${fundName(fundSource)}`,
      payload: { schoolYear, fundSource, totalFen },
    });
    return { instructionId, number, persons: due.length, totalFen };
  });
}

function refuseOtherFund(due: readonly Due[], fundSource: string): void {
  const wanted = new Set(due.map((d) => d.fund_source).filter((fund) => fund !== fundSource));
  if (wanted.size === 0) return;
  const names = [...wanted].map((fund) => fundName(fund ?? '')).join('、');
  throw studentErrors.FUND_SOURCE_WRONG({
    message: `这项补助只能从${names}列支，不能从${fundName(fundSource)}列支。`,
    fields: [{ path: 'fundSource', message: `应为${names}` }],
    details: { wanted: [...wanted], given: fundSource },
  });
}

const fundName = (fund: string): string => (Object.hasOwn(FUNDS, fund) ? FUNDS[fund as keyof typeof FUNDS] : fund);

async function dueOf(tx: Tx, county: number, schoolYear: string): Promise<Due[]> {
  const { rows } =
    await sql<Due>`select l.person_id, l.line_id, l.village_code, l.amount_fen, l.fund_source from benefit_line l
    where l.village_code >= ${county} and l.village_code < ${county + 1_000_000} and l.benefit = ${BENEFIT} and l.school_year = ${schoolYear}
      and l.outcome = 'granted' and l.amount_fen > 0 and l.superseded_by is null
      and not exists (select 1 from payment_instruction_line i join benefit_line b on b.person_id = i.person_id and b.line_id = i.line_id
        where i.person_id = l.person_id and b.benefit = ${BENEFIT} and b.school_year = ${schoolYear})
    order by l.person_id, l.line_id`.execute(tx);
  return rows;
}
