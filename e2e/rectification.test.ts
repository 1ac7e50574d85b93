import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from './installation.ts';
import { settled } from './settled.ts';
import { accessProblems } from './watch-page.ts';
import { openWorld } from './world.ts';

const TITLE = '技能扶贫存在问题和整改任务清单（旅程）';

describe.runIf(chromiumPath !== null)('a list of problems from the province down to a county and back', () => {
  const world = openWorld(['offices'], 0);

  /** One person at work; afterwards nothing in the browser complained and the last page is accessible. */
  async function as(username: string, work: (page: Page) => Promise<void>): Promise<void> {
    const visitor = await world.visit(username);
    await work(visitor.page);
    await settled(visitor);
    expect(await accessProblems(visitor.page)).toEqual([]);
    expect(visitor.notes.problems).toEqual([]);
    await visitor.close();
  }

  const open = async (page: Page) => {
    await page.goto('/rectification');
    await page.getByRole('link', { name: TITLE }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  };
  const dialog = (page: Page) => page.getByRole('dialog');
  const pick = async (page: Page, field: string, option: string) => {
    await page.getByRole('combobox', { name: field }).last().click();
    await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
  };
  const openItem = async (page: Page, unit: RegExp) => {
    await page.getByRole('link', { name: unit }).first().click();
    await page.getByRole('heading', { level: 1, name: unit }).waitFor();
  };
  const say = async (page: Page, exists: boolean) => {
    await page.getByRole('radio', { name: exists ? '是' : '否', exact: true }).check();
    await page.getByLabel('查摆情况').fill(exists ? '三个乡镇名额不足' : '逐户核对，不存在');
    if (!exists) return;
    await pick(page, '原因类别', '部门协调不畅');
    await page.getByLabel('原因分析').fill('两部门名单没有对接');
    await page.getByLabel('整改措施').fill('每月对接一次');
    await page.getByLabel('责任人').fill('韩志远');
    await page.getByLabel('整改时限').fill('2020-09-20');
  };
  const saved = async (page: Page) => {
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('保存查摆').first().waitFor();
  };
  const confirm = async (page: Page, act: string) => {
    await page.getByRole('button', { name: act, exact: true }).first().click();
    await dialog(page).getByRole('button', { name: act, exact: true }).click();
    await dialog(page).waitFor({ state: 'hidden' });
  };
  const sendTo = async (page: Page, act: string, unit: string) => {
    await page.getByRole('button', { name: act, exact: true }).first().click();
    await dialog(page).getByRole('checkbox', { name: unit }).check();
    await dialog(page).getByRole('button', { name: act, exact: true }).click();
    await dialog(page).waitFor({ state: 'hidden' });
  };
  const askClosing = async (page: Page) => {
    await page.getByRole('button', { name: '申请销号' }).first().click();
    const file = { name: '名额分配表.txt', mimeType: 'text/plain', buffer: Buffer.from('佐证') };
    await dialog(page).locator('input[type=file]').setInputFiles(file);
    await dialog(page).getByText('名额分配表.txt').waitFor();
    await dialog(page).getByLabel('实际效果').fill('名额按需求分配');
    await dialog(page).getByLabel('衡量指标').fill('名额与需求之比（%）');
    await dialog(page).getByLabel('整改前').fill('40');
    await dialog(page).getByLabel('整改后').fill('95');
    await dialog(page).getByLabel('下步措施').fill('每季度核对');
    await dialog(page).getByRole('button', { name: '保存' }).click();
    await dialog(page).waitFor({ state: 'hidden' });
  };
  const verify = async (page: Page, act: string, words: string) => {
    await page.getByRole('button', { name: act, exact: true }).click();
    await dialog(page).getByRole('textbox').fill(words);
    await dialog(page).getByRole('button', { name: act, exact: true }).click();
    await dialog(page).waitFor({ state: 'hidden' });
  };

  test('the province drafts a list of two problems and issues it to a city', () =>
    as('sheng-renshe', async (page) => {
      await page.goto('/rectification');
      await page.getByText('还没有整改清单').waitFor();
      await page.getByRole('button', { name: '起草清单' }).click();
      await dialog(page).getByLabel('清单名称').fill(TITLE);
      await dialog(page).getByRole('button', { name: '保存' }).click();
      await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
      for (const finding of ['名额与人口分布不匹配', '宣传不到位']) {
        await page.getByRole('button', { name: '加入问题' }).click();
        await pick(page, '问题来源', '2019年“回头看”');
        await pick(page, '问题类别', '针对性不强');
        await dialog(page).getByLabel('问题具体表现').fill(finding);
        await dialog(page).getByLabel('整改任务').fill('限期整改');
        await dialog(page).getByRole('button', { name: '保存' }).click();
        await dialog(page).waitFor({ state: 'hidden' });
        await page.getByText(finding).first().waitFor();
      }
      await sendTo(page, '下达', '菏泽市人力资源和社会保障局');
      await page.getByText('0/1').first().waitFor();
    }));

  test('the city signs, cannot submit with one line unanswered, then submits and passes one down to a county', () =>
    as('shi-renshe', async (page) => {
      await open(page);
      await confirm(page, '签收');
      await page.getByText('1/1').first().waitFor();
      await openItem(page, /第 1 项/);
      await say(page, true);
      await saved(page);
      await open(page);
      await page.getByRole('button', { name: '报送逐条查摆' }).click();
      await dialog(page).getByRole('button', { name: '报送逐条查摆' }).click();
      await dialog(page).getByText('第 2 项').waitFor();
      await open(page);
      await openItem(page, /第 2 项/);
      await say(page, false);
      await saved(page);
      await open(page);
      await confirm(page, '报送逐条查摆');
      await openItem(page, /第 1 项/);
      await sendTo(page, '下达下级', '菏泽市曹县人力资源和社会保障局');
      await page.getByText('待查摆').first().waitFor();
    }));

  test('the county answers, writes a line for a township and asks to close with evidence and figures', () =>
    as('xian-renshe', async (page) => {
      await open(page);
      await confirm(page, '签收');
      await openItem(page, /第 1 项/);
      await say(page, true);
      await saved(page);
      await open(page);
      await confirm(page, '报送逐条查摆');
      await openItem(page, /第 1 项/);
      await page.getByRole('button', { name: '登记一行' }).click();
      await dialog(page).getByLabel('整改情况').fill('名额已增加');
      await dialog(page).getByRole('combobox', { name: '乡镇（村）' }).click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
      await dialog(page).getByRole('button', { name: '保存' }).click();
      await dialog(page).waitFor({ state: 'hidden' });
      await page.getByText('名额已增加').first().waitFor();
      await askClosing(page);
      await page.getByText('待核验').first().waitFor();
    }));

  test('the city sends it back once and says what is missing', () =>
    as('shi-renshe', async (page) => {
      await open(page);
      await openItem(page, /第 1 项.*曹县/);
      await verify(page, '退回整改', '缺少乡镇名单');
      await page.getByText('整改中').first().waitFor();
    }));

  test('the county mends it; the city verifies it, closes its own, and prints the report with its three attachments', async () => {
    await as('xian-renshe', async (page) => {
      await open(page);
      await openItem(page, /第 1 项/);
      await page.getByText('缺少乡镇名单').first().waitFor();
      await askClosing(page);
    });
    await as('shi-renshe', async (page) => {
      await open(page);
      await openItem(page, /第 1 项.*曹县/);
      await verify(page, '核验通过，销号', '抽查属实');
      await page.getByText('已销号').first().waitFor();
      await open(page);
      await openItem(page, /第 1 项 .*菏泽市人力/);
      await askClosing(page);
      await open(page);
      for (const part of ['附件1 清单和县乡情况', '附件2 实际效果', '附件3 下步措施']) {
        const waiting = page.waitForEvent('download');
        await page.getByRole('link', { name: part }).click();
        const bytes = await readFile((await (await waiting).path())!);
        expect(bytes.subarray(0, 2).toString()).toBe('PK');
      }
      const href = await page.getByRole('link', { name: '书面报告（PDF）' }).getAttribute('href');
      const answer = await page.request.get(href!);
      expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
    });
  });

  test('the province verifies both lines of the city: the one that exists and the one that does not', () =>
    as('sheng-renshe', async (page) => {
      for (const item of [/第 1 项 .*菏泽市人力/, /第 2 项/]) {
        await open(page);
        await openItem(page, item);
        await verify(page, '核验通过，销号', '同意');
        await page.getByText('已销号').first().waitFor();
      }
      await open(page);
      await page.getByText('3/3').first().waitFor();
    }));
});
