import { beforeAll, describe, expect, test } from 'vitest';
import { openAccount } from './accounts.ts';
import { chromiumPath, type Visitor } from './installation.ts';
import { reportRoom } from './report-room.ts';
import { settled } from './settled.ts';
import { accessProblems } from './watch-page.ts';
import { openWorld } from './world.ts';

const JINAN = { code: 370100000000, line: 'hr' };
const PHONE = '0530-5550101';

describe.runIf(chromiumPath !== null)('two cities and the province through a reporting season', () => {
  const world = openWorld(['offices', 'catalogues'], 0);

  /** One person at work; afterwards nothing in the browser complained and the last page is accessible. */
  async function as(
    username: string,
    work: (room: ReturnType<typeof reportRoom>, visitor: Visitor) => Promise<void>,
  ): Promise<void> {
    const visitor = await world.visit(username);
    await work(reportRoom(visitor.page), visitor);
    await settled(visitor);
    expect(await accessProblems(visitor.page)).toEqual([]);
    expect(visitor.notes.problems).toEqual([]);
    await visitor.close();
  }

  beforeAll(async () => {
    const people = [
      ['jinan-tian', '纪文涛', 'city_hr_officer'],
      ['jinan-fuhe', '尹素芳', 'city_report_checker'],
      ['jinan-lingdao', '秦国强', 'city_leader'],
    ] as const;
    for (const [username, name, role] of people) await openAccount(world, { username, name, role, at: JINAN });
  });

  test('the province opens the year’s reports, sees who is missing and reminds two cities', () =>
    as('sheng-renshe', async (room, { page }) => {
      await room.season('first');
      await page.getByRole('button', { name: '开设本年度报表' }).click();
      await page.getByText('新开设 32 份').waitFor();
      expect(await room.boardRow('菏泽市').textContent()).toContain('逾期 78 天未报');
      for (const city of ['菏泽市', '济南市']) await room.boardRow(city).getByRole('checkbox').check();
      await room.act('催报（2 市）', '已催报 2 市');
      await room.boardRow('济南市').getByText('1 次，最近 2020-09-01').waitFor();
    }));

  test('the city finds the reminder in its today, fills in the late table and cannot submit it empty', () =>
    as('shi-renshe', async (room, { page }) => {
      await page.getByText('省厅催报：2020年上半年').first().waitFor();
      await page.getByRole('link', { name: /进展情况表（上半年）报送/ }).click();
      await room.open('上半年');
      await room.fill({ name: '韩志远', phone: PHONE });
      expect(await room.refused('提交复核')).toContain('零报告');
      await room.adjust(/菏泽/, '毕业生', 12, '系统启用前的毕业生，按学校纸质台账核增');
      await room.adjust(/菏泽/, '毕业生就业', 9, '系统启用前的毕业生，按学校纸质台账核增');
      expect(await room.figure('总计', 2)).toBe('12');
      await room.act('提交复核', '待复核');
    }));

  test('another person checks it and gives it back once, with a reason', () =>
    as('shi-fuhe', async (room) => {
      await room.open('上半年');
      await room.act('退回修改', '填报中', '请写明台账编号');
    }));

  test('the city submits it again', () =>
    as('shi-renshe', async (room, { page }) => {
      await room.open('上半年');
      await page.getByText('请写明台账编号').first().waitFor();
      await page.getByLabel('说明').fill('台账编号 2020-01');
      await room.fill({ name: '韩志远', phone: PHONE });
      await room.act('提交复核', '待复核');
    }));

  test('it is checked, and the leader signs what the first screen asks for', async () => {
    await as('shi-fuhe', async (room) => {
      await room.open('上半年');
      await room.act('复核通过', '待分管领导审签');
    });
    await as('shi-lingdao', async (room, { page }) => {
      await page.getByRole('link', { name: /进展情况表待审签/ }).click();
      await room.first();
      await room.act('审签同意', '已审签');
    });
  });

  test('locked, printed, sealed, scanned and sent, it is late by as many days as it is', () =>
    as('shi-renshe', async (room, { page }) => {
      await room.open('上半年');
      await room.act('锁定', '已锁定');
      expect((await room.print()).subarray(0, 5).toString()).toBe('%PDF-');
      await room.attach();
      await room.act('报送省厅', '已报送');
      await page.getByText('逾期 78 天报送').first().waitFor();
    }));

  test('a second city sends December’s table early as a zero report', async () => {
    await as('jinan-tian', async (room) => {
      await room.open('下半年');
      await room.fill({ name: '纪文涛', phone: '0531-5550101', zero: true });
      await room.act('提交复核', '待复核');
    });
    await as('jinan-fuhe', async (room) => {
      await room.open('下半年');
      await room.act('复核通过', '待分管领导审签');
    });
    await as('jinan-lingdao', async (room) => {
      await room.open('下半年');
      await room.act('审签同意', '已审签');
    });
    await as('jinan-tian', async (room, { page }) => {
      await room.open('下半年');
      await room.act('锁定', '已锁定');
      await room.attach();
      await room.act('报送省厅', '已报送');
      await page.getByText('按时', { exact: true }).first().waitFor();
    });
  });

  test('the province receives both and consolidates what it has', () =>
    as('sheng-renshe', async (room, { page }) => {
      for (const [half, city] of [
        ['second', '济南市'],
        ['first', '菏泽市'],
      ] as const) {
        await room.season(half);
        await room.boardRow(city).getByRole('link').click();
        await room.act('接收', '省厅已接收');
      }
      await room.season('first');
      await page.getByText('未齐 1/16').waitFor();
      expect(await room.figure('菏泽市', 2)).toBe('12');
      expect(await room.boardRow('菏泽市').textContent()).toContain('逾期 78 天报送');
      await room.season('second');
      expect(await room.boardRow('济南市').textContent()).toContain('按时');
    }));

  test('the city finds a mistake and sends a correction', async () => {
    await as('shi-renshe', async (room, { page }) => {
      await room.open('上半年');
      await room.act('更正补报', '第2版', '漏计毕业生就业 1 人');
      await page.getByText('填报中').first().waitFor();
      await page.getByRole('row').filter({ hasText: '毕业生就业' }).getByRole('button', { name: '撤销' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('重新核对');
      await dialog.getByRole('button', { name: '撤销' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await room.adjust(/菏泽/, '毕业生就业', 10, '补计 1 人');
      await room.act('提交复核', '待复核');
    });
    await as('shi-fuhe', async (room) => {
      await room.open('上半年');
      await room.act('复核通过', '待分管领导审签');
    });
    await as('shi-lingdao', async (room) => {
      await room.open('上半年');
      await room.act('审签同意', '已审签');
    });
    await as('shi-renshe', async (room) => {
      await room.open('上半年');
      await room.act('锁定', '已锁定');
      await room.attach();
      await room.act('报送省厅', '已报送');
    });
  });

  test('the province reads the difference, receives the correction, and its table follows', () =>
    as('sheng-renshe', async (room, { page }) => {
      await page.getByRole('link', { name: /各市报表待接收/ }).click();
      await room.first();
      await page.getByText('第1版 → 第2版').waitFor();
      await page.getByText('人员没有差异。').waitFor();
      await room.act('接收', '省厅已接收');
      await room.season('first');
      await page.getByText('未齐 1/16').waitFor();
      expect(await room.figure('菏泽市', 3)).toBe('10');
      expect(await room.boardRow('菏泽市').textContent()).toContain('第2版');
    }));
});
