import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { annex2Workbook } from '../src/enrolment/annex2/annex2-workbook.ts';
import { writeWorkbook, type WorkbookSpec } from '../src/platform/sheets/index.ts';
import { annex1Workbook } from '../src/reporting/annex1/annex1-workbook.ts';
import { figureTitles } from '../src/reporting/annex1/show-annex1.ts';
import { chromiumPath, ROOT, startBrowser } from './installation.ts';
import { sheetPage } from './sheet-picture.ts';

const SCHOOLS = ['菏泽曹南工程技师学院', '菏泽启航技工学校', '菏泽鲁能达高级技工学校（曹县青堌集镇校区）'];
const annex1 = (): WorkbookSpec =>
  annex1Workbook({
    unitName: '菏泽市人力资源社会保障局',
    filledOn: '2020-12-10',
    titles: figureTitles(),
    rows: SCHOOLS.map((school, i) => ({
      school,
      figures: { C: 5 * i, D: 1200 + i, E: 4, F: 3, G: i === 2 ? null : 60, H: i === 2 ? null : 45 },
    })),
    filler: '韩志远',
    phone: '0530-5550101',
  });
const annex2 = (): WorkbookSpec =>
  annex2Workbook({
    cityName: '菏泽市',
    filledOn: '2020-09-10',
    filledBy: '韩志远',
    phone: '0530-5550101',
    lines: Array.from({ length: 12 }, (_, n) => ({
      applicationId: String(n),
      personId: String(n),
      name: n === 3 ? '阿卜杜热合曼·阿卜杜外力' : `测试${n}`,
      sex: n % 2 === 0 ? '男' : '女',
      ethnicGroup: n === 3 ? '维吾尔族' : '汉族',
      assistanceCardNumber: `3717211032${String(n).padStart(6, '0')}`,
      idNumber: `37172119990101${String(n).padStart(4, '0')}`,
      phone: `154${String(n).padStart(8, '0')}`,
      address: n === 5 ? '山东省菏泽市曹县青堌集镇曾楼村三组45号院内东屋' : '曹县青堌集镇曾楼村',
      schoolName: SCHOOLS[n % 3]!,
      majorName: '汽车维修',
    })),
  });

describe.runIf(chromiumPath !== null)('the official forms as pictures', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-forms-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** The workbook drawn on a page of paper; the picture stays under reports/forms. */
  async function drawn(name: string, workbook: WorkbookSpec): Promise<Page> {
    const path = join(dir, `${name}.xlsx`);
    await writeWorkbook(workbook, path);
    const page = await browser.newPage({ viewport: { width: 1123, height: 794 }, deviceScaleFactor: 2 });
    await page.setContent(await sheetPage(path));
    await page.evaluate(() => document.fonts.ready);
    mkdirSync(join(ROOT, 'reports/forms'), { recursive: true });
    await page.screenshot({ path: join(ROOT, 'reports/forms', `${name}.png`), fullPage: true });
    return page;
  }

  test.each([
    ['annex1', annex1, '全省技工院校服务脱贫攻坚工作进展情况表'],
    ['annex2', annex2, '汇总表'],
  ] as const)(
    '%s on paper: every text fits its cell, the title stands in the middle, the table is ruled all over and not wider than the paper',
    async (name, workbook, title) => {
      const page = await drawn(name, workbook());
      const seen = await page.evaluate((words) => {
        const table = document.querySelector('table')!;
        const box = table.getBoundingClientRect();
        const cells = [...document.querySelectorAll<HTMLTableCellElement>('td')];
        const cut = cells.filter((td) => td.scrollWidth > td.clientWidth + 1 || td.scrollHeight > td.clientHeight + 1);
        const ruled = cells.filter((td) => getComputedStyle(td).borderTopStyle === 'solid');
        const open = ruled.filter((td) => {
          const style = getComputedStyle(td);
          return [style.borderRightStyle, style.borderBottomStyle, style.borderLeftStyle].includes('none');
        });
        const heading = cells.find((td) => td.textContent?.includes(words))?.querySelector('span');
        const at = heading?.getBoundingClientRect();
        return {
          cut: cut.map((td) => `${td.dataset.cell}: ${td.textContent}`),
          ruled: ruled.length,
          open: open.length,
          off: at ? Math.abs((at.left + at.right) / 2 - (box.left + box.right) / 2) : null,
          room: Number(table.dataset.room),
          wide: box.width,
        };
      }, title);
      expect(seen.cut).toEqual([]);
      expect(seen.ruled).toBeGreaterThan(40);
      expect(seen.open).toBe(0);
      expect(seen.off).toBeLessThan(3);
      expect(seen.wide).toBeLessThanOrEqual(seen.room + 1);
      await page.close();
    },
  );
});
