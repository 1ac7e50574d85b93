import type pg from 'pg';
import { FOCUS } from '../../src/desk/demo/places.ts';
import { INDEX } from '../../src/people/person/seal-person.ts';
import { sealAudit, verifyAudit } from '../../src/platform/audit/audit-seal.ts';
import type { Services } from '../../src/platform/services.ts';
import type { Acted } from './acts.ts';
import type { Season } from './season.ts';

/** Where the gapless numbers stood before a run. */
export type Before = { admissions: number; letters: number; failedJobs: number };

const ADMISSIONS = `select count(*)::int as n, coalesce(max(sequence), 0)::int as last from admission where city_code = ${FOCUS.city} and year = 2020`;
const LETTERS = `select count(*)::int as n from admission_letter l join unit u on u.institution_id = l.institution_id join role_assignment r on r.unit_id = u.unit_id
  join auth_user a on a.id = r.user_id where a.username = 'xuexiao'`;

/** @see Before */
export async function standing(owner: pg.Client): Promise<Before> {
  const [admissions, letters] = [await owner.query(ADMISSIONS), await owner.query(LETTERS)];
  const failed = await owner.query(
    `select count(*)::int as n from job where state = 'failed' and requested_by <> 'system'`,
  );
  return {
    admissions: admissions.rows[0].last as number,
    letters: letters.rows[0].n as number,
    failedJobs: failed.rows[0].n as number,
  };
}

/** What of the run's acknowledged acts is missing or there twice, in words; empty when all is well. */
export async function faultsOf(
  services: Services,
  owner: pg.Client,
  season: Season,
  acted: Acted,
  before: Before,
): Promise<string[]> {
  const faults: string[] = [];
  const expect = async (what: string, wanted: unknown, text: string, values: unknown[] = []) => {
    const { rows } = await owner.query({ text, values, rowMode: 'array' });
    const found = JSON.stringify(rows[0]);
    if (found !== JSON.stringify(wanted)) faults.push(`${what}: expected ${JSON.stringify(wanted)}, found ${found}`);
  };
  const index = season.register.numbers.map((n) => services.vault.index(INDEX.number, n));
  const persons = season.register.numbers.length;
  await expect(
    'each person of the register once, with one status of today',
    [persons, persons, persons],
    `select count(*)::int, count(distinct p.id_index)::int, (select count(*)::int from person_status s where s.known_to is null and s.valid_to is null and s.person_id in
       (select person_id from person where id_index = any($1))) from person p where p.id_index = any($1)`,
    [index],
  );
  const events = (what: string, ids: string[], counts: Record<string, number>) =>
    expect(
      what,
      [ids.length, 0],
      `select count(*)::int, count(*) filter (where not (${Object.entries(counts)
        .map(
          ([event, n]) =>
            `(select count(*) from application_event e where e.person_id = a.person_id and e.application_id = a.application_id and e.event = '${event}') = ${n}`,
        )
        .join(' and ')}))::int from application a where a.application_id = any($1)`,
      [ids],
    );
  await events('the village batch went to the township once', season.village, { agree: 1, send_to_township: 1 });
  await events('each office answered each case once and the round closed once', season.reviews, {
    answer: 2,
    round_failed: 1,
  });
  await expect(
    'two answers a case, one by each office',
    [season.reviews.length * 2, season.reviews.length * 2],
    `select count(*)::int, count(distinct (application_id, office))::int from application_review where application_id = any($1)`,
    [season.reviews],
  );
  await events('the county sent each line once', season.county, { compile: 1, send_to_city: 1 });
  const admitted = [...season.few, ...season.many];
  await events('the city admitted, notified and the school wrote each once', admitted, {
    admit: 1,
    notify_school: 1,
    issue_letter: 1,
  });
  const n = admitted.length;
  await expect(
    'one admission each',
    [n, n],
    `select count(*)::int, count(distinct application_id)::int from admission where application_id = any($1)`,
    [admitted],
  );
  await expect(
    'one letter each',
    [n, n],
    `select count(*)::int, count(distinct number)::int from admission_letter where application_id = any($1)`,
    [admitted],
  );
  await expect(
    'admission numbers without gap',
    [n, before.admissions + n],
    `select count(*)::int, coalesce(max(sequence), 0)::int from admission where city_code = $1 and year = 2020 and sequence > $2`,
    [FOCUS.city, before.admissions],
  );
  await expect('letters of the school', [before.letters + n], LETTERS);
  await expect(
    'the table was locked, sent and received once, and the one before it replaced',
    ['received', 1, 1, 1, 1],
    `select r.state, ${['lock', 'send', 'receive'].map((event) => `count(*) filter (where e.event = '${event}')::int`).join(', ')},
       (select count(*)::int from report p where p.report_id = r.previous_id and p.state = 'replaced')
     from report r join report_event e using (report_id) where report_id = $1 group by r.report_id`,
    [season.report.id],
  );
  await expect(
    'each of the table’s steps in the audit once',
    [3, 3],
    `select count(*)::int, count(distinct action)::int from audit_entry where subject_id = $1 and action in ('report.lock', 'report.send', 'report.receive')`,
    [season.report.id],
  );
  await expect(
    'each act in the audit',
    [3],
    `select count(distinct subject_id)::int from audit_entry where subject_id = any($1)`,
    [[acted.listId, acted.villageBatch, acted.countyBatch]],
  );
  await expect(
    'no job left or failed',
    [before.failedJobs],
    `select count(*)::int from job where state in ('queued', 'running', 'failed') and requested_by <> 'system'`,
  );
  while ((await sealAudit(owner, services.clock.today())) > 0);
  const report = await verifyAudit(owner);
  if (report.faults.length > 0) faults.push(`the audit chain is broken: ${JSON.stringify(report.faults.slice(0, 3))}`);
  return faults;
}
