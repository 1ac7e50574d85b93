import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { loadPolicy } from '../../policy/index.ts';
import { openTestHouse } from '../../testing/context.ts';
import { draftApplication } from '../application/draft-application.ts';
import { openApplication } from '../application/open-application.ts';
import { registerApplication } from '../application/register-application.ts';
import { aCompleteDraft, aVillage, completed } from '../testing-village.ts';
import { withdrawApplication } from '../application/withdraw-application.ts';
import { aPhoto } from '../testing-village.ts';

const house = await openTestHouse();
const veteran = { veteran: true, householdTypes: ['低保户'], education: '高中' };
const village = await aVillage(house, [{}, veteran, { inSchool: '九年级' }]);
const clerk = house.as(village.clerk);

const changed = mkdtempSync(join(tmpdir(), 'jiqiao-rules-'));
afterAll(() => rmSync(changed, { recursive: true, force: true }));

/** The rules folder with the veterans' switch set to another value. */
function rulesWithSwitch(value: string): string {
  cpSync('rules', changed, { recursive: true });
  const file = join(changed, 'sd2017/parameters.yaml');
  const [before, after] = readFileSync(file, 'utf8').split('sd2017.veteran-switch-school\n') as [string, string];
  writeFileSync(
    file,
    `${before}sd2017.veteran-switch-school\n${after.replace('value: registered', `value: ${value}`)}`,
  );
  return changed;
}

describe('who may apply', () => {
  it('[SD2017-3.2-02] a junior-high graduate with an active status elsewhere fails, and the school is shown', async () => {
    const personId = village.persons[0]!;
    const institution = [...village.catalogue.schools.values()][0]!;
    await house.owner(
      `insert into student_status (person_id, status_id, institution_id, status_number, full_time, major, level, years, enrolled_on, state,
        state_from, village_code, registered_by, registered_at) values ($1, $2, $3, 'S1', true, '高中', '高中', 3, '2019-09-01', 'registered',
        '2019-09-01', $4, 'test', now())`,
      [personId, newId(), institution, village.code],
    );
    const drafted = await draftApplication(clerk, { personId });
    expect(drafted).toMatchObject({ eligibility: 'no', fails: ['active_status_elsewhere'] });
    const { facts } = (await openApplication(clerk, { id: drafted.id })).eligibility;
    expect(facts.find((f) => f.fact === 'active_student_status')).toMatchObject({ value: true, note: '测试技师学院' });
  });

  it('[SD2017-3.2-03] a senior-high graduate of 2016 without later enrolment is eligible in 2018', async () => {
    const then = await openTestHouse({ clock: fixedClock('2018-05-01T09:00:00+08:00') });
    const graduate = { education: '高中', birth: '1998-02-01' };
    const there = await aVillage(then, [graduate], { listDate: '2018-03-01' });
    const { id, number } = await draftApplication(then.as(there.clerk), { personId: there.persons[0]! });
    expect(number).toContain('2018-');
    const opened = await openApplication(then.as(there.clerk), { id });
    expect(opened).toMatchObject({ category: 'senior_high', eligibility: { outcome: 'yes', listDate: '2018-03-01' } });
    await completed(then.as(there.clerk), there, id, { graduationSchool: '测试高级中学', graduationYear: 2016 });
    expect(await registerApplication(then.as(there.clerk), { id, consent: true })).toMatchObject({
      eligibility: 'yes',
    });
  });

  it('[SD2017-3.2-04] a veteran outside the register becomes eligible when the switch says that dibao suffices, and the version is kept', async () => {
    const personId = village.persons[1]!;
    const first = await draftApplication(clerk, { personId });
    expect(first).toMatchObject({ eligibility: 'no' });
    const { version } = await loadPolicy(house.services, rulesWithSwitch('dibao'));
    await withdrawApplication(clerk, { id: first.id, evidenceFileId: await aPhoto(clerk) });
    expect(await draftApplication(clerk, { personId })).toMatchObject({ eligibility: 'yes' });
    const kept = await house.system((tx) =>
      tx
        .selectFrom('policy_decision')
        .select(['outcome', 'law_version', 'rule_version'])
        .where('person_id', '=', personId)
        .orderBy('law_version')
        .execute(),
    );
    expect(kept).toEqual([
      { outcome: 'no', law_version: version - 1, rule_version: 1 },
      { outcome: 'yes', law_version: version, rule_version: 1 },
    ]);
  });

  it('a pupil of the last year is open until the certificate is there', async () => {
    const personId = village.persons[2]!;
    const before = await draftApplication(clerk, { personId });
    expect(before.eligibility).toBe('unknown');
    await withdrawApplication(clerk, { id: before.id, evidenceFileId: await aPhoto(clerk) });
    const id = await aCompleteDraft(clerk, village, personId);
    expect(await registerApplication(clerk, { id, consent: true })).toMatchObject({ eligibility: 'yes' });
  });
});
