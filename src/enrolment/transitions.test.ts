import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { actsOpen, endStates } from '../review/index.ts';
import { historyHolds, isEnded, mayApply, stateOf, type ApplicationStep } from './application.ts';
import { HELD_BY, STATES, type ApplicationState } from './states.ts';
import { PROCESS_ROLES, TRANSITIONS } from './transitions.ts';

const states = Object.keys(STATES) as ApplicationState[];

describe('the route of an application', () => {
  it('ends only where the plan ends it', () => {
    expect(endStates(TRANSITIONS).sort()).toEqual([
      'benefits_active',
      'no_show',
      'township_not_passed',
      'village_not_agreed',
      'withdrawn',
    ]);
  });

  it('reaches every state from a draft', () => {
    const reached = new Set<ApplicationState>(['draft']);
    for (let grew = true; grew;) {
      grew = false;
      for (const t of TRANSITIONS) if (reached.has(t.from) && !reached.has(t.to)) grew = Boolean(reached.add(t.to));
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('gives county, city and school no power to refuse on merit', () => {
    const refusals = TRANSITIONS.filter((t) => t.to === 'village_not_agreed' || t.to === 'township_not_passed');
    expect(
      refusals.every((t) =>
        t.roles.every((r) => r.startsWith('village') || r.startsWith('township') || r === 'system'),
      ),
    ).toBe(true);
  });

  it('asks a reason for every return, refusal and no-show', () => {
    const back = TRANSITIONS.filter((t) =>
      ['not_agree', 'return_to_township', 'return_to_county', 'ask_reselection', 'no_show'].includes(t.action),
    );
    expect(back.every((t) => t.needs?.includes('reason'))).toBe(true);
  });

  it('lets whoever holds a case act on it', () => {
    const holder = {
      village: 'village:village',
      township: 'township:',
      county: 'county:',
      city: 'city:hr',
      school: 'institution:school',
      none: '',
    };
    for (const state of states) {
      if (HELD_BY[state] === 'none') continue;
      const open = PROCESS_ROLES.filter((r) => r.startsWith(holder[HELD_BY[state]])).flatMap((r) =>
        actsOpen(TRANSITIONS, state, r),
      );
      expect(open.length, state).toBeGreaterThan(0);
    }
  });

  it('keeps state a function of history on every random walk', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
        const history: ApplicationStep[] = [{ event: 'draft', to: 'draft' }];
        for (const choice of choices) {
          const open = TRANSITIONS.filter((t) => t.from === stateOf(history));
          if (open.length === 0) break;
          const t = open[choice % open.length]!;
          history.push({ event: t.action, to: t.to });
        }
        expect(historyHolds(history)).toBe(true);
        if (isEnded(stateOf(history))) expect(TRANSITIONS.some((t) => t.from === stateOf(history))).toBe(false);
      }),
    );
  });

  it('refuses an act by a role that the state does not name', () => {
    expect(mayApply('township_review', 'answer', 'county:hr')).toEqual({ ok: false, why: 'wrong_role' });
    expect(mayApply('draft', 'admit', 'city:hr')).toEqual({ ok: false, why: 'wrong_state' });
    expect(mayApply('city_accepted', 'return_to_county', 'city:hr', { reason: '' })).toEqual({
      ok: false,
      why: 'needs_reason',
    });
  });
});
