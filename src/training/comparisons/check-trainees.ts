import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import {
  decide,
  jurisdictionsOf,
  keepDecisions,
  lawOf,
  currentPolicy,
  prepareRule,
  type DecisionToKeep,
} from '../../policy/index.ts';
import { factsOfPeople } from '../../students/index.ts';
import type { ClassRow } from '../classes/class-store.ts';
import { comparisons } from './comparison-kinds.ts';

/** Which rule says who may be trained under a programme: `<document>.training`. */
const RULE_NAME = '.training';

/**
 * Compares the people of a class with every list of the place and asks the policy, as of the first day. A kind without a list, a number that
 * does not hold and a day without a rule give "not checked", never "clear". A hit of a kind that holds becomes a finding about the person.
 * The caller's transaction must be the system's: the lists show nobody.
 */
export async function checkTrainees(
  tx: Tx,
  ctx: Context,
  row: ClassRow,
  personIds: readonly string[],
): Promise<{ found: number; notChecked: number }> {
  const by = ctx.actor?.userId ?? 'system';
  const kinds = JSON.stringify(comparisons().map((c) => ({ key: c.key, title: c.title.zh })));
  await sql`insert into training_check (person_id, class_id, check_kind, institution_id, village_code, outcome, list_id, list_date, note, checked_at, checked_by)
    select p.person_id, ${row.class_id}::uuid, k.key, ${row.institution_id}::uuid, p.village_code,
      case when l.list_id is null or p.id_state <> 'valid' then 'not_checked' when e.list_id is not null then 'found' else 'clear' end, l.list_id, l.list_date,
      case when l.list_id is null then '没有名单' when p.id_state <> 'valid' then '身份证号待核对'
        when e.list_id is not null then concat_ws('，', k.title, e.on_date::text, e.note, case when e.name_key <> p.name_key then '姓名不一致' end) end,
      ${ctx.clock.now()}, ${by}
    from person p cross join jsonb_to_recordset(${kinds}::jsonb) as k(key text, title text)
      left join lateral (select c.list_id, c.list_date from comparison_list c where c.kind = k.key
        and c.area_code in (0, ${row.location_code}::bigint / 10000000000 * 10000000000, ${row.location_code}::bigint / 100000000 * 100000000, ${row.location_code}::bigint / 1000000 * 1000000)
        order by c.list_date desc, c.area_code desc limit 1) l on true
      left join lateral (select x.list_id, x.on_date, x.note, x.name_key from comparison_entry x where x.list_id = l.list_id and x.number_index = p.id_index
        and (x.on_date is null or x.on_date <= ${row.starts_on}::date) and (x.until_date is null or x.until_date >= ${row.starts_on}::date) limit 1) e on true
    where p.person_id = any(${[...personIds]}::uuid[])
    on conflict (person_id, class_id, check_kind) do update set outcome = excluded.outcome, list_id = excluded.list_id, list_date = excluded.list_date, note = excluded.note,
      checked_at = excluded.checked_at, checked_by = excluded.checked_by
      where training_check.list_id is distinct from excluded.list_id or training_check.outcome <> excluded.outcome and training_check.outcome not in ('asked')`.execute(
    tx,
  );
  await askPolicy(tx, ctx, row, personIds);
  await holdFound(tx, ctx, row);
  const { rows } = await sql<{ found: number; notChecked: number }>`select
      (count(*) filter (where outcome = 'found'))::int as found, (count(*) filter (where outcome in ('not_checked', 'asked')))::int as "notChecked"
    from training_check where class_id = ${row.class_id} and person_id = any(${[...personIds]}::uuid[])`.execute(tx);
  return rows[0]!;
}

/** Whether the programme trains them: the rule in force where each lives, on the facts of the first day. A market class is not asked. */
async function askPolicy(tx: Tx, ctx: Context, row: ClassRow, personIds: readonly string[]): Promise<void> {
  if (!row.subsidised || row.starts_on === null) return;
  const day = row.starts_on;
  const { rows: people } = await sql<{ record: string; person: string; village: number }>`select p.person_id as record,
      coalesce(m.register_person_id, p.person_id) as person, p.village_code as village
    from person p left join record_match m on m.person_id = p.person_id and m.known_to is null and m.decision in ('auto', 'decided')
    where p.person_id = any(${[...personIds]}::uuid[])`.execute(tx);
  const { set, version } = await currentPolicy(tx);
  const facts = await factsOfPeople(
    tx,
    people.map((p) => p.person),
    day,
  );
  const kept: DecisionToKeep[] = [];
  const answers = people.map(({ record, person, village }) => {
    const law = lawOf(set, jurisdictionsOf(String(village)));
    const rule = law.rules(['eligibility'], day).find((r) => r.key.endsWith(RULE_NAME));
    const known = facts.get(person);
    if (!rule || !known)
      return {
        person_id: record,
        village_code: village,
        outcome: 'not_checked',
        note: '开班当日没有适用的培训政策',
        decision_id: null,
      };
    const decision = decide(prepareRule(rule, law, day), known.facts);
    const decisionId = ctx.newId();
    kept.push({
      decisionId,
      personId: person,
      villageCode: village,
      institutionId: row.institution_id,
      lawVersion: version,
      knownAt: null,
      decision,
    });
    const outcome = { yes: 'clear', no: 'found', unknown: 'not_checked' }[decision.outcome];
    const note =
      decision.outcome === 'no'
        ? decision.fails.join('、')
        : decision.outcome === 'unknown'
          ? '缺少判断所需信息'
          : null;
    return { person_id: record, village_code: village, outcome, note, decision_id: decisionId };
  });
  await keepDecisions(tx, kept, { at: ctx.clock.now().toISOString(), by: ctx.actor?.userId ?? 'system' });
  await sql`insert into training_check (person_id, class_id, check_kind, institution_id, village_code, outcome, note, decision_id, checked_at, checked_by)
    select r.person_id, ${row.class_id}::uuid, 'policy', ${row.institution_id}::uuid, r.village_code, r.outcome, r.note, r.decision_id, ${ctx.clock.now()}, ${ctx.actor?.userId ?? 'system'}
    from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as r(person_id uuid, village_code bigint, outcome text, note text, decision_id uuid)
    on conflict (person_id, class_id, check_kind) do update set outcome = excluded.outcome, note = excluded.note, decision_id = excluded.decision_id,
      checked_at = excluded.checked_at, checked_by = excluded.checked_by`.execute(tx);
}

/** Hits of kinds that hold become findings about the person, so that one list says what holds a claim. */
export async function holdFound(
  tx: Tx,
  ctx: Context,
  row: Pick<ClassRow, 'class_id' | 'institution_id' | 'location_code'>,
): Promise<void> {
  const holding = comparisons()
    .filter((c) => c.holds)
    .map((c) => c.key as string);
  await sql`insert into training_finding (finding_id, class_id, institution_id, location_code, rule, subject, person_id, evidence, found_at)
    select gen_random_uuid(), k.class_id, k.institution_id, ${row.location_code}::bigint, 'listed_' || k.check_kind, k.person_id::text, k.person_id,
      jsonb_build_object('list_date', k.list_date, 'note', k.note), ${ctx.clock.now()}
    from training_check k where k.class_id = ${row.class_id} and k.outcome = 'found' and k.check_kind = any(${holding}::text[])
    on conflict (class_id, rule, subject) do nothing`.execute(tx);
}
