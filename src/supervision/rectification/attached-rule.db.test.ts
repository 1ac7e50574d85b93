import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { A_VILLAGE, aPerson, publishedRegister } from '../../people/builders.ts';
import { openPeopleHouse } from '../../people/testing-house.ts';
import { loadPolicy } from '../../policy/index.ts';
import { studentStatuses } from '../../students/builders.ts';
import { decideBenefits } from '../../students/cards/decide-benefits.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { anOffice, aPaper, movedClock, type Office } from '../testing-offices.ts';
import { askClosing } from './answers/ask-closing.ts';
import { createList } from './lists/create-list.ts';
import { issueList } from './lists/issue-list.ts';
import { openAnswer } from './answers/open-answer.ts';
import { openList } from './lists/list-lists.ts';
import { saveAnswer } from './answers/save-answer.ts';
import { saveItem } from './lists/save-item.ts';
import { submitAnswers } from './answers/submit-answers.ts';
import { verifyAnswer } from './answers/verify-answer.ts';

const house = await openPeopleHouse('3717', { clock: movedClock('2020-12-15') });
let city: Office;
let county: Office;
let school = anActor('school_officer', PLACES.city);
let statuses: string[];

/** Two students of one county whose fees are to be waived, and nobody has decided that yet. */
beforeAll(async () => {
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  city = await anOffice(house, 'city_hr_officer', PLACES.city, '市人社局');
  county = await anOffice(house, 'county_hr_officer', PLACES.county, '县人社局', city);
  const catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020 });
  const { institutionId, entryKey } = catalogue.entries[0]!;
  school = anActor('school_officer', PLACES.city, { institutionId, areas: [] });
  const rows = [1, 2].map(() => aPerson({ relation: '之子', householdNo: null }));
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-06-20' });
  statuses = await studentStatuses(
    house,
    rows.map((row) => ({
      personId: idOf(row),
      institutionId,
      villageCode: A_VILLAGE,
      entryKey,
      versionId: catalogue.versionId,
      enrolledOn: '2020-09-01',
      grantTo: [school.unitId],
    })),
  );
});

/** The county's answer to a line with a rule attached, waiting to be verified. */
async function waitingAnswer(ruleKey: string): Promise<string> {
  const { listId } = await createList(city.ctx, { title: '应免未免学费整改清单' });
  const line = { source: 'other', kind: 'targeting', finding: '有学生应免学费未免', task: '逐人免除' } as const;
  await saveItem(city.ctx, { listId, ...line, ruleKey });
  await issueList(city.ctx, { listId, unitIds: [county.unitId] });
  const answerId = (await openList(county.ctx, { listId })).answers[0]!.answerId;
  await saveAnswer(county.ctx, {
    answerId,
    found: true,
    checkNote: '两名学生没有免学费',
    causeKind: 'duty',
    cause: '学校没有核对名单',
    measure: '逐人核对',
    person: '韩志远',
    dueOn: '2020-12-31',
  });
  await submitAnswers(county.ctx, { listId });
  const closing = { effect: '已全部免除', nextSteps: '每学期核对', completedOn: '2020-12-15' };
  await askClosing(county.ctx, { answerId, ...closing, fileId: await aPaper(county) });
  return answerId;
}

const verify = (answerId: string) => verifyAnswer(city.ctx, { answerId, pass: true, opinion: '属实' });
const refusal = (answerId: string) =>
  verify(answerId).catch(({ code, details }: { code: string; details: object }) => ({ code, details }));

test('closing a line with a rule runs the rule again over the place: refused and counted while it finds somebody, closed when it finds nobody', async () => {
  const answerId = await waitingAnswer('tuition');
  const left = (shouldReceive: number) => ({
    code: 'RECTIFICATION_RULE_OPEN',
    details: { rule: 'sd2017.tuition', shouldReceive, notEntitled: 0, clean: false },
  });
  expect(await refusal(answerId)).toMatchObject(left(2));
  await decideBenefits(house.as(school), { ids: statuses.slice(0, 1) });
  expect(await refusal(answerId)).toMatchObject(left(1));
  expect(await openAnswer(city.ctx, { answerId })).toMatchObject({ state: 'to_verify', verifiedBy: null });
  await decideBenefits(house.as(school), { ids: statuses.slice(1) });
  expect(await verify(answerId)).toEqual({ state: 'closed', sendBacks: 0 });
  const { rows } = await house.owner(
    `select data from rectification_event where answer_id = $1 and event = 'approve'`,
    [answerId],
  );
  expect(rows[0].data).toMatchObject({ rule: 'sd2017.tuition', shouldReceive: 0, notEntitled: 0, clean: true });
});

test('a rule nobody knows is refused where it is attached, not when the line is to be closed', async () => {
  const { listId } = await createList(city.ctx, { title: '规则写错的清单' });
  const line = { source: 'other', kind: 'targeting', finding: '问题', task: '任务' } as const;
  await expect(saveItem(city.ctx, { listId, ...line, ruleKey: 'no-such-rule' })).rejects.toMatchObject({
    code: 'FIND_BENEFIT_UNKNOWN',
  });
  expect((await openList(city.ctx, { listId })).items).toBe(0);
});
