import fc from '../../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { addressOf, listState, nextSort, pageSizes, parseQuery, withFilter, writeQuery } from './list-state.ts';

const defaults = { size: 50, sort: 'name' };
const filterName = fc.stringMatching(/^[a-z]{1,8}$/u).filter((name) => !['page', 'size', 'sort'].includes(name));
const states = fc.record({
  page: fc.integer({ min: 1, max: 100_000 }),
  size: fc.constantFrom(...pageSizes),
  sort: fc.constantFrom('name', '-name', 'village'),
  filters: fc.dictionary(filterName, fc.string({ minLength: 1, unit: 'grapheme' }), { noNullPrototype: true }),
});

describe('list state in the address bar', () => {
  test('any state reads back from the address it writes', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(listState(parseQuery(writeQuery(addressOf(state, defaults))), defaults)).toEqual(state);
      }),
    );
  });
  test('the first page in the list order has a bare address', () => {
    expect(writeQuery(addressOf({ page: 1, size: 50, sort: 'name', filters: {} }, defaults))).toBe('');
  });
  test('a senseless page or size falls back', () => {
    expect(listState({ page: '-3', size: '1000000' }, defaults)).toMatchObject({ page: 1, size: 50 });
    expect(listState({ page: '2.5', size: 'x' }, defaults)).toMatchObject({ page: 1, size: 50 });
  });
  test('changing a filter starts again at page one; an empty value removes it', () => {
    const state = { page: 7, size: 50, sort: 'name', filters: { village: '370112009001' } };
    expect(withFilter(state, 'village', '')).toEqual({ ...state, page: 1, filters: {} });
    expect(withFilter(state, 'name', '王').filters).toEqual({ village: '370112009001', name: '王' });
  });
  test('a column sorts up, down, then as the list does', () => {
    expect(nextSort('name', 'village', 'name')).toBe('village');
    expect(nextSort('village', 'village', 'name')).toBe('-village');
    expect(nextSort('-village', 'village', 'name')).toBe('name');
  });
});
