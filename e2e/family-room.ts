import type { Page } from 'playwright-core';
import type { DemoFamily } from '../src/desk/demo/index.ts';
import { loadConfig } from '../src/platform/config.ts';
import { openDatabase, transactionAs } from '../src/platform/db.ts';
import { Vault } from '../src/platform/vault.ts';
import type { World } from './world.ts';

/** The household of the demonstration whose slip is known. */
export async function demoFamilyOf(world: World): Promise<DemoFamily> {
  const db = openDatabase(world.databaseUrl, { today: () => '2020-09-01', max: 1 });
  try {
    const row = await transactionAs(db, 'system', (tx) =>
      tx.selectFrom('installation').select('value').where('key', '=', 'demo_family').executeTakeFirstOrThrow(),
    );
    return row.value as unknown as DemoFamily;
  } finally {
    await db.pool.end();
  }
}

/** The citizen number behind an application, as a provider of single sign-on would know it. */
export async function numberBehind(world: World, application: string): Promise<string> {
  const db = openDatabase(world.databaseUrl, { today: () => '2020-09-01', max: 1 });
  try {
    const { id_number } = await transactionAs(db, 'system', (tx) =>
      tx
        .selectFrom('application as a')
        .innerJoin('person as p', 'p.person_id', 'a.person_id')
        .select('p.id_number')
        .where('a.number', '=', application)
        .executeTakeFirstOrThrow(),
    );
    const { secrets } = loadConfig({ JIQIAO_DATA: world.dataDir });
    return new Vault(secrets.vault).decrypt(id_number)!;
  } finally {
    await db.pool.end();
  }
}

/** The public pages as a family uses them. */
export function familyRoom(page: Page) {
  return {
    async lookUp(number: string, lastFour: string): Promise<string> {
      await page.goto('/public/case');
      await page.getByLabel('申请编号').fill(number);
      await page.getByLabel('身份证号后四位').fill(lastFour);
      await page.getByRole('button', { name: '查询' }).tap();
      await page.locator('.answer').waitFor();
      return (await page.locator('.answer').textContent()) ?? '';
    },
    async askForCode(slip: string): Promise<void> {
      await page.goto('/public/act');
      await page.getByLabel('领取码或回执码').fill(slip);
      await page.getByRole('button', { name: '获取验证码' }).tap();
      await page.getByLabel('短信验证码').waitFor();
    },
    /** Signs on elsewhere and is back among the acts. The address it comes back to is the configured one, which here answers elsewhere. */
    async signOn(slip: string, provider: string, address: string): Promise<void> {
      await page.route('http://127.0.0.1:8080/**', (route) => {
        const { pathname, search } = new URL(route.request().url());
        return route.fulfill({ status: 302, headers: { location: `${address}${pathname}${search}` } });
      });
      await page.goto('/public/act');
      await page.getByLabel('领取码或回执码').fill(slip);
      await page.getByRole('button', { name: `用${provider}登录` }).tap();
      await page.locator('.member').first().waitFor();
    },
    async enter(code: string): Promise<void> {
      await page.getByLabel('短信验证码').fill(code);
      await page.getByRole('button', { name: '进入办理' }).tap();
      await page.locator('.member').first().waitFor();
    },
    /** Fills in and sends the wish of the last person listed. */
    async wish(study: '愿意' | '不愿意', train: '愿意' | '不愿意'): Promise<void> {
      const member = page.locator('.member').last();
      await member.getByText('填写 2020 年的意愿').tap();
      await member.getByRole('group', { name: '去技工学校读书' }).getByLabel(study, { exact: true }).check();
      await member.getByRole('group', { name: '参加技能培训' }).getByLabel(train, { exact: true }).check();
      await member.getByRole('button', { name: '提交意愿' }).tap();
    },
    queued: page.locator('.queued'),
  };
}

/** The code the demonstration put last among the village clerk's messages. */
export async function codeAmongMessages(page: Page): Promise<string> {
  await page.goto('/messages');
  const text = await page
    .getByText(/验证码是 \d{6}/)
    .first()
    .textContent();
  return /验证码是 (\d{6})/.exec(text ?? '')![1]!;
}
