import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { roles } from '../../organizations/roles/roles.ts';
import { actsOpen, endStates, mayAct } from '../../review/index.ts';
import {
  AT_WORK,
  handsBefore,
  LOCKED_STATES,
  REPORT_ROLES,
  REPORT_STATES,
  REPORT_TRANSITIONS,
  reportRoles,
  ROLE_PERMISSION,
  type ReportState,
} from './report-transitions.ts';

const states = Object.keys(REPORT_STATES) as ReportState[];
const actions = [...new Set(REPORT_TRANSITIONS.map((t) => t.action))];
/** A row of acts, each one that is open to somebody where the one before has led; numbers choose among them. */
const aWalk = fc.array(fc.nat(1000), { minLength: 10, maxLength: 60 }).map((choices) => {
  let state: ReportState = 'filling';
  return choices.flatMap((n) => {
    const all = REPORT_ROLES.flatMap((role) => actsOpen(REPORT_TRANSITIONS, state, role));
    const open = n % 9 === 0 ? all : all.filter((t) => t.action !== 'discard');
    if (open.length === 0) return [];
    const { from, action, to } = open[n % open.length]!;
    state = to;
    return [{ from, action, to }];
  });
});

describe('the way of a report', () => {
  test('every state is reached from filling, and only those that are history end', () => {
    const reached = new Set<ReportState>(['filling']);
    for (let grew = true; grew;) {
      const next = REPORT_TRANSITIONS.filter((t) => reached.has(t.from) && !reached.has(t.to));
      for (const t of next) reached.add(t.to);
      grew = next.length > 0;
    }
    expect([...reached].sort()).toEqual([...states].sort());
    expect(endStates(REPORT_TRANSITIONS).sort()).toEqual(['replaced', 'returned', 'withdrawn']);
  });

  test('whatever is done, nothing is sent that was not checked, signed and locked after the last change of its figures', () => {
    let sendings = 0;
    fc.assert(
      fc.property(aWalk, (path) => {
        const sent = path.findIndex((s) => s.action === 'send');
        if (sent < 0) return;
        sendings += 1;
        const upTo = path.slice(0, sent);
        const lastChange = upTo.findLastIndex((s) => s.to === 'filling');
        const after = upTo.slice(lastChange + 1).map((s) => s.action);
        expect(after.filter((a) => a !== 'attach')).toEqual(['submit', 'check', 'sign', 'lock']);
      }),
      { numRuns: 2000 },
    );
    expect(sendings).toBeGreaterThan(100);
  });

  test('once locked, no act leads back to a state in which figures can change', () => {
    fc.assert(
      fc.property(aWalk, (path) => {
        const locked = path.findIndex((s) => s.to === 'locked');
        const later = locked < 0 ? [] : path.slice(locked).map((s) => s.to);
        expect(later.every((s) => [...LOCKED_STATES, 'withdrawn'].includes(s))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('an act outside the table is refused, whoever tries it in whatever state, and without a reason where one is needed', () => {
    const anAttempt = fc.record({
      state: fc.constantFrom(...states),
      role: fc.constantFrom(...REPORT_ROLES),
      action: fc.constantFrom(...actions),
      reason: fc.constantFrom('说明', ' ', null),
    });
    fc.assert(
      fc.property(anAttempt, ({ state, role, action, reason }) => {
        const row = REPORT_TRANSITIONS.find((t) => t.from === state && t.action === action && t.roles.includes(role));
        const may = mayAct(REPORT_TRANSITIONS, state, action, role, { reason });
        expect(may.ok).toBe(row !== undefined && !(row.needs?.includes('reason') && !reason?.trim()));
      }),
      { numRuns: 2000 },
    );
  });

  test('every act that gives something back or takes it up again asks for a reason', () => {
    for (const t of REPORT_TRANSITIONS)
      if (
        ['check_return', 'sign_return', 'return', 'withdraw', 'reopen', 'correct', 'discard', 'adjust'].includes(
          t.action,
        )
      )
        expect(t.needs, t.action).toContain('reason');
  });

  test('the city works until it is sent, then only the province receives or returns; both have something to do in every state at work', () => {
    for (const state of AT_WORK)
      expect(
        REPORT_ROLES.some((r) => actsOpen(REPORT_TRANSITIONS, state, r).length > 0),
        state,
      ).toBe(true);
    expect(actsOpen(REPORT_TRANSITIONS, 'sent', 'province:receive').map((t) => t.action)).toEqual([
      'receive',
      'return',
    ]);
    for (const state of AT_WORK.filter((s) => s !== 'sent'))
      expect(actsOpen(REPORT_TRANSITIONS, state, 'province:receive')).toEqual([]);
  });

  test('every role of the table is a permission somebody holds at that level, and no one role holds two of the three hands', () => {
    for (const { level, permission } of Object.values(ROLE_PERMISSION)) {
      const holders = Object.values(roles).filter((r) => (r.permissions as readonly string[]).includes(permission));
      expect(
        holders.some((r) => r.levels === null || (r.levels as readonly string[]).includes(level)),
        permission,
      ).toBe(true);
    }
    for (const [name, role] of Object.entries(roles)) {
      const held = (role.permissions as readonly string[]).filter((p) =>
        ['report.prepare', 'report.check', 'report.sign'].includes(p),
      );
      expect(held.length, name).toBeLessThanOrEqual(1);
    }
    expect(reportRoles({ level: 'county', permissions: new Set(['report.prepare']) })).toEqual([]);
  });

  test('whoever filled in may not check, whoever filled in or checked may not sign, and a stand-in counts as both', () => {
    const people = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.record({
      event: fc.constantFrom('fill', 'adjust', 'submit', 'check', 'sign', 'open'),
      userId: people,
      onBehalfOf: fc.option(people, { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const check = handsBefore('check', steps);
        const sign = handsBefore('sign', steps);
        expect([...check].every((p) => sign.has(p))).toBe(true);
        for (const s of steps) {
          const hands = ['fill', 'adjust', 'submit'].includes(s.event);
          if (hands) expect(check.has(s.userId) && (s.onBehalfOf === null || check.has(s.onBehalfOf))).toBe(true);
          if (s.event === 'check') expect(sign.has(s.userId)).toBe(true);
        }
        expect(handsBefore('receive', steps).size).toBe(0);
      }),
    );
  });
});
