import { makeContext, type Services } from '../../../platform/services.ts';
import { findEntitled } from '../../entitled/find-entitled.ts';
import { listWorkItems } from '../../entitled/work-lists/list-work-items.ts';
import { makeWorkList } from '../../entitled/work-lists/make-work-list.ts';
import { recheckItems } from '../../entitled/work-lists/recheck-items.ts';
import type { Category } from '../../entitled/schema.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

type Search = { benefit: string; category: Category; division: number; note: string };

const SEARCHES: readonly Search[] = [
  { benefit: 'sd2017.enrolment', category: 'not_known', division: FOCUS.township, note: '请带毕业证书到村委会登记。' },
  {
    benefit: 'sd2017.training',
    category: 'should_receive',
    division: FOCUS.township,
    note: '有培训意愿，请通知参加秋季培训班。',
  },
  { benefit: 'sd2017.yulu', category: 'should_receive', division: FOCUS.county, note: '核对银行账户后申报。' },
  {
    benefit: 'sd2017.work-study-post',
    category: 'should_receive',
    division: FOCUS.county,
    note: '请学校安排勤工俭学岗位。',
  },
];

/** What the focus county found by rule and sent to its villages, and what the township has looked into since: work lists begun and not done. */
export async function foundPeople(services: Services): Promise<void> {
  const county = makeContext(services, await officeActor(services, FOCUS.county, 'poverty', 'county_poverty_officer'));
  const township = makeContext(
    services,
    await officeActor(services, FOCUS.township, 'poverty', 'township_poverty_officer'),
  );
  const due = `${services.clock.today().slice(0, 4)}-09-30`;
  for (const { note, ...search } of SEARCHES) {
    const { total } = await findEntitled(county, { ...search, size: 1 });
    if (total > 0) await makeWorkList(county, { ...search, note, dueOn: due });
  }
  const { rows } = await listWorkItems(township, { size: 6 });
  const items = rows.map(({ personId, listId }) => ({ personId, listId }));
  if (items.length > 0) await recheckItems(township, { items, note: '已入户核实，材料待补。' });
}
