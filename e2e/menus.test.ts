import { describe, expect, test } from 'vitest';
import { accessProblems } from './watch-page.ts';
import { settled } from './settled.ts';
import { chromiumPath } from './installation.ts';
import { openWorld } from './world.ts';
import { EVERY_STAGE } from '../src/desk/demo/stages.ts';

const accounts = [
  'cun',
  'xiang-fupin',
  'xiang-renshe',
  'xian-fupin',
  'xian-renshe',
  'shi-renshe',
  'shi-fuhe',
  'shi-lingdao',
  'shi-fupin',
  'sheng-renshe',
  'sheng-fupin',
  'xuexiao',
  'banzhuren',
  'shenji',
  'admin',
];

/** Screens that may rightly say that nothing is there yet, on the first morning of the demonstration. */
const mayBeEmpty: Readonly<Record<string, string>> = {
  '/search': 'asks for what is sought',
  '/messages': 'nobody has written to this office yet',
  '/tasks': 'tasks come with the second list',
  '/wishes/handovers': 'the day begins with nothing handed over',
  '/wishes/received': 'the day begins with nothing handed over',
  '/enrolment/village-batch': 'the village has agreed to everybody who registered',
  '/students/incomplete': 'nothing is lacking at the school',
  '/students/jobs': 'nobody graduates in the school year in which the demonstration begins',
  '/students/payments':
    'no province has set the national grant, and no payment has been instructed on the first morning',
  '/enrolment/receiving': 'no other city admitted to a school here',
  '/enrolment/dwell': 'a school looks at its own cases only',
  '/organizations/delegations': 'everybody is at work',
  '/audit/reads': 'nobody has opened a file yet',
  '/rolls': 'schools send their rolls; the demonstration leaves that to its visitor',
  '/rosters': 'as the rolls',
  '/classes': 'as the rolls',
  '/matches': 'nothing to decide before a roll or roster has come',
  '/matching': 'the first comparison is begun here',
  '/work-lists': 'the first search is begun by its visitor',
  '/work-items': 'as the work lists',
  '/law/proposals': 'only city and province have proposed anything',
  '/organizations/liaison': 'a village names no contact',
  '/audit/verify': 'the first verification is begun here',
};

/**
 * Rooms in which the demonstration shows one matter with those whom it concerns (a county's money, a school's pairing, a city's rectification): for the other offices
 * their screens begin empty.
 */
const shownToSome =
  /^\/(training|certification|employment|supervision|rectification|circulars|scorecards|self-checks|rounds|partnerships|agreements|indicators|funds|publicity|monitoring|registers|declared|designation|school-costs|school-ledger|law\/calls|needs|selections|training-effects)(\/|$)/;

/** Offices that only watch, and a teacher whose classes lack nothing yet: on their first screen nothing waits. */
const watching = ['shenji', 'sheng-fupin', 'banzhuren'];

describe.runIf(chromiumPath !== null)('every screen of the demonstration', () => {
  /** Screens whose access was checked under an earlier account; the first screen differs by role and is checked for each. */
  const checked = new Set<string>();
  const world = openWorld([...EVERY_STAGE], 4000);

  test.concurrent.for(accounts)(
    'opens for %s with content, without error, and as WCAG 2.2 AA asks',
    async (username, { onTestFailed }) => {
      const { page, notes, close } = await world.visit(username, {}, onTestFailed);
      const found: string[] = [];
      const links = page.getByRole('navigation').first().getByRole('link');
      const paths = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
      expect(paths.length).toBeGreaterThan(0);
      for (const path of ['/', ...paths.filter((p) => p !== '/')]) {
        if (path === '/') await page.goto(path);
        else await page.locator(`nav a[href="${path}"]`).first().click();
        await settled({ page, notes });
        const title = await page.getByRole('heading', { level: 1 }).first().textContent({ timeout: 5000 });
        if (!title?.trim()) found.push(`${path}: no title`);
        for (const text of await page.locator('.kit-error').allTextContents()) found.push(`${path}: ${text}`);
        if (!(path in mayBeEmpty) && !shownToSome.test(path) && !(path === '/' && watching.includes(username)))
          for (const text of await page.locator('.kit-empty').allTextContents()) found.push(`${path}: empty: ${text}`);
        if (!checked.has(path)) for (const line of await accessProblems(page)) found.push(`${path}: ${line}`);
        if (path !== '/') checked.add(path);
        for (const line of notes.problems.splice(0)) found.push(`${path}: ${line}`);
        if (process.env.JIQIAO_PICTURES)
          await page.screenshot({
            path: `${process.env.JIQIAO_PICTURES}/${username}${path.replaceAll('/', '-')}.png`,
            fullPage: true,
          });
      }
      expect(found).toEqual([]);
      await close();
    },
  );
});
