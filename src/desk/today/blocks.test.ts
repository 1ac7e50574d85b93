import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actsOpen } from '../../review/index.ts';
import { HELD_BY } from '../../enrolment/states.ts';
import { TRANSITIONS } from '../../enrolment/transitions.ts';
import { roles } from '../../organizations/roles/roles.ts';
import { matchPath } from '../../platform/ui-kit/shell/public-path.ts';
import { permits } from '../../platform/ui-kit/shell/session.tsx';
import { anActor, PLACES } from '../../testing/actors.ts';
import { screens } from '../../web/screens.ts';
import { BLOCKS, blocksOf, LIMITS, RETURNS } from './blocks.ts';
import { todayWords } from '../ui/today-words.ts';

const township = { level: 'township', line: 'hr' };
const keysOf = (role: keyof typeof roles, overrides = {}) =>
  blocksOf(anActor(role, PLACES.county, overrides)).map((b) => b.key);

describe('the queues of the first screen', () => {
  test('a village sees first what came back, then what families did, whom to ask and whom to help apply', () => {
    expect(keysOf('village_clerk').slice(0, 5)).toEqual([
      'returned_to_village',
      'reselect',
      'family_acts',
      'unanswered',
      'wishes_to_apply',
    ]);
  });
  test('each of the two township offices sees its own half, and only the poverty office asks for wishes', () => {
    expect(keysOf('township_poverty_officer', { level: 'township', line: 'poverty' })).toContain('my_half');
    const hr = keysOf('township_hr_officer', township);
    expect(hr).toContain('my_half');
    expect(hr).not.toContain('unanswered');
  });
  test('auditors and administrators see theirs at any level, and nobody sees a queue without its permission', () => {
    expect(keysOf('auditor')).toEqual(['disclosures']);
    expect(keysOf('unit_administrator')).toEqual(['first_passwords']);
    for (const role of Object.keys(roles) as (keyof typeof roles)[]) {
      const actor = anActor(role, PLACES.county);
      for (const block of blocksOf(actor)) expect(actor.permissions.has(block.permission)).toBe(true);
    }
  });
  test('every queue of applications holds cases that its level can act on', () => {
    for (const block of BLOCKS) {
      if (typeof block.counts !== 'object') continue;
      for (const state of block.counts.states)
        for (const role of block.roles)
          expect(actsOpen(TRANSITIONS, state, role), `${block.key} ${role}`).not.toEqual([]);
    }
  });
  test('the states a limit runs in are held by that level', () => {
    for (const [level, { states }] of [...Object.entries(LIMITS), ...Object.entries(RETURNS)])
      for (const state of states) expect(HELD_BY[state]).toBe(level === 'institution' ? 'school' : level);
  });
  test('every number has words in both languages', () => {
    for (const { key } of BLOCKS) {
      expect(todayWords.zh).toHaveProperty(`queue_${key}`);
      expect(todayWords.en).toHaveProperty(`queue_${key}`);
    }
  });
  test('every number opens a screen that is there and that its reader may open', () => {
    for (const role of Object.keys(roles) as (keyof typeof roles)[]) {
      const definition = roles[role];
      for (const line of definition.lines ?? ['hr']) {
        const level = definition.levels?.[0] ?? 'county';
        const actor = anActor(role, PLACES.county, { level, line });
        const links = blocksOf(actor).map((b) => b.list);
        if (actor.permissions.has('application.read'))
          links.push(LIMITS[level]?.list ?? '/', RETURNS[level]?.list ?? '/');
        for (const link of links) {
          const path = link.split('?')[0]!;
          const screen = screens.find((s) => matchPath(s.path, path) !== null);
          expect(screen, `${role}: ${link}`).toBeDefined();
          expect(permits([...actor.permissions], screen!.permission), `${role}: ${link}`).toBe(true);
        }
      }
    }
  });
});

describe('links that messages carry', () => {
  test('each opens a screen that is there', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (f) => f.endsWith('.ts') && !f.endsWith('.test.ts') && !f.includes('ui/') && !f.startsWith('desk'),
    );
    const links = sources.flatMap((file) =>
      [...readFileSync(`src/${file}`, 'utf8').matchAll(/\blink: [`'](\/[^`'?]*)/g)].map((m) => [file, m[1]!] as const),
    );
    expect(links.length).toBeGreaterThan(10);
    for (const [file, link] of links) {
      const path = link.replaceAll(/\$\{[^}]*\}/g, 'x');
      expect(
        screens.some((s) => matchPath(s.path, path) !== null),
        `${file}: ${link}`,
      ).toBe(true);
    }
  });
});
