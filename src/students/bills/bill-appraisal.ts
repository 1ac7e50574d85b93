import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import {
  decide,
  explain,
  jurisdictionsOf,
  keepDecisions,
  lawOf,
  prepareRule,
  type Decision,
} from '../../policy/index.ts';
import type { BillItem, BillLine } from './bill.ts';
import { billsOf, insertBills, type BillView } from './bill-store.ts';
import { storedLaw } from '../cards/card-rules.ts';
import { studentErrors } from '../errors.ts';
import { factsOfPeople, rollSide } from '../facts/person-facts.ts';
import { BillAppraisal } from '../offers/schema-services.ts';
import { findStatus, schoolOf, type StudentStatus } from '../store.ts';

const RULES: Partial<Record<BillItem, string>> = {
  appraisal_fee: '.appraisal-fee',
  certificate_fee: '.certificate-fee',
};

/**
 * The bill of a skill appraisal: fee and certificate fee, each by its own rule on the facts of the day, waived for the own major at graduation, charged
 * otherwise with the reason (SD2017-3.4-15, -16). At graduation is the school year in which the studies end. The same appraisal again answers its bill.
 * @throws NOT_FOUND for another school's student, STUDENT_DATE_WRONG for a day to come, SCHOOL_ONLY
 */
export async function billAppraisal(ctx: Context, input: BillAppraisal): Promise<BillView> {
  const actor = authorise(ctx, 'student.register');
  const given = BillAppraisal.parse(input);
  const school = schoolOf(actor);
  if (given.onDate > ctx.clock.today()) throw studentErrors.STUDENT_DATE_WRONG();
  return transaction(ctx, async (tx) => {
    const status = await findStatus(tx, actor, given.statusId);
    await tx
      .selectFrom('student_status')
      .select('status_id')
      .where('status_id', '=', status.status_id)
      .forUpdate()
      .execute();
    const title = `职业技能鉴定：${given.occupation}`;
    const earlier = (await billsOf(tx, status)).find(
      (b) => b.kind === 'appraisal' && b.title === title && b.onDate === given.onDate,
    );
    if (earlier) return earlier;
    const lines = await decidedLines(tx, ctx, status, given);
    const schoolYear = schoolYearOf(plainDate(given.onDate)).label;
    const bill = { status, kind: 'appraisal' as const, schoolYear, term: null, title, on: given.onDate, lines };
    const [billId] = await insertBills(tx, ctx, school, [bill]);
    await audit(tx, ctx, {
      action: 'student.bill_appraisal',
      subjectType: 'fee_bill',
      subjectId: billId!,
      personId: status.person_id,
      institutionId: school,
      divisionCode: status.village_code,
      summary: `${title}：${lines.map((l) => `${l.item === 'appraisal_fee' ? '鉴定费' : '证书费'}${l.outcome === 'waived' ? '免收' : '收取'}`).join('，')}`,
      payload: { ...given, lines: lines.map(({ item, outcome, reasonCode }) => ({ item, outcome, reasonCode })) },
    });
    return (await billsOf(tx, status)).find((b) => b.billId === billId)!;
  });
}

async function decidedLines(tx: Tx, ctx: Context, status: StudentStatus, given: BillAppraisal): Promise<BillLine[]> {
  const { onDate } = given;
  const policy = await storedLaw(tx);
  const law = lawOf(policy.set, jurisdictionsOf(String(status.village_code)));
  const person = (await factsOfPeople(tx, [status.person_id], onDate)).get(status.person_id);
  const source = { source: '学校登记的鉴定', asOf: onDate };
  const facts = {
    ...person?.facts,
    ...rollSide(person?.standings.find((s) => s.status_id === status.status_id)),
    appraisal_at_graduation: { value: atGraduation(status, onDate), ...source },
    appraisal_of_own_major: { value: given.ownMajor, ...source },
    appraisal_fee: { value: Number(given.appraisalFen), ...source },
    certificate_fee: { value: Number(given.certificateFen), ...source },
  };
  const standards = { appraisal_fee: Number(given.appraisalFen), certificate_fee: Number(given.certificateFen) };
  const lines: BillLine[] = [];
  for (const item of ['appraisal_fee', 'certificate_fee'] as const) {
    const keys = new Set(policy.set.rules.filter((r) => r.key.endsWith(RULES[item]!)).map((r) => r.key));
    const rule = [...keys].map((key) => law.rule(key, onDate)).find((r) => r !== null && r !== undefined);
    const decision = rule ? decide(prepareRule(rule, law, onDate), facts) : null;
    const decisionId = decision ? ctx.newId() : null;
    if (decision && decisionId)
      await keepDecisions(
        tx,
        [
          {
            decisionId,
            personId: status.person_id,
            villageCode: status.village_code,
            institutionId: status.institution_id,
            lawVersion: policy.version,
            knownAt: person?.knownAt ?? null,
            decision,
          },
        ],
        { at: ctx.clock.now().toISOString(), by: ctx.actor?.userId ?? 'system' },
      );
    lines.push(lineOf(item, standards[item], decision, decisionId));
  }
  return lines;
}

/** The studies end in the school year of the day, or have ended. */
function atGraduation(status: StudentStatus, on: string): boolean | null {
  if (status.state === 'graduated') return true;
  if (status.planned_graduation_on === null) return null;
  return schoolYearOf(plainDate(status.planned_graduation_on)).label === schoolYearOf(plainDate(on)).label;
}

function lineOf(item: BillItem, standardFen: number, decision: Decision | null, decisionId: string | null): BillLine {
  const nothing = { item, standardFen, chargedFen: 0, waivedFen: 0, heldFen: 0, decisionId };
  if (decision === null)
    return {
      ...nothing,
      outcome: 'charged',
      chargedFen: standardFen,
      reasonCode: 'no_rule',
      reason: '当日没有免收规定',
    };
  if (decision.outcome === 'yes')
    return {
      ...nothing,
      outcome: 'waived',
      waivedFen: standardFen,
      reasonCode: null,
      reason: '毕业时鉴定本专业：免收',
    };
  const against = explain(decision, 'zh').filter((line) => line.startsWith('✗ ') || line.startsWith('？ '));
  const reason = against.map((line) => line.slice(2)).join(' ') || '不在免收范围';
  const held = decision.outcome === 'unknown';
  return {
    ...nothing,
    outcome: held ? 'held' : 'charged',
    chargedFen: held ? 0 : standardFen,
    heldFen: held ? standardFen : 0,
    reasonCode: decision.fails[0] ?? (held ? 'unknown' : null),
    reason,
  };
}
