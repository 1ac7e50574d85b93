import fc from '../../testing/properties.ts';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor, AreaRange } from '../../platform/context.ts';
import type { DB } from '../../platform/db-types.ts';
import { areasHold, divisionAndAbove, inAreas, intersectAreas, normalizeAreas, rangeOf, scopeOf } from './scope.ts';

const db = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (k) => new PostgresIntrospector(k),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const clerk = (areas: AreaRange[]): Actor => ({
  userId: 'u',
  name: '某',
  unitId: '0',
  unitName: '某单位',
  level: 'county',
  line: 'hr',
  divisionCode: 370102000000,
  areas,
  institutionId: null,
  roles: [],
  permissions: new Set(),
});

const ranges = fc.array(
  fc.tuple(fc.nat(60), fc.nat(20)).map(([lo, n]) => ({ lo, hi: lo + n })),
  { maxLength: 6 },
);

test('a division holds itself and what lies below it, by the zeros of its code', () => {
  expect(rangeOf(370000000000)).toEqual({ lo: 370000000000, hi: 380000000000 });
  expect(rangeOf(370102000000)).toEqual({ lo: 370102000000, hi: 370103000000 });
  expect(rangeOf(370102001000)).toEqual({ lo: 370102001000, hi: 370102002000 });
  expect(rangeOf(370102001002)).toEqual({ lo: 370102001002, hi: 370102001003 });
});

test('from a village one comes up to the nation', () => {
  expect(divisionAndAbove(370102001002)).toEqual([
    370102001002, 370102001000, 370102000000, 370100000000, 370000000000, 0,
  ]);
  expect(divisionAndAbove(370000000000)).toEqual([370000000000, 0]);
  expect(divisionAndAbove(419001000000)).toEqual([419001000000, 410000000000, 0]);
});

test('normal areas hold the same codes, sorted and apart', () => {
  fc.assert(
    fc.property(ranges, fc.nat(90), (areas, code) => {
      const normal = normalizeAreas(areas);
      expect(areasHold(normal, code)).toBe(areasHold(areas, code));
      for (let i = 1; i < normal.length; i++) expect(normal[i]!.lo).toBeGreaterThan(normal[i - 1]!.hi);
    }),
  );
});

test('the common part of two scopes holds exactly what both hold', () => {
  fc.assert(
    fc.property(ranges, ranges, fc.nat(90), (a, b, code) => {
      expect(areasHold(intersectAreas(a, b), code)).toBe(areasHold(a, code) && areasHold(b, code));
    }),
  );
});

test('a requested division narrows the scope and one outside is not found', () => {
  const actor = clerk([rangeOf(370102000000)]);
  expect(scopeOf(actor, 370102001000)).toEqual([rangeOf(370102001000)]);
  expect(scopeOf(actor, 370000000000)).toEqual([rangeOf(370102000000)]);
  expect(() => scopeOf(actor, 370103000000)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
});

test('the predicate is plain comparisons that an index can serve, and no area matches nothing', () => {
  const two = clerk([rangeOf(370102000000), rangeOf(370103001000)]);
  const query = db
    .selectFrom('person')
    .select('person_id')
    .where((eb) => inAreas(eb, 'person.village_code', two))
    .compile();
  expect(query.sql).toContain(
    '(("person"."village_code" >= $1 and "person"."village_code" < $2) or ("person"."village_code" >= $3 and "person"."village_code" < $4))',
  );
  const none = db
    .selectFrom('person')
    .select('person_id')
    .where((eb) => inAreas(eb, 'village_code', clerk([])))
    .compile();
  expect(none.sql).toContain('where false');
});
