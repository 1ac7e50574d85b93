import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { actsOpen, mayAct, mayAnswer, roundResult, standing, type TransitionTable } from './index.ts';

type S = 'draft' | 'sent' | 'done';
type A = 'send' | 'close' | 'return';
const table: TransitionTable<S, A> = [
  { from: 'draft', action: 'send', roles: ['clerk'], to: 'sent', basis: 'implied', label: '报送' },
  { from: 'sent', action: 'close', roles: ['chief'], to: 'done', basis: 'implied', label: '办结' },
  { from: 'sent', action: 'return', roles: ['chief'], to: 'draft', needs: ['reason'], basis: 'implied', label: '退回' },
];
const answers = fc.constantFrom('pass', 'return', 'fail' as const);

describe('a transition table', () => {
  it('lets the named role act in the named state and nobody else', () => {
    expect(mayAct(table, 'draft', 'send', 'clerk').ok).toBe(true);
    expect(mayAct(table, 'draft', 'send', 'chief')).toEqual({ ok: false, why: 'wrong_role' });
    expect(mayAct(table, 'done', 'close', 'chief')).toEqual({ ok: false, why: 'wrong_state' });
  });

  it('refuses a return without a reason', () => {
    expect(mayAct(table, 'sent', 'return', 'chief', { reason: '  ' })).toEqual({ ok: false, why: 'needs_reason' });
    expect(mayAct(table, 'sent', 'return', 'chief', { reason: '缺照片' }).ok).toBe(true);
  });

  it('shows as buttons exactly the acts it would allow', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<S>('draft', 'sent', 'done'),
        fc.constantFrom('clerk', 'chief', 'other'),
        (state, role) => {
          const shown = actsOpen(table, state, role).map((t) => t.action);
          const allowed = (['send', 'close', 'return'] as const).filter(
            (a) => mayAct(table, state, a, role, { reason: 'x' }).ok,
          );
          expect(shown.sort()).toEqual(allowed.sort());
        },
      ),
    );
  });
});

describe('two offices reviewing one case', () => {
  it.each([
    ['pass', 'pass', 'passed'],
    ['pass', 'return', 'returned'],
    ['return', 'pass', 'returned'],
    ['return', 'return', 'returned'],
    ['pass', 'fail', 'failed'],
    ['fail', 'pass', 'failed'],
    ['return', 'fail', 'failed'],
    ['fail', 'return', 'failed'],
    ['fail', 'fail', 'failed'],
  ] as const)('%s and %s give %s', (poverty, hr, result) => {
    expect(roundResult(poverty, hr)).toBe(result);
  });

  it('decides nothing until both have answered', () => {
    fc.assert(fc.property(answers, (a) => roundResult(a, null) === 'pending' && roundResult(null, a) === 'pending'));
  });

  it('is symmetric and passes only on two passes', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(roundResult(a, b)).toBe(roundResult(b, a));
        expect(roundResult(a, b) === 'passed').toBe(a === 'pass' && b === 'pass');
      }),
    );
  });

  it('lets an office answer once, and in sequence only after the first', () => {
    expect(mayAnswer('joint', 'poverty', 'hr', { poverty: false, hr: true })).toBe('already_answered');
    expect(mayAnswer('sequential', 'poverty', 'hr', { poverty: false, hr: false })).toBe('wait_for_other');
    expect(mayAnswer('sequential', 'poverty', 'hr', { poverty: true, hr: false })).toBe('yes');
    expect(mayAnswer('independent', 'poverty', 'hr', { poverty: false, hr: false })).toBe('yes');
  });
});

describe('time with each level', () => {
  it('is never overdue where no limit is set', () => {
    fc.assert(fc.property(fc.nat(1000), (days) => standing(days, null) === 'not_set'));
    expect(standing(15, 15)).toBe('last_day');
    expect(standing(16, 15)).toBe('overdue');
  });
});
