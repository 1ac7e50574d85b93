import pg from 'pg';
import { transactionAs } from '../src/platform/db.ts';
import { makeContext } from '../src/platform/services.ts';
import { findFindings } from '../src/training/findings/find-findings.ts';
import { measured, timed, type BenchOptions, type Measurement } from './measure.ts';
import { openBenchDatabase, servicesFor, startBenchCluster } from './world.ts';

const LESSONS = 20;
const TRAINEES = 50;

/** Classes of fifty over twenty days at 200 institutions; one class in a hundred shares a room, one in fifty has people with the same absences. */
async function fill(owner: pg.Client, days: number): Promise<void> {
  const classes = Math.ceil(days / LESSONS / TRAINEES);
  const id = (what: string, n: string) => `md5('${what} ' || (${n}))::uuid`;
  const place = (n: string) => `370000000000 + (1 + (${n}) % 16) * 100000000 + 21000000`;
  await owner.query(`insert into institution (institution_id, kind, name, location_code, valid_from)
    select ${id('school', 'n')}, 'training_institution', '第' || n || '培训学校', ${place('n')}, '2016-01-01' from generate_series(0, 199) n`);
  await owner.query(`insert into training_class (class_id, institution_id, location_code, name, trade, starts_on, ends_on, days, hours, state, kind, approved_on, participants)
    select ${id('class', 'n')}, ${id('school', 'n % 200')}, ${place('n % 200')}, '第' || n || '班', '焊工', date '2020-03-02' + n % 200, date '2020-03-02' + n % 200 + 30, 30, 80, 'assessed',
      'employment', date '2020-02-01' + n % 200, ${TRAINEES} from generate_series(1, ${classes}) n`);
  await owner.query(`insert into training_session (session_id, class_id, institution_id, location_code, held_on, from_minute, to_minute, hours, room, trainer, confirmed_at)
    select md5('lesson ' || n || ' ' || d)::uuid, ${id('class', 'n')}, ${id('school', 'n % 200')}, ${place('n % 200')}, date '2020-03-02' + n % 200 + d, 480, 660, 4,
      '教室' || case when n % 100 = 0 then 1 else n end, '教师' || n, now() from generate_series(1, ${classes}) n, generate_series(0, ${LESSONS - 1}) d`);
  await owner.query(`insert into training_participation (person_id, participation_id, known_from, class_id, institution_id, village_code, list_id, list_row, starts_on, ends_on, fingerprint)
    select md5('trainee ' || n || ' ' || p)::uuid, md5('part ' || n || ' ' || p)::uuid, 1, ${id('class', 'n')}, ${id('school', 'n % 200')}, ${place('n % 200')}, ${id('list', '1')}, p,
      date '2020-03-02' + n % 200, date '2020-03-02' + n % 200 + 30, 'x' from generate_series(1, ${classes}) n, generate_series(1, ${TRAINEES}) p`);
  await owner.query(`insert into record_match (person_id, match_id, source, list_id, list_row, institution_id, village_code, decision, register_person_id, known_from)
    select t.person_id, md5('match ' || t.person_id)::uuid, 'training_roster', t.list_id, t.list_row, t.institution_id, t.village_code, 'auto', md5('human ' || t.person_id)::uuid, 1
    from training_participation t where t.list_row % 2 = 0`);
  await owner.query(`insert into training_attendance (person_id, session_id, class_id, institution_id, village_code, held_on, hours, source, recorded_by, recorded_at)
    select md5('trainee ' || n || ' ' || p)::uuid, md5('lesson ' || n || ' ' || d)::uuid, ${id('class', 'n')}, ${id('school', 'n % 200')}, ${place('n % 200')}, date '2020-03-02' + n % 200 + d, 4,
      'sheet', 'bench', now() from generate_series(1, ${classes}) n, generate_series(1, ${TRAINEES}) p, generate_series(0, ${LESSONS - 1}) d
    where not (case when n % 50 = 0 then d in (3, 7) and p <= 6 else (p * 7 + d * 3 + n) % 19 = 0 end)`);
  await owner.query(`insert into class_trainee (person_id, class_id, institution_id, village_code, state, result, result_on)
    select person_id, class_id, institution_id, village_code, 'completed', '合格', ends_on from training_participation`);
  await owner.query('analyze');
}

/** All rules of implausible training over a million attendance days, as the daily sweep runs them: ten seconds at most. */
export async function trainingFindings({ short, say }: BenchOptions): Promise<Measurement[]> {
  const days = short ? 50_000 : 1_000_000;
  const cluster = await startBenchCluster();
  try {
    const database = await openBenchDatabase(cluster);
    const services = servicesFor(database.url, database.dir);
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    say(`培训疑点：${days} 人次考勤`);
    await fill(owner, days);
    const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from training_attendance');
    const ctx = makeContext(services, null);
    let found = 0;
    const took = await timed(async () => {
      found = await transactionAs(services.db, 'system', (tx) => findFindings(tx, ctx, null));
    });
    const byRule = await owner.query<{ rule: string; n: number }>(
      'select rule, count(*)::int as n from training_finding group by 1',
    );
    await owner.end();
    await services.db.pool.end();
    await database.close();
    if (found === 0) throw new Error('nothing was found where rooms are shared');
    return [
      measured({
        name: 'training-findings',
        what: `all rules of implausible training over ${rows[0]!.n} attendances, once`,
        ours: took,
        peer: null,
        unit: 'ms',
        atMost: 10_000,
        detail: { found, ...Object.fromEntries(byRule.rows.map((r) => [r.rule, r.n])) },
      }),
    ];
  } finally {
    await cluster.stop();
  }
}
