import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import type { FactValue, Facts } from '../../policy/index.ts';
import { entitle, type Entitled, type EntitlementCase } from './entitle.ts';
import { DecideTraining } from './schema.ts';

type Participation = {
  person_id: string;
  class_id: string;
  class_name: string | null;
  institution_id: string;
  enterprise_id: string | null;
  starts_on: string | null;
  ends_on: string | null;
  counted_on: string | null;
  state: string;
  result: string | null;
  identity: string;
  charged_group: string | null;
  fee_fen: number;
  contracted: boolean;
  training_kind: string | null;
  category: string | null;
  included_on: string | null;
};

/**
 * Decides a training benefit for everybody on the roster of a class: due to the provider (or the enterprise) or refused with reasons; who is not proved to be a person of the register
 * is refused, because money needs proof. Decided as of the day the class ended; the yearly cap counts the year of filing. Repeating changes nothing.
 * @throws NOT_FOUND when the class is not the reader's or has nobody on its roster
 */
export async function decideTraining(ctx: Context, input: DecideTraining): Promise<Entitled> {
  const actor = authorise(ctx, 'funds.prepare');
  const { classId, ruleKey } = DecideTraining.parse(input);
  return transaction(ctx, async (tx) => {
    const all = await participationsOf(tx, classId);
    if (all.length === 0) throw errors.NOT_FOUND();
    const doubtful = all.filter((p) => p.identity === 'doubtful' || p.identity === 'inferred');
    const cases = all.filter((p) => !doubtful.includes(p)).map((p) => caseOf(p, ctx.clock.today()));
    const result = await entitle(tx, ctx, ruleKey, cases);
    for (const p of doubtful)
      result.refused.push({ personId: p.person_id, period: classId, reasons: ['identity_doubtful'] });
    if (result.due > 0)
      await audit(tx, ctx, {
        action: 'funds.decide_training',
        subjectType: 'training_class',
        subjectId: classId,
        divisionCode: actor.divisionCode,
        summary: `核定培训补贴：${result.due} 项，${formatYuan(fen(result.dueFen))}；不予发放 ${result.refused.length} 项`,
        payload: { ruleKey },
      });
    return result;
  });
}

async function participationsOf(tx: Tx, classId: string): Promise<Participation[]> {
  const { rows } = await sql<Participation>`
    select r.person_id, r.class_id, r.class_name, r.institution_id, r.enterprise_id, r.starts_on, r.ends_on, r.counted_on, r.state, r.result, r.identity,
      r.charged_group, r.fee_fen, r.contracted, t.category, case when r.details ? 'ability' then 'special_ability' else r.kind end as training_kind,
      (select min(g.included_on)::text from funds_project g where g.title = r.details->>'ability' and (g.excluded_on is null or g.excluded_on > r.starts_on)
        and g.division_code in (0, r.location_code / 10000000000 * 10000000000, r.location_code / 100000000 * 100000000, r.location_code / 1000000 * 1000000)) as included_on
    from report_training_participation r
      join training_participation t on t.participation_id = r.source_id and t.person_id = r.record_id and t.known_to is null
    where r.class_id = ${classId} order by r.person_id`.execute(tx);
  return rows;
}

function caseOf(p: Participation, today: string): EntitlementCase {
  const on = p.ends_on ?? p.counted_on ?? today;
  return {
    personId: p.person_id,
    institutionId: p.enterprise_id ?? p.institution_id,
    on,
    periodKey: p.class_id,
    basis: 'training',
    basisId: p.class_id,
    dueOn: on,
    facts: factsOfClass(p, on),
  };
}

/** What roster and class state of a participant. An answer not at hand is left unknown. */
function factsOfClass(p: Participation, asOf: string): Facts {
  const group = p.charged_group ?? '';
  const category = p.category ?? '';
  const values: Partial<Record<keyof Facts, FactValue>> = {
    in_training_class: true,
    training_kind: p.training_kind,
    training_completed: p.state === 'completed',
    appraisal_passed: p.result === '合格',
    class_started_on: p.starts_on,
    class_ended_on: p.ends_on,
    course_fee: p.fee_fen,
    enterprise_employee: group === 'enterprise_employee' || category.includes('企业职工'),
    higher_education_graduate: category.includes('高校毕业生'),
    project_included_on: p.included_on,
    application_complete: p.contracted,
    apprentices: 1,
  };
  const source = p.class_name ?? '培训花名册';
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, { value, source, asOf }]),
  );
}
