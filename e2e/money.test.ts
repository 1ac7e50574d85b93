import { readFileSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { answer, lawWith, valueOf } from '../src/funds/testing-money.ts';
import { fixedClock } from '../src/platform/clock.ts';
import { openDatabase, transactionAs } from '../src/platform/db.ts';
import { loadPolicy } from '../src/policy/index.ts';
import { codeAmongMessages, demoFamilyOf, familyRoom } from './family-room.ts';
import { chromiumPath, PHONE, type Visitor } from './installation.ts';
import { moneyRoom } from './money-room.ts';
import { settled } from './settled.ts';
import { accessProblems } from './watch-page.ts';
import { openWorld } from './world.ts';

const TRADE = '家政服务员';
const CLASS = '家政服务员第1期';
const CARRIER = '曹县启明职业技能培训学校';
const SUM = '800.00';

describe.runIf(chromiumPath !== null)(
  'training that took place, and its money from the order to the family’s page',
  () => {
    const world = openWorld(['offices', 'catalogues', 'registers', 'cases', 'families', 'training'], 1500);
    let trainee = '';

    beforeAll(async () => {
      const law = lawWith({ 'sd2017.training-subsidy-rate': valueOf('37', '2017-12-23', 800, 'SD2017', '2020-12-31') });
      const clock = fixedClock('2020-09-01T08:00:00+08:00');
      const db = openDatabase(world.databaseUrl, { today: () => clock.today(), max: 2 });
      await loadPolicy({ db, clock } as Parameters<typeof loadPolicy>[0], law.rules);
      rmSync(law.folder, { recursive: true, force: true });
      const { number } = await demoFamilyOf(world);
      trainee = await transactionAs(db, 'system', async (tx) => {
        const household = tx
          .selectFrom('application as a')
          .innerJoin('person_status as s', 's.person_id', 'a.person_id')
          .select('s.household_id')
          .where('a.number', '=', number)
          .where('s.known_to', 'is', null);
        const grown = await tx
          .selectFrom('person as p')
          .innerJoin('person_status as m', 'm.person_id', 'p.person_id')
          .select('p.name')
          .where('m.household_id', '=', household)
          .where('m.known_to', 'is', null)
          .where('p.birth', '>=', '1965-01-01')
          .where('p.birth', '<=', '2000-12-31')
          .orderBy('p.birth')
          .executeTakeFirstOrThrow();
        return grown.name;
      });
      await db.pool.end();
    });

    /** One person at work; afterwards nothing in the browser complained and the last page is accessible. */
    async function as(
      username: string,
      work: (room: ReturnType<typeof moneyRoom>, visitor: Visitor) => Promise<void>,
    ): Promise<void> {
      const visitor = await world.visit(username);
      await work(moneyRoom(visitor.page), visitor);
      await settled(visitor);
      expect(await accessProblems(visitor.page)).toEqual([]);
      expect(visitor.notes.problems).toEqual([]);
      await visitor.close();
    }

    /** The family on its phone, let in by the code that its slip asks for. */
    async function atHome(work: (visitor: Visitor) => Promise<void>): Promise<void> {
      const visitor = await world.visit(null, { viewport: PHONE, hasTouch: true, isMobile: true });
      const { slip } = await demoFamilyOf(world);
      await familyRoom(visitor.page).askForCode(slip);
      const clerk = await world.visit('cun');
      await familyRoom(visitor.page).enter(await codeAmongMessages(clerk.page));
      await clerk.close();
      await work(visitor);
      expect(visitor.notes.problems).toEqual([]);
      await visitor.close();
    }

    test('an enterprise orders, the office approves the scope, the institution lists a course, the office buys it', async () => {
      await as('qiye', async (room, { page }) => {
        await page.goto('/training/four-lists');
        const order = { 工种: TRADE, 人数: '20', '月工资（元）': '4000', 开始日期: '2020-09-07', 岗位: '住家保姆' };
        await room.form(room.button('下订单'), order, '保存');
        await room.row('住家保姆').waitFor();
      });
      await as('xian-renshe', async (room, { page }) => {
        await page.goto('/training/four-lists');
        const scope = { 培训机构: `≡${CARRIER}`, 工种: TRADE, 生效日期: '2020-01-01' };
        await room.form(room.button('批准培训范围'), scope, '批准培训范围');
        await room.row(TRADE).waitFor();
      });
      await as('peixun', async (room, { page }) => {
        await page.goto('/training/four-lists');
        await room.button('列课程').click();
        const course = { 课程名称: '家政订单班', 工种: TRADE, 培训类型: '≡就业技能培训', 课时: '8', 人数: '20' };
        await room.fill({ ...course, '收费（元/人，0 为免费）': '0', 对应订单: `≡${TRADE}` });
        await room.send('保存');
        await room.row('家政订单班').waitFor();
      });
      await as('xian-renshe', async (room, { page }) => {
        await page.goto('/training/four-lists');
        const course = page.getByRole('row').filter({ hasText: '家政订单班' }).filter({ hasText: '政府买单' });
        await room.form(course.getByRole('button', { name: '政府买单' }), { '总价（元）': '16000' }, '政府买单');
      });
    });

    test('a member of the family chooses the course on the phone', () =>
      atHome(async ({ page }) => {
        const member = page.locator('.member').filter({ has: page.getByRole('heading', { name: trainee }) });
        await member.getByText('选培训课程').tap();
        await member.getByLabel(/想学什么/).fill('家政');
        await member.getByRole('button', { name: '查找' }).tap();
        await member.getByRole('button', { name: /家政订单班/ }).tap();
        await page.locator('.queued').filter({ hasText: '已办成' }).waitFor();
      }));

    test('the institution plans the class, enrols who chose, files it; the office approves; lessons are held, confirmed and examined', async () => {
      await as('peixun', async (room, { page }) => {
        await page.goto('/classes');
        await room.button('计划新班').click();
        const plan = {
          班级名称: CLASS,
          工种: TRADE,
          开班日期: '2020-08-27',
          结班日期: '2020-08-28',
          课时: '8',
          名额: '20',
        };
        await room.fill({ ...plan, 教室: '家政实训室', 教师: '谷玉梅', 所属课程: '≡家政订单班' });
        await room.send('保存');
        await room.follow('/classes', CLASS);
        await room.button('从选单编入').click();
        await room.dialog.getByRole('checkbox').last().check();
        await room.send('编入 1 人');
        await room.row(trainee).waitFor();
        await room.step('报开班备案');
      });
      await as('xian-renshe', async (room) => {
        await room.follow('/classes', CLASS);
        await room.step('批准开班');
      });
      await as('peixun', async (room, { page }) => {
        await room.follow('/classes', CLASS);
        await room.form(room.button('按工作日排课'), {}, '保存');
        await room.step('开班');
        for (const day of ['2020-08-27', '2020-08-28']) {
          await room.form(room.row(day).getByRole('button', { name: '考勤' }), {}, '保存');
          await room.row(day).getByRole('button', { name: '教师确认' }).click();
          await room.dialog.getByRole('button', { name: /教师确认/ }).click();
          await room.row(day).getByText('已确认').waitFor();
        }
        await room.form(room.button('登记结果'), { 考核日期: '2020-08-28' }, '保存');
        await page.getByRole('cell', { name: '合格', exact: true }).waitFor();
        await room.step('考核完毕');
      });
      await as('xian-renshe', async (room, { page }) => {
        await room.follow('/classes', CLASS);
        await room.step('结班确认');
        await page.getByText('已结班').first().waitFor();
      });
    });

    test('what is owed follows from the class; the claim holds it for the missing account, which is recorded', async () => {
      await as('caizheng', async (room, { page }) => {
        await page.goto('/funds/budgets');
        const money = {
          资金来源: '≡就业补助资金',
          由哪一级安排: '≡',
          '金额（元）': '10000',
          下达文号: '鲁财社〔2020〕41号',
        };
        await room.form(room.button('安排预算'), money, '安排预算');
        await room.row('就业补助资金').waitFor();
      });
      await as('xian-fupin', async (room, { page }) => {
        await page.goto('/funds/owed');
        const more = async (name: string) => {
          await room.button('其他核定与账户').hover();
          await page.getByRole('menuitem', { name }).click();
        };
        await more('核定培训补贴');
        await room.fill({ 培训班: `≡${CLASS}`, 补助项目: '≡职业培训补贴' });
        await room.send('核定培训补贴');
        await page.getByText('新增应发 1 项').waitFor();
        await room.form(room.button('生成发放表'), { 项目: '≡培训补贴', 资金来源: '≡就业补助资金' }, '生成发放表');
        await page.getByText('暂缓 1 项').waitFor();
        await page.reload();
        await room.row(trainee).getByText('没有登记账户').waitFor();
        await more('登记机构收款账户');
        const account = { 机构: `≡${CARRIER}`, 户名: CARRIER, 开户行: '曹县农村商业银行', 账号: '6299990000000000777' };
        await room.fill(account);
        await room.send('保存');
        await room
          .row(trainee)
          .getByRole('link', { name: /发2020/ })
          .click();
        await room.step('提交复核');
        await room.row(trainee).getByText('可发').waitFor();
      });
    });

    test('two others check and approve, finance sends the batch and reads the bank’s return', async () => {
      await as('xian-zijin-fuhe', async (room) => {
        await room.follow('/funds/claims', '培训补贴');
        await room.step('复核通过');
      });
      await as('xian-zijin-shenpi', async (room) => {
        await room.follow('/funds/claims', '培训补贴');
        await room.step('审批通过');
      });
      await as('caizheng', async (room, { page }) => {
        await room.follow('/funds/claims', '培训补贴');
        await room.form(room.button('生成银行批次'), {}, '生成银行批次');
        const saved = page.waitForEvent('download');
        await page.getByRole('link', { name: '导出支付文件' }).click();
        const sent = readFileSync(await (await saved).path());
        await page.reload();
        const name = '回盘.txt';
        const buffer = answer(sent, () => '成功');
        await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
        await page.getByText('成功 1 笔，退回 0 笔').first().waitFor();
      });
    });

    test('the family reads on its phone that the money was paid, and to whom', () =>
      atHome(async ({ page }) => {
        const member = page.locator('.member').filter({ has: page.getByRole('heading', { name: trainee }) });
        const line = member.getByRole('listitem').filter({ hasText: SUM });
        await line.getByText('已发放').waitFor();
        expect(await line.textContent()).toContain(CARRIER);
      }));
  },
);
