import { beforeAll, describe, expect, test } from 'vitest';
import { openAccount } from './accounts.ts';
import { catalogueRoom } from './catalogue-room.ts';
import { countyRoom } from './county-room.ts';
import { printedCode } from './letter-on-paper.ts';
import { listPage } from './list-page.ts';
import { peopleRoom } from './people-room.ts';
import { reviewRoom } from './review-room.ts';
import { schoolRoom } from './school-room.ts';
import { villageRoom } from './village-room.ts';
import { accessProblems } from './watch-page.ts';
import { chromiumPath, type Visitor } from './installation.ts';
import { openWorld } from './world.ts';

/** Row 2342 of the sample register: junior high finished, 脱贫不稳定户, 李集村 of 青堌集镇. */
const YOUNG = { name: '应轩宇', village: 371721103248 };
const SCHOOL = '曹县启航技工学校';

describe.runIf(chromiumPath !== null)('one family from the register sheet to the letter and the card', () => {
  const world = openWorld(['offices'], 0);
  let code = '';

  /** One person at work; afterwards nothing in the browser complained and the last page is accessible. */
  async function as(username: string | null, work: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await world.visit(username);
    await work(visitor);
    expect(await accessProblems(visitor.page)).toEqual([]);
    expect(visitor.notes.problems).toEqual([]);
    await visitor.close();
  }

  beforeAll(async () => {
    const at = { code: YOUNG.village, line: 'village' };
    await openAccount(world, { username: 'cun-liji', name: '岑守义', role: 'village_clerk', at });
  });

  test('the county poverty office imports and publishes the register', () =>
    as('xian-fupin', async ({ page }) => {
      const room = peopleRoom(page);
      expect(await room.importRegister('assisted-register.xlsx', '2020-06-20')).toContain('4992 行');
      expect((await room.problemKinds()).length).toBeGreaterThan(15);
      expect(await room.publishRegister()).toContain('新增 4980 人');
    }));

  test('the city imports, checks, publishes and files its catalogue', () =>
    as('shi-renshe', async ({ page }) => {
      const room = catalogueRoom(page);
      expect(await room.importFile('catalogue-heze.xlsx')).toContain('行');
      await room.acceptProblems('已与学校电话核对');
      await room.act('公布');
      await room.act('报备');
      await openAccount(world, { username: 'school', name: '宋玉洁', role: 'school_officer', at: { school: SCHOOL } });
    }));

  test('anybody reads the catalogue without signing in', () =>
    as(null, async ({ page }) => {
      await page.goto('/public/catalogue');
      await page.getByLabel('学校', { exact: true }).fill(SCHOOL);
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByText(SCHOOL).first().waitFor();
    }));

  test('the village records the wish, drafts from what is known, registers, agrees and sends', () =>
    as('cun-liji', async ({ page }) => {
      await peopleRoom(page).wishToStudy(YOUNG.name);
      const room = villageRoom(page);
      await room.draft(YOUNG.name);
      await room.stateGraduation('曹县青堌集镇中学', '2020');
      await room.choose(SCHOOL, '焊接加工');
      expect(await room.addPapers()).toHaveLength(3);
      await room.register();
      expect(await room.compileAndSend()).toContain('已报送 1 人');
    }));

  test('both township offices pass it', async () => {
    for (const office of ['xiang-fupin', 'xiang-renshe'])
      await as(office, async ({ page }) => {
        const room = reviewRoom(page);
        await room.enter();
        expect(await room.names()).toEqual([YOUNG.name]);
        await room.pass();
      });
  });

  test('both county departments confirm the batch and it goes to the city', async () => {
    await as('xian-renshe', async ({ page }) => {
      const room = countyRoom(page);
      expect(await room.compile()).toContain('共 1 人');
      await room.open();
      await room.act('确认名单');
    });
    await as('xian-fupin', async ({ page }) => {
      const room = countyRoom(page);
      await room.open();
      await room.act('确认名单');
    });
    await as('xian-renshe', async ({ page }) => {
      const room = countyRoom(page);
      await room.open();
      await room.act('上报市级');
    });
  });

  test('the city signs for the batch, admits and notifies the school', () =>
    as('shi-renshe', async ({ page }) => {
      const county = countyRoom(page);
      await county.open();
      await county.act('核对签收');
      await page.goto('/enrolment/admission');
      const list = listPage(page);
      await list.choose(YOUNG.name);
      expect(await list.act('办理录取')).toContain('已处理 1 条');
      await page.getByRole('button', { name: '通知录取学校' }).click();
      await page.getByText(`已通知：${SCHOOL} 1`).waitFor();
    }));

  test('the school issues the letter and prints it', () =>
    as('school', async ({ page }) => {
      const room = schoolRoom(page);
      expect(await room.issueLetter(YOUNG.name, '2020-09-15', '教学楼一楼大厅')).toContain('已处理 1 条');
      const pdf = await room.printLetter(YOUNG.name);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(10_000);
      code = await printedCode(world);
    }));

  test('anybody checks the letter by the code on it', () =>
    as(null, async ({ page }) => {
      await page.goto('/public/letters');
      await page.getByLabel('查验码').fill(code.toLowerCase());
      await page.getByRole('button', { name: '查验', exact: true }).click();
      await page.getByRole('heading', { name: '有效' }).waitFor();
      expect(await page.getByRole('main').textContent()).not.toContain(YOUNG.name);
    }));

  test('the student reports, is registered, and the card shows six items and Yulu', () =>
    as('school', async ({ page }) => {
      const room = schoolRoom(page);
      await page.goto('/enrolment/letters');
      expect(await room.markReported(YOUNG.name)).toContain('已处理 1 条');
      await room.registerStatus(YOUNG.name, '20200001', '20级1班');
      const card = await room.card(YOUNG.name);
      expect(card.size).toBe(7);
      expect([...card.values()].filter((outcome) => outcome.startsWith('享受'))).toHaveLength(7);
      expect([...card].find(([item]) => item.includes('雨露'))?.[1]).toContain('3,000.00');
    }));

  test('the audit chain is whole', () =>
    as('shenji', async ({ page }) => {
      await page.goto('/audit/verify');
      await page.getByRole('button', { name: '开始核验' }).click();
      await page.getByText('完整').first().waitFor({ timeout: 30_000 });
    }));
});
