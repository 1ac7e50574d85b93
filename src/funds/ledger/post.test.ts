import fc from '../../testing/properties.ts';
import { expect, test } from 'vitest';
import { accepts, openIn, sourceOf } from './fund-book.ts';
import { fundBook } from './fund-sources.ts';
import { changesOf, type Account } from './post.ts';

const account = fc.option(
  fc.record({
    budgetId: fc.constantFrom('a', 'b'),
    bucket: fc.constantFrom('available' as const, 'committed' as const, 'sent' as const, 'paid' as const),
  }),
);

test('whatever moves, what budgets hold changes by what came from outside less what went outside', () => {
  fc.assert(
    fc.property(account, account, fc.integer({ min: 1, max: 1e9 }), (debit: Account, credit: Account, fen) => {
      fc.pre(debit === null || debit.bucket === 'available' || debit.budgetId === credit?.budgetId);
      fc.pre(credit === null || credit.bucket === 'available' || debit?.budgetId === credit.budgetId);
      const held = changesOf({ debit, credit, fen }).reduce((n, c) => n + c.planned - c.allocated, 0);
      expect(held).toBe((credit === null && debit ? fen : 0) - (debit === null && credit ? fen : 0));
    }),
  );
});

test('what the earmarked fund pays, its successor pays from 2021, and no other fund does', () => {
  const book = fundBook();
  expect(accepts(book, 'fiscal_poverty_relief', 'rural_revitalisation')).toBe(true);
  expect(accepts(book, 'rural_revitalisation', 'fiscal_poverty_relief')).toBe(false);
  expect(accepts(book, 'fiscal_poverty_relief', 'employment_subsidy')).toBe(false);
  expect(accepts(book, null, 'employment_subsidy')).toBe(true);
  expect(openIn(sourceOf(book, 'fiscal_poverty_relief')!, 2022)).toBe(false);
  expect(openIn(sourceOf(book, 'rural_revitalisation')!, 2020)).toBe(false);
});
