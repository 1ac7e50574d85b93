import { expect, test } from 'vitest';
import { splitTypes, topicsOf } from './split-db-types.ts';

const topics = topicsOf([
  {
    name: '20260101000000_funds_ledger.sql',
    text: 'create table budget (a int);\ncreate view report_posting as select 1;',
  },
  {
    name: '20260102000000_people_person.sql',
    text: 'create or replace view report_posting as select 2; create table person ();',
  },
]);
const whole = `import type { ColumnType } from 'kysely';

export type Generated<T> = ColumnType<T>;

export interface Budget {
  a: Generated<number>;
}

export interface Person {
  b: string;
}

export interface ReportPosting {
  c: string;
}

export interface DB {
  budget: Budget;
  person: Person;
  report_posting: ReportPosting;
}
`;

test('types stand in the file of the migration that first made their table, and come together again', () => {
  const files = new Map(splitTypes(whole, topics).map((f) => [f.path, f.text]));
  expect([...files.keys()]).toEqual([
    'db-types.ts',
    'db-types/columns.ts',
    'db-types/funds/ledger.ts',
    'db-types/people/person.ts',
  ]);
  const ledger = files.get('db-types/funds/ledger.ts')!;
  expect(ledger).toContain("import type { Generated } from '../columns.ts';");
  expect(ledger).toContain(
    'export interface FundsLedgerTables {\n  budget: Budget;\n  report_posting: ReportPosting;\n}',
  );
  expect(files.get('db-types/people/person.ts')).not.toContain('import');
  expect(files.get('db-types.ts')).toMatch(
    /interface DB\n {2}extends\n {4}FundsLedgerTables,\n {4}PeoplePersonTables \{\}/,
  );
});

test('a topic of many lines goes on in a second file', () => {
  const long = whole.replace('  b: string;\n', '  b: string;\n'.repeat(400));
  const both = topicsOf([
    {
      name: '20260101000000_funds_all.sql',
      text: 'create table budget (); create table person (); create table report_posting ();',
    },
  ]);
  expect(
    splitTypes(long, both)
      .map((f) => f.path)
      .slice(2),
  ).toEqual(['db-types/funds/all.ts', 'db-types/funds/all-2.ts', 'db-types/funds/all-3.ts']);
});

test('a table that no migration makes is refused', () => {
  expect(() => splitTypes(whole.replace('person: Person', 'stranger: Person'), topics)).toThrow(
    'no migration makes stranger',
  );
});
