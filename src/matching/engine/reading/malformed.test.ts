import { UnreadableList } from '../faults.ts';
import { describe, expect, it } from 'vitest';
import { matchInMemory } from '../deciding/match-in-memory.ts';
import { decisions } from '../threads/match-lists.ts';
import { readParameters } from '../parameters-file.ts';
import iconv from 'iconv-lite';

const parameters = readParameters();
const REGISTRY =
  'person_id,household_id,name,sex,ethnic_code,id_number,birth_date,division_code,phone,category,valid_from,valid_to';
const QUERIES = 'row_id,name,sex,id_number,phone,division_code,school';
const person = 'P1,H1,王小明,男,01,990001200001010019,2000-01-01,990001100201,15400000009,一般脱贫户,2014-10-17,';
const row = 'Q1,王小明,男,990001200001010019,15400000009,990001100201,启航技工学校';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function answers(registry: Uint8Array | string, queries: Uint8Array | string): Promise<string[]> {
  const asBytes = (list: Uint8Array | string): Uint8Array => (typeof list === 'string' ? bytes(list) : list);
  const match = await matchInMemory(asBytes(registry), asBytes(queries), parameters);
  return [...decisions(match, 'wide')].map((d) => [d.rowId, d.personId, d.zone, d.rule, d.reason].join(' '));
}

const proved = 'Q1 P1 auto id_exact_name name=equal agree=phone+village+sex+birth';

async function refusal(registry: Uint8Array | string, queries: Uint8Array | string): Promise<string> {
  const error = await answers(registry, queries).catch((caught: unknown) => caught);
  if (!(error instanceof UnreadableList)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return `${error.code} ${error.message}`;
}

describe('lists', () => {
  it('are read with any order of columns, CRLF, a byte order mark, quotes, and in GB18030', async () => {
    const shuffled = `\uFEFFid_number,school,row_id,name,remark,phone\r\n990001200001010019,启航,Q1,王小明,"a ""b"", c",15400000009\r\n`;
    expect(await answers(`${REGISTRY}\n${person}\n`, shuffled)).toEqual([
      'Q1 P1 auto id_exact_name name=equal agree=phone+birth',
    ]);
    const quoted = (text: string): string =>
      text
        .split(',')
        .map((cell) => `"${cell}"`)
        .join(',');
    expect(await answers(`${quoted(REGISTRY)}\r\n${quoted(person)}\r\n`, `${QUERIES}\n${quoted(row)}`)).toEqual([
      proved,
    ]);
    const gb = (text: string): Uint8Array => iconv.encode(text, 'gb18030');
    expect(await answers(gb(`${REGISTRY}\n${person}\n`), gb(`${QUERIES}\n${row}\n`))).toEqual([proved]);
  });

  it('without a needed column, with a column twice, empty, or in UTF-16 are refused', async () => {
    const good = `${REGISTRY}\n${person}\n`;
    expect(await refusal(good, `row_id,name,phone\nQ1,王小明,1\n`)).toMatch(/^MATCH_COLUMNS .*id_number/);
    expect(await refusal(`${QUERIES}\n${row}\n`, `${QUERIES}\n${row}\n`)).toMatch(/^MATCH_COLUMNS .*person_id/);
    expect(await refusal(good, `row_id,name,name,id_number\n`)).toMatch(/^MATCH_COLUMNS .*name/);
    expect(await refusal(good, '')).toMatch(/^MATCH_EMPTY/);
    expect(await refusal(good, iconv.encode(`${QUERIES}\n${row}\n`, 'utf16le', { addBOM: true }))).toMatch(
      /^MATCH_ENCODING/,
    );
  });

  it('in two encodings are refused, naming the first line that does not fit', async () => {
    const good = `${REGISTRY}\n${person}\n`;
    const lines = [QUERIES, row, row.replace('Q1', 'Q2')];
    const mixed = (first: string, second: string): Uint8Array =>
      Buffer.concat([iconv.encode(`${lines[0]}\n${lines[1]}\n`, first), iconv.encode(`${lines[2]}\n`, second)]);
    expect(await refusal(good, mixed('utf8', 'gb18030'))).toMatch(/^MATCH_ENCODING .*第 3 行/);
    expect(await refusal(good, mixed('gb18030', 'utf8'))).toMatch(/^MATCH_ENCODING .*第 3 行/);
  });

  it('keep every row: what cannot be read is set aside with its reason', async () => {
    const list = [
      QUERIES,
      row,
      'Q2,王小明',
      'Q3,王\0小明,男,1,,,',
      row,
      ',王小明,男,990001200001010019,,,',
      'Q6,"王小明,男,1,,,',
      'Q7,,,,,,',
      '',
    ].join('\n');
    expect(await answers(`${REGISTRY}\n${person}\n`, list)).toEqual([
      proved,
      'Q2  none set_aside set_aside:columns',
      'Q3  none set_aside set_aside:nul',
      'Q1  none set_aside set_aside:duplicate_row_id',
      '#5  none set_aside set_aside:no_key',
      '#6  none set_aside set_aside:quote',
      'Q7  none nothing_to_match nothing_to_match id=no number',
    ]);
  });

  it('may be empty but for their heading', async () => {
    expect(await answers(`${REGISTRY}\n`, `${QUERIES}\n${row}\n`)).toEqual([
      'Q1  none valid_id_not_in_register valid_id_not_in_register id=valid',
    ]);
    expect(await answers(`${REGISTRY}\n${person}\n`, `${QUERIES}\n`)).toEqual([]);
  });
});
