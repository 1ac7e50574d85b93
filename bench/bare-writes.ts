import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** The rows that drafting an application leaves: number, case, first event, decision, audit; written by hand, in one transaction, decided by nobody. */
export async function bareCreate(client: pg.Client, person: string, village: number): Promise<void> {
  const id = randomUUID();
  const decision = randomUUID();
  const at = '2020-09-01T09:00:00+08:00';
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await client.query('begin');
  await run(
    'c1',
    `insert into number_counter (scope, last) values ($1, 1) on conflict (scope) do update set last = number_counter.last + 1 returning last`,
    [`bare ${village}`],
  );
  await run(
    'c2',
    `insert into application (person_id, application_id, number, year, category, state, held_by, held_since, village_code, township_code, county_code, city_code, entered_as, person_name,
       eligibility, decision_id, created_by, created_at)
     values ($1, $2, $3, 2020, 'junior_high', 'draft', 'village', $4, $5, $6, $7, $8, 'village', '某人', 'yes', $9, 'bench', $4)`,
    [
      person,
      id,
      `bare ${id}`,
      at,
      village,
      Math.floor(village / 1e3) * 1e3,
      Math.floor(village / 1e6) * 1e6,
      Math.floor(village / 1e8) * 1e8,
      decision,
    ],
  );
  await run(
    'c3',
    `insert into application_event (person_id, application_id, seq, event, to_state, user_id, user_name, unit_name, village_code, at)
     values ($1, $2, 1, 'draft', 'draft', 'bench', '经办人', '村委会', $3, $4)`,
    [person, id, village, at],
  );
  await run(
    'c4',
    `insert into policy_decision (person_id, decision_id, village_code, rule_key, rule_version, rule_hash, law_version, jurisdiction, decided_for, outcome, fails, decision, explanation,
       decided_at, decided_by) values ($1, $2, $3, 'bench', 1, 'bench', 1, '37', '2020-09-01', 'yes', '{}', $4, '[]', $5, 'bench')`,
    [person, decision, village, DECISION, at],
  );
  await run(
    'c5',
    `insert into audit_entry (entry_id, at, user_id, user_name, request_id, action, subject_type, subject_id, person_id, division_code, summary)
     select gen_random_uuid(), $1, 'bench', '经办人', 'bench', action, 'application', $2, $3, $4, '申请' from unnest(array['application.draft', 'application.prefill']) as a (action)`,
    [at, id, person, village],
  );
  await client.query('commit');
}

/** About as long as a kept decision. */
const DECISION = JSON.stringify({ facts: 'x'.repeat(3000) });

/** The rows that one office's answer to many applications leaves: locks, answers, events, cached columns and audit, set by set. */
export async function bareBulk(
  client: pg.Client,
  cases: readonly { person_id: string; application_id: string }[],
): Promise<void> {
  const keys = [cases.map((c) => c.person_id), cases.map((c) => c.application_id)];
  const run = (name: string, text: string) => client.query({ name, text, values: keys });
  const each = `unnest($1::uuid[], $2::uuid[]) as k (person_id, application_id)`;
  await client.query('begin');
  await run(
    'b1',
    `select a.* from application a join ${each} using (person_id, application_id) order by a.application_id for update of a`,
  );
  await run(
    'b2',
    `insert into application_review (person_id, application_id, round, office, decision, facts, mode, user_id, user_name, village_code, at)
     select a.person_id, a.application_id, a.round, 'poverty', 'pass', '${DECISION}', 'joint', 'bare', '经办人', a.village_code, '2020-09-01' from application a join ${each} using (person_id, application_id)`,
  );
  await run(
    'b3',
    `insert into application_event (person_id, application_id, seq, event, from_state, to_state, office, round, user_id, user_name, unit_name, village_code, at)
     select a.person_id, a.application_id, a.version + 1, 'review', a.state, a.state, 'poverty', a.round, 'bare', '经办人', '扶贫办', a.village_code, '2020-09-01' from application a join ${each} using (person_id, application_id)`,
  );
  await run(
    'b4',
    `update application a set poverty_decided = true, version = version + 1 from ${each} where a.person_id = k.person_id and a.application_id = k.application_id`,
  );
  await run(
    'b5',
    `insert into audit_entry (entry_id, at, user_id, user_name, request_id, action, subject_type, subject_id, person_id, division_code, summary)
     select gen_random_uuid(), '2020-09-01', 'bare', '经办人', 'bare', 'application.review', 'application', a.application_id::text, a.person_id, a.village_code, '申请' from application a join ${each} using (person_id, application_id)`,
  );
  await client.query('commit');
}
