import fc from '../../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { chosenCount, isChosen, nothing, toggle, togglePage } from './selection.ts';
import type { Selection } from './selection.ts';

const page = ['a', 'b', 'c'];
const some = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'x', 'y')).map((ids): Selection => ({ kind: 'some', ids }));

describe('selection', () => {
  test('choosing a row twice leaves the same rows chosen', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...page), (selection, id) => {
        const twice = toggle(toggle(selection, id, page), id, page);
        for (const one of [...page, 'x', 'y']) expect(isChosen(twice, one)).toBe(isChosen(selection, one));
      }),
    );
  });
  test('choosing the page never touches rows of other pages', () => {
    fc.assert(
      fc.property(some, (selection) => {
        const next = togglePage(selection, page);
        for (const other of ['x', 'y']) expect(isChosen(next, other)).toBe(isChosen(selection, other));
        expect(new Set(page.map((id) => isChosen(next, id))).size).toBe(1);
      }),
    );
  });
  test('dropping one row of all matching keeps the rest of the page', () => {
    const all: Selection = { kind: 'all', filters: {}, total: 3412 };
    expect(chosenCount(all)).toBe(3412);
    expect(toggle(all, 'b', page)).toEqual({ kind: 'some', ids: ['a', 'c'] });
    expect(togglePage(all, page)).toEqual(nothing);
  });
});
