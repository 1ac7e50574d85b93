import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestHouse } from '../../testing/context.ts';
import { loadDivisions } from './load-divisions.ts';

const house = await openTestHouse();
const root = join(import.meta.dirname, '../../..');

test('the reference divisions are loaded once, with full names and the history of closed ones', async () => {
  const first = await loadDivisions(house.services, root, () => undefined, ['37']);
  expect(first.read).toBeGreaterThan(60_000);
  expect(first.changed).toBe(first.read);
  expect(await loadDivisions(house.services, root, () => undefined, ['37'])).toEqual({ read: 0, changed: 0 });
  const named = (code: number) =>
    house.system((tx) =>
      tx.selectFrom('division').selectAll().where('code', '=', code).orderBy('valid_from', 'desc').execute(),
    );
  expect((await named(371721103203))[0]).toMatchObject({ level: 'village', parent_code: 371721103000 });
  expect((await named(371721103000))[0]!.full_name).toBe('山东省菏泽市曹县青堌集镇');
  expect((await named(371200000000))[0]).toMatchObject({ name: '莱芜市', level: 'city' });
  expect((await named(371200000000))[0]!.valid_to).toMatch(/^2019/);
  expect((await named(419001000000))[0]).toMatchObject({ name: '济源市', level: 'county', parent_code: 410000000000 });
});

test('loading again after a change writes only what differs', async () => {
  await house.owner(`update division set full_name = 'x' where code = 371721103000`);
  await house.owner(`delete from installation where key = 'divisions'`);
  expect((await loadDivisions(house.services, root, () => undefined, ['37'])).changed).toBe(1);
});

test('a whole country is loaded in seconds', async () => {
  const start = performance.now();
  const loaded = await loadDivisions(house.services, root);
  expect(loaded.read).toBeGreaterThan(160_000);
  expect(performance.now() - start).toBeLessThan(60_000);
});
