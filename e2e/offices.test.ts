import { describe, expect, test } from 'vitest';
import { reviewRoom } from './review-room.ts';
import { settled } from './settled.ts';
import { accessProblems, scrollsSideways, smallTargets } from './watch-page.ts';
import { villageRoom } from './village-room.ts';
import { openAccount } from './accounts.ts';
import { chromiumPath, PASSWORD, PHONE } from './installation.ts';
import { openWorld } from './world.ts';

describe.runIf(chromiumPath !== null)('offices of the demonstration', () => {
  const world = openWorld(['offices', 'catalogues', 'registers', 'cases'], 1500);

  test('a township returns a case with its defects, the village puts them right, both offices pass it', async () => {
    const hr = await world.visit('xiang-renshe');
    const poverty = await world.visit('xiang-fupin');
    const [hrRoom, povertyRoom] = [reviewRoom(hr.page), reviewRoom(poverty.page)];
    await hrRoom.enter();
    const [name = '', number = ''] = (await hrRoom.title()).split(' · ');
    await hrRoom.returnWith([
      { field: '毕业证书', message: '照片看不清，请重拍' },
      { field: '联系电话', message: '号码打不通，请核对' },
    ]);
    await povertyRoom.enter();
    await povertyRoom.open(name);
    await povertyRoom.pass();

    const at = { code: Number(number.slice(0, 12)), line: 'village' };
    await openAccount(world, { username: 'cun-returned', name: '代海福', role: 'village_clerk', at });
    const village = await world.visit('cun-returned');
    await village.page.goto(`/enrolment/applications?number=${number}`);
    await village.page.getByRole('link', { name }).click();
    await village.page.getByText('照片看不清，请重拍').first().waitFor();
    expect(await accessProblems(village.page)).toEqual([]);
    await villageRoom(village.page).addPaper('毕业证书');
    await village.page.getByRole('button', { name: '补正后重报' }).click();
    await village.page.getByText('乡镇审核中').first().waitFor();
    expect(village.notes.problems).toEqual([]);

    for (const room of [hrRoom, povertyRoom]) {
      await room.enter();
      await room.open(name);
      await room.pass();
    }
    await village.page.reload();
    await village.page.getByText('乡镇审核通过').first().waitFor();
    expect([...hr.notes.problems, ...poverty.notes.problems]).toEqual([]);
    for (const visitor of [hr, poverty, village]) await visitor.close();
  });

  test('three cases are reviewed with the keyboard alone', async () => {
    const { page, notes, close } = await world.visit(null);
    await page.goto('/sign-in?returnTo=%2Fenrolment%2Freview');
    await page.locator('#username:focus').waitFor();
    await page.keyboard.type('xiang-fupin');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    const room = reviewRoom(page);
    await room.openCase.getByRole('heading', { level: 2 }).waitFor();
    const before = await room.names();
    const next = async (act: () => Promise<void>): Promise<string> => {
      const title = await room.title();
      await act();
      await room.openCase.getByRole('heading', { level: 2, name: title }).waitFor({ state: 'detached' });
      await room.openCase.getByRole('heading', { level: 2 }).waitFor();
      return title;
    };
    const first = await next(() => page.keyboard.press('1'));
    await page.keyboard.press('j');
    await expect.poll(() => room.title()).not.toBe(first);
    await page.keyboard.press('k');
    await next(async () => {
      await page.keyboard.press('2');
      await room.chooseReasonByKeys();
      for (const [field, words] of [
        ['说明', '户口簿缺页'],
        ['项目 1', '户口簿'],
        ['需要补正的内容 1', '请补拍首页'],
      ] as const) {
        await room.tabTo(field);
        await page.keyboard.type(words);
      }
      await room.tabTo('提交意见');
      await page.keyboard.press('Enter');
    });
    await next(() => page.keyboard.press('1'));
    expect((await room.names()).length).toBe(before.length - 3);
    expect(notes.problems).toEqual([]);
    await close();
  });

  test('on a phone of 360 pixels a village records wishes and a family finds school and letter', async () => {
    const clerk = await world.visit('cun', { viewport: PHONE, hasTouch: true, isMobile: true });
    const found: string[] = [];
    const look = async (visitor: typeof clerk, path: string): Promise<void> => {
      await visitor.page.goto(path);
      await settled(visitor);
      if (await scrollsSideways(visitor.page)) found.push(`${path}: scrolls sideways`);
      for (const small of await smallTargets(visitor.page)) found.push(`${path}: ${small}`);
      for (const line of await accessProblems(visitor.page)) found.push(`${path}: ${line}`);
    };
    for (const path of ['/', '/wishes/unanswered', '/enrolment/apply', '/enrolment/village-batch'])
      await look(clerk, path);
    await clerk.page.goto('/wishes/unanswered');
    const waiting = clerk.page.getByRole('row').filter({ has: clerk.page.getByRole('button', { name: '愿意就读' }) });
    const name = (await waiting.first().getByRole('link').first().textContent()) ?? '';
    await waiting.first().getByRole('button', { name: '愿意就读' }).tap();
    await clerk.page.getByRole('status').filter({ hasText: name }).waitFor();
    await clerk.close();

    const family = await world.visit(null, { viewport: PHONE, hasTouch: true, isMobile: true });
    for (const path of ['/public', '/public/catalogue', '/public/letters', '/public/slips']) await look(family, path);
    await family.page.goto('/public/letters');
    await family.page.getByLabel('查验码').fill('AAAAA-AAAAA');
    await family.page.getByRole('button', { name: '查验', exact: true }).tap();
    await family.page.getByRole('heading', { name: '查无此件' }).waitFor();
    expect(found).toEqual([]);
    expect([...clerk.notes.problems, ...family.notes.problems]).toEqual([]);
    await family.close();
  });
});
