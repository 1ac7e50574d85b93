import { describe, expect, test } from 'vitest';
import { catalogueRoom } from './catalogue-room.ts';
import { chromiumPath, openWorld } from './world.ts';

describe.runIf(chromiumPath !== null)('one family from the register sheet to the letter and the card', () => {
  const world = openWorld(['offices'], 0);

  test('the city imports, checks, publishes and files its catalogue', async () => {
    const { page, notes, close } = await world.visit('shi-renshe');
    const room = catalogueRoom(page);
    expect(await room.importFile('catalogue-heze.xlsx')).toContain('共');
    await page.screenshot({ path: '/tmp/pics/r-draft.png', fullPage: true });
    await room.acceptProblems('已与学校电话核对');
    await page.screenshot({ path: '/tmp/pics/r-draft2.png', fullPage: true });
    await room.act('公布');
    await room.act('报备');
    expect(notes.problems).toEqual([]);
    await close();
  });
});
