import { expect, test } from 'vitest';
import { runJob } from '../../platform/jobs.ts';
import { cityOfficer, houseWithRegister, importSampleRoll, importSampleRoster } from '../../testing/sample-city.ts';
import { showRun } from './run-views.ts';
import { startMatch } from './start-match.ts';
import '../index.ts';

const house = await houseWithRegister();
const city = house.as(cityOfficer);

/** What stands of the records of a kind of list. */
async function standing(source: string) {
  const { rows } = await house.owner(
    `select person_id, decision, register_person_id, reason, candidates from record_match where known_to is null and source = $1 order by person_id`,
    [source],
  );
  return rows;
}

test.each([
  ['students' as const, '%曹南%', importSampleRoll],
  ['training_roster' as const, '%启航%', importSampleRoster],
])(
  'an import of %s and a comparison of the same list give one answer to every line: decision, person, rule and candidates',
  async (source, name, importSample) => {
    await importSample(house);
    const imported = await standing(source);
    expect(imported.length).toBeGreaterThan(10);
    const { rows } = await house.owner(`select institution_id from institution where name like $1`, [name]);
    const started = await startMatch(city, { source, institutionId: rows[0].institution_id });
    await runJob(house.services, async () => cityOfficer, started.jobId);
    const run = await showRun(city, { runId: started.runId });
    expect(run.zones.auto + run.zones.review).toBe(imported.length);
    expect(await standing(source)).toEqual(imported);
  },
);
