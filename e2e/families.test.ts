import { afterAll, describe, expect, test } from 'vitest';
import { openIdServer } from '../src/testing/open-id-server.ts';
import { codeAmongMessages, demoFamilyOf, familyRoom, numberBehind } from './family-room.ts';
import { chromiumPath, PHONE, type Visitor } from './installation.ts';
import { listPage } from './list-page.ts';
import { settled } from './settled.ts';
import { accessProblems, scrollsSideways, smallTargets } from './watch-page.ts';
import { openWorld } from './world.ts';

const PAGES = [
  '/public',
  '/public/rights',
  '/public/rights/1',
  '/public/rights/2',
  '/public/rights/3',
  '/public/rights/5',
  '/public/rights/result',
  '/public/catalogue',
  '/public/catalogue/history?year=2020&cityCode=371700000000',
  '/public/policies',
  '/public/policies/SD2017',
  '/public/case',
  '/public/slips',
  '/public/act',
  '/public/sign-on',
  '/public/letters',
  '/public/letters/AAAAA-AAAAA',
  '/public/audit-roots',
  '/public/nowhere',
];

const provider = await openIdServer();
afterAll(() => provider.close());

describe.runIf(chromiumPath !== null)('families on a phone of 360 pixels, without an account', () => {
  const world = openWorld(['offices', 'catalogues', 'registers', 'cases', 'families'], 1500, {
    JIQIAO_SIGN_ON_ISSUER: provider.issuer,
    JIQIAO_SIGN_ON_CLIENT: provider.client.id,
    JIQIAO_SIGN_ON_SECRET: provider.client.secret,
    JIQIAO_SIGN_ON_CLAIM: 'id_number',
    JIQIAO_SIGN_ON_NAME: '爱山东',
    JIQIAO_URL: 'http://127.0.0.1:8080',
  });
  const phone = () => world.visit(null, { viewport: PHONE, hasTouch: true, isMobile: true });

  async function faults(visitor: Visitor, name: string): Promise<string[]> {
    const found = [];
    if (await scrollsSideways(visitor.page)) found.push('scrolls sideways');
    found.push(...(await smallTargets(visitor.page)), ...(await accessProblems(visitor.page)));
    return found.map((line) => `${name}: ${line}`);
  }

  test('every page fits, can be touched and is accessible, in both languages and at 320 pixels', async () => {
    const visitor = await phone();
    const found: string[] = [];
    for (const path of PAGES) {
      await visitor.page.goto(path);
      await settled(visitor);
      found.push(...(await faults(visitor, path)));
    }
    await visitor.page.goto('/public');
    await visitor.page.getByRole('button', { name: 'English' }).tap();
    await visitor.page.setViewportSize({ width: 320, height: 640 });
    for (const path of PAGES) {
      await visitor.page.goto(path);
      await settled(visitor);
      found.push(...(await faults(visitor, `${path} (English, 320)`)));
      expect(await visitor.page.locator('html').getAttribute('lang')).toBe('en');
    }
    expect(found).toEqual([]);
    expect(visitor.notes.problems).toEqual([]);
    await visitor.close();
  });

  test('five questions are answered with the keyboard alone, and the answer names rights, papers and clauses; nothing is kept', async () => {
    const visitor = await world.visit(null, { viewport: PHONE });
    const { page } = visitor;
    await page.goto('/public/rights');
    const onto = async (name: string | RegExp, role: 'button' | 'radio' | 'checkbox' | 'combobox') => {
      const target = page.getByRole(role, { name }).first();
      for (let i = 0; i < 60; i++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${name}`);
    };
    await onto('开始', 'button');
    await page.keyboard.press('Enter');
    await onto(/建档立卡户/, 'checkbox');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await onto('男', 'radio');
    await page.keyboard.press('Space');
    for (const [part, keys] of [
      ['年', '2004'],
      ['月', '5'],
      ['日', '6'],
    ] as const) {
      await onto(part, 'combobox');
      await page.keyboard.type(keys);
    }
    await onto('下一题', 'button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '现在上学的情况' }).waitFor();
    await onto('初中毕业，没有再上学', 'radio');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await onto('是', 'radio');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await onto('农村', 'radio');
    await page.keyboard.press('Space');
    await onto('是户主的子女', 'radio');
    await page.keyboard.press('Space');
    await onto('看结果', 'button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '接下来' }).waitFor();
    const text = (await page.getByRole('main').textContent()) ?? '';
    expect(text).toContain('还需要什么材料');
    expect(text).toContain('初中或高中毕业证书');
    expect(text).toContain('每学年 3,000.00 元（给家庭）');
    expect(text).toMatch(/依据：三\(四\)/);
    expect(await page.evaluate(() => Object.keys(sessionStorage).length)).toBe(0);
    expect(await faults(visitor, 'result')).toEqual([]);
    await visitor.close();
  });

  test('a family finds its own case; wrong digits and wrong number read the same', async () => {
    const visitor = await phone();
    const room = familyRoom(visitor.page);
    const known = await demoFamilyOf(world);
    const found = await room.lookUp(known.number, known.lastFour.toLowerCase());
    expect(found).toContain('您要做什么');
    expect(await faults(visitor, 'case')).toEqual([]);
    const wrongDigits = await room.lookUp(known.number, '0x00');
    const wrongNumber = await room.lookUp('3717219999992020-00001', known.lastFour);
    expect(wrongDigits).toBe(wrongNumber);
    expect(wrongDigits).toContain('没有查到');
    expect(visitor.notes.problems).toEqual([]);
    await visitor.close();
  });

  test('a wish stated without network is kept, sent when it is back, told by a receipt and confirmed by the village', async () => {
    const visitor = await phone();
    const { page } = visitor;
    const room = familyRoom(page);
    const { slip } = await demoFamilyOf(world);
    await room.askForCode(slip.toLowerCase());
    const clerk = await world.visit('cun');
    await room.enter(await codeAmongMessages(clerk.page));
    expect(await faults(visitor, 'family')).toEqual([]);

    await page.context().setOffline(true);
    await page.getByText('现在没有网络').first().waitFor();
    await room.wish('愿意', '不愿意');
    await room.queued.filter({ hasText: '没有网络，已保存在本机' }).waitFor();
    expect(await faults(visitor, 'offline')).toEqual([]);
    await page.context().setOffline(false);
    await room.queued.filter({ hasText: '已办成' }).waitFor();
    const receipt = /W\d{16}-\d{5}/.exec((await room.queued.first().textContent()) ?? '')![0];

    await clerk.page.goto('/outreach/family-acts');
    const row = clerk.page.getByRole('row').filter({ hasText: receipt });
    await row.getByRole('button', { name: '确认' }).click();
    await row.getByText('已确认').waitFor();
    await page.reload();
    await page.getByText('村里已确认').first().waitFor();
    expect(visitor.notes.problems.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await clerk.close();
    await visitor.close();
  });

  test('an answer lost on the way is asked for again and nothing is done twice', async () => {
    const visitor = await phone();
    const { page } = visitor;
    const room = familyRoom(page);
    const { slip } = await demoFamilyOf(world);
    await room.askForCode(slip);
    const clerk = await world.visit('cun');
    await room.enter(await codeAmongMessages(clerk.page));
    let lost = 0;
    await page.route('**/api/public/family/acts', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
      lost += 1;
    });
    await room.wish('不愿意', '愿意');
    await room.queued.filter({ hasText: '没有网络，已保存在本机' }).waitFor();
    await page.unroute('**/api/public/family/acts');
    await page.getByRole('button', { name: '再送一次' }).tap();
    await room.queued.filter({ hasText: '已办成' }).waitFor();
    expect(lost).toBe(1);
    const receipt = /W\d{16}-\d{5}/.exec((await room.queued.first().textContent()) ?? '')![0];
    await clerk.page.goto('/outreach/family-acts');
    await clerk.page.getByRole('row').filter({ hasText: receipt }).waitFor();
    expect(await clerk.page.getByRole('row').filter({ hasText: '不读技工院校，愿意参加培训' }).count()).toBe(1);
    await clerk.close();
    await visitor.close();
  });

  test('a family signs on elsewhere and chooses another school from the catalogue; a sign-on that this browser did not begin goes nowhere', async () => {
    const visitor = await phone();
    const { page } = visitor;
    const { slip, number } = await demoFamilyOf(world);
    provider.who = { id_number: await numberBehind(world, number) };
    await familyRoom(page).signOn(slip, '爱山东', world.address);
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/public/act');
    const member = page.locator('.member').first();
    await member.getByText('选学校和专业').tap();
    await member.getByRole('button', { name: '查找' }).first().tap();
    const entry = member.getByRole('button', { name: /^选这个：/ }).last();
    const chosen = (await entry.getAttribute('aria-label'))!.split('：')[1]!;
    await entry.tap();
    const done = familyRoom(page).queued.filter({ hasText: '已办成' });
    await done.waitFor();
    expect(await done.textContent()).toContain(chosen);
    expect(await faults(visitor, 'signed on')).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('hold');
    expect(visitor.notes.problems).toEqual([]);
    await visitor.close();

    const stranger = await phone();
    await stranger.page.goto('/public/sign-on?state=made-up&code=made-up');
    await stranger.page.getByText('不是在这个浏览器里开始的').waitFor();
    expect(new URL(stranger.page.url()).search).toBe('');
    expect(await faults(stranger, 'sign-on broken')).toEqual([]);
    await stranger.close();
  });

  test('on a slow network a page stands still while it fills: places are held for what comes', async () => {
    const visitor = await phone();
    const { page } = visitor;
    const network = await page.context().newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 40_000,
      uploadThroughput: 20_000,
    });
    await page.addInitScript(() => {
      const at = globalThis as unknown as { moved: number };
      at.moved = 0;
      new PerformanceObserver((list) => {
        for (const one of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
          if (!one.hadRecentInput) at.moved += one.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const path of ['/public/catalogue', '/public/policies', '/public/policies/SD2017', '/public/act']) {
      await page.goto(path);
      await settled(visitor);
      expect([path, await page.evaluate(() => (globalThis as unknown as { moved: number }).moved < 0.05)]).toEqual([
        path,
        true,
      ]);
    }
    await visitor.close();
  });

  test('the catalogue read before stays readable without network, with the time it was read', async () => {
    const visitor = await phone();
    const { page } = visitor;
    await page.goto('/public/catalogue');
    await page.locator('.cards li').first().waitFor();
    await page.getByRole('link', { name: '首页' }).tap();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: /^招生目录/ }).tap();
    await page.getByText('下面是本机').waitFor();
    expect(await page.locator('.cards li').count()).toBeGreaterThan(0);
    await visitor.close();
  });

  test('the village prints slips, and a printed household’s earlier code stops working', async () => {
    const clerk = await world.visit('cun');
    const { page } = clerk;
    await page.goto('/outreach/slips');
    await page.getByLabel('户主', { exact: true }).waitFor();
    const list = listPage(page);
    const handedOut = page.getByRole('row').filter({ hasText: '发放（测试数据）' }).getByRole('checkbox');
    await handedOut.first().waitFor();
    for (const box of await handedOut.all()) await box.check();
    const printed = page.waitForResponse((r) => r.url().endsWith('/slips/print'));
    expect(await list.act('打印领取码')).toContain('已处理 2 条');
    expect((await printed).headers()['content-type']).toBe('application/pdf');
    expect(await accessProblems(page)).toEqual([]);
    const visitor = await phone();
    const { slip } = await demoFamilyOf(world);
    await visitor.page.goto('/public/act');
    await visitor.page.getByLabel('领取码或回执码').fill(slip);
    await visitor.page.getByRole('button', { name: '获取验证码' }).tap();
    await visitor.page.getByText('领取码或回执码不正确').waitFor();
    await visitor.close();
    await clerk.close();
  });
});
