import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { report, score } from '../../testing/import-score.ts';
import { oldWorkbook } from '../../testing/old-workbook.ts';
import { expectedFor, samplePath } from '../../testing/sample-files.ts';
import { listProblems } from '../lists/list-problems.ts';
import { receiveList } from '../lists/receive-list.ts';
import type { ProblemView } from '../schema.ts';
import { openPeopleHouse, uploaded, worked } from '../testing-house.ts';

const house = await openPeopleHouse();
const officer = anActor('county_poverty_officer', PLACES.county);
const ctx = house.as(officer);
const NAME = 'assisted-register-gb18030.csv';
const answers = expectedFor('assisted-register.xlsx');

/** Takes a file the whole way to the register and tells what was found in it. */
async function imported(source: Parameters<typeof uploaded>[2], listDate: string) {
  const { fileId } = await uploaded(house, officer, source);
  const about = { kind: 'assisted_register', coverage: 'complete', areaCode: PLACES.county } as const;
  const { listId, jobId } = await receiveList(ctx, { ...about, fileId, listDate, autoPublish: true });
  expect(await worked(house, officer, jobId)).toMatchObject({ state: 'done' });
  const problems: ProblemView[] = [];
  for (let page = 1; ; page++) {
    const { rows } = await listProblems(ctx, { listId, page, size: 200 });
    problems.push(...rows);
    if (rows.length === 0) break;
  }
  const list = await house.owner('select * from source_list where list_id = $1', [listId]);
  return { listId, problems, list: list.rows[0] };
}

const asText = (p: ProblemView) => [p.row, p.column, p.code, p.decision, p.was, p.now].join('|');
let first: Awaited<ReturnType<typeof imported>>;

test('the register of the samples as GB18030 text goes the whole way: the answers’ problems, every person stored, four-byte characters whole', async () => {
  first = await imported({ sample: NAME }, '2020-06-20');
  expect(first.list).toMatchObject({ state: 'published', rows: 4992, accepted: 4980, refused: 3, persons_new: 4980 });
  const dataRows = [
    ...new Set([
      ...answers.cleaned.rows.map(([row]) => Number(row)),
      ...answers.problems.filter((p) => p.decision === 'refuse').map((p) => p.row!),
      ...answers.problems.filter((p) => p.kind === 'duplicate_row').map((p) => p.row!),
    ]),
  ];
  const recordOf = new Map(dataRows.sort((a, b) => a - b).map((row, index) => [row, index + 2]));
  const moved = answers.problems.map((one) => ({ ...one, row: recordOf.get(one.row ?? 0) }));
  const found = score(first.problems as never, moved, {
    same: { id_precision_lost: 'id_sci_text' },
    without: ['phone_as_number'],
  });
  report(NAME, found);
  expect(found.found / found.expected).toBeGreaterThanOrEqual(0.98);
  expect(found.invented.length / found.expected).toBeLessThanOrEqual(0.02);
  const rare = await house.owner(`select name from person where name ~ '[\\U00020000-\\U0003FFFF]'`);
  expect(rare.rows.length).toBeGreaterThan(0);
});

test('the same rows saved as an old .xls workbook come to the same: the same problems, and nobody is new or changed', async () => {
  const text = iconv.decode(readFileSync(samplePath(NAME)), 'gb18030');
  const rows = parse(text, { relax_column_count: true, skip_empty_lines: false }) as string[][];
  const old = await imported({ name: '名单.xls', bytes: oldWorkbook('名单', rows) }, '2020-06-21');
  expect(old.list).toMatchObject({
    state: 'published',
    rows: 4992,
    accepted: 4980,
    refused: 3,
    persons_new: 0,
    persons_changed: 0,
    no_longer_listed: 0,
  });
  expect(old.problems.map(asText)).toEqual(first.problems.map(asText));
});
