import { expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { newId } from '../ids.ts';
import { sendMessages } from '../messages.ts';
import { listMessages } from './list-messages.ts';
import { readMessage } from './read-message.ts';

const house = await openTestHouse();
const school = anActor('school_officer', PLACES.county, { institutionId: newId(), areas: [] });
const other = anActor('school_officer', PLACES.county, { institutionId: newId(), unitId: newId(), areas: [] });
const mail = async () => (await listMessages(house.as(school), { page: 1, size: 20 })).rows;

test('a message to an institution is marked as read by its own account, once, with an audit entry; another institution does not find it', async () => {
  await house.system((tx) =>
    sendMessages(tx, house.as(null), [
      { toInstitutionId: school.institutionId, kind: 'agreement', title: '协议待确认', body: '请确认。' },
    ]),
  );
  const [one] = await mail();
  expect(one).toMatchObject({ title: '协议待确认', readAt: null });
  await expect(readMessage(house.as(other), { id: one!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const read = await Promise.all([1, 2, 3].map(() => readMessage(house.as(school), { id: one!.id })));
  expect(new Set(read.map((r) => r.readAt)).size).toBe(1);
  expect((await mail())[0]!.readAt).toBe(read[0]!.readAt);
  const { rows } = await house.owner(`select action from audit_entry where subject_id = $1`, [one!.id]);
  expect(rows).toEqual([{ action: 'message.read' }]);
});
