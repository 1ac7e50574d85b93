import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { schoolYear as schoolYearOf } from '../../platform/plain-date.ts';
import type { Decision, PreparedRule } from '../../policy/index.ts';
import { factsOfPeople } from '../../students/index.ts';
import type { Entitled } from './entitle.ts';
import { inParts } from './owed-lines.ts';
import { lockOwed, storeOwed, type Owed } from './owed-store.ts';
import { rulesOf } from './rule-of-place.ts';
import { TakeGranted } from './schema.ts';

type Granted = {
  person_id: string;
  line_id: string;
  status_id: string;
  institution_id: string;
  village_code: number;
  term: string | null;
  amount_fen: number;
  payee: string;
  fund_source: string | null;
  decision_id: string;
  decision: Decision;
};

/**
 * Takes what the roll has decided and granted – Yulu per school year, the national grant per term – as entitlements of the reader's area, with the decision, the payee and the fund of
 * its rule; Yulu in as many parts as the place pays it. A second one for the same human and period is refused. Repeating changes nothing. At most 5,000 at once.
 */
export async function takeGranted(ctx: Context, input: TakeGranted): Promise<Entitled> {
  const actor = authorise(ctx, 'funds.prepare');
  const { schoolYear, item } = TakeGranted.parse(input);
  return transaction(ctx, async (tx) => {
    const granted = await grantedOf(tx, insideRanges('g.village_code', scopeOf(actor)), schoolYear, item);
    const already = await lockOwed(
      tx,
      granted.map((g) => g.person_id),
      { item, capKey: null, capYear: 0 },
    );
    const rules = await rulesOf(tx, `n2021.${item}`);
    const today = ctx.clock.today();
    const people = await factsOfPeople(tx, [...already.keys()], today);
    const result: Entitled = { due: 0, dueFen: 0, refused: [], unchanged: 0 };
    const owed: Owed[] = [];
    for (const g of granted) {
      const known = already.get(g.person_id);
      const period = g.term === null ? schoolYear : `${schoolYear}/${g.term}`;
      const lines = partsOf(g, rules.at(g.village_code, today), startOf(schoolYear, g.term));
      if (!known || lines.some((l) => known.periods.has(`${period}/${l.part}`))) {
        result.refused.push({ personId: g.person_id, period, reasons: [known ? 'already_entitled' : 'not_in_area'] });
        continue;
      }
      const first = rules.first(g.village_code, today, people.get(g.person_id)?.facts ?? {});
      for (const line of lines) {
        known.periods.add(`${period}/${line.part}`);
        owed.push(owedOf(g, item, period, line, first));
        result.dueFen += line.amountFen;
      }
    }
    result.due = await storeOwed(tx, ctx, owed);
    if (result.due > 0)
      await audit(tx, ctx, {
        action: 'funds.take_granted',
        subjectType: 'entitlement',
        subjectId: `${item} ${schoolYear}`,
        divisionCode: actor.divisionCode,
        summary: `核定应发：${result.due} 项，${formatYuan(fen(result.dueFen))}`,
        payload: { item, schoolYear, refused: result.refused.length },
      });
    return result;
  });
}

/** Granted lines that no entitlement rests on yet. */
async function grantedOf(
  tx: Tx,
  area: ReturnType<typeof insideRanges>,
  schoolYear: string,
  item: string,
): Promise<Granted[]> {
  const { rows } = await sql<Granted>`
    select g.person_id, g.line_id, g.status_id, g.institution_id, g.village_code, g.term, g.amount_fen, g.payee, g.fund_source, g.decision_id, d.decision
    from fact_granted_benefit g join policy_decision d on d.person_id = g.person_id and d.decision_id = g.decision_id
    where ${area} and g.benefit = ${item} and g.school_year = ${schoolYear} and g.amount_fen > 0
      and not exists (select 1 from entitlement e where e.person_id = g.person_id and e.item = ${item} and e.basis_id = g.status_id
        and e.period_key = g.school_year || coalesce('/' || g.term, '') and e.outcome = 'due' and e.withdrawn_at is null)
    order by g.person_id, g.term limit 5000`.execute(tx);
  return rows;
}

const startOf = (schoolYear: string, term: string | null): string =>
  term === '2' ? `${schoolYear.slice(5)}-02-01` : schoolYearOf(Number(schoolYear.slice(0, 4))).from;

type Line = { part: number; title: string; amountFen: number; dueOn: string };

/** The sum in the parts in which the place pays it: as the decision says, else as the place has set it since. */
function partsOf(g: Granted, rule: PreparedRule | null, dueOn: string): Line[] {
  const title = g.decision.rule.title.zh;
  const set = rule?.rule.what && 'instalments' in rule.rule.what ? rule.rule.what.instalments : null;
  const local = set ? rule!.law.parameter(set, rule!.day)?.version?.value : null;
  const count = g.decision.amount?.instalments?.count ?? (typeof local === 'number' ? local : 1);
  return inParts(g.amount_fen, count, title, dueOn);
}

function owedOf(g: Granted, item: string, period: string, line: Line, flagged: boolean): Owed {
  return {
    personId: g.person_id,
    villageCode: g.village_code,
    institutionId: g.institution_id,
    item,
    title: line.title,
    periodKey: period,
    part: line.part,
    ruleKey: g.decision.rule.key,
    decisionId: g.decision_id,
    basis: 'student',
    basisId: g.status_id,
    outcome: 'due',
    reasons: [],
    fund: g.fund_source,
    amountFen: line.amountFen,
    payee: g.payee,
    capKey: null,
    capYear: null,
    dueOn: line.dueOn,
    flagged,
  };
}
