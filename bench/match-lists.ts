import { closeSync, createReadStream, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeTruthSet, type Mix } from '../src/matching/truth/truth-set.ts';

/** Files of a truth set in a folder. */
export type Lists = { registry: string; queries: string; truth: string };

function writer(path: string): { line(text: string): void; end(): void } {
  const file = openSync(path, 'w', 0o600);
  let waiting = '';
  const flush = (): void => {
    writeSync(file, waiting);
    waiting = '';
  };
  return {
    line: (text) => {
      waiting += `${text}\n`;
      if (waiting.length > 1 << 20) flush();
    },
    end: () => {
      flush();
      closeSync(file);
    },
  };
}

/** Writes a register and a list with the right answers. */
export function writeLists(dir: string, options: { seed: number; registry: number; queries: number; mix: Mix }): Lists {
  const name = (list: string): string => join(dir, `${list}-${options.registry}-${options.seed}.csv`);
  const lists = { registry: name('registry'), queries: name('queries'), truth: name('truth') };
  const [registry, queries, truth] = [writer(lists.registry), writer(lists.queries), writer(lists.truth)];
  makeTruthSet(options, {
    registry: registry.line,
    query: queries.line,
    truth: ({ rowId, personId, kind }) => truth.line(`${rowId},${personId ?? ''},${kind}`),
  });
  for (const list of [registry, queries, truth]) list.end();
  return lists;
}

/** How a result file compares with the right answers, as shares. */
export type Quality = { precision: number; automatic: number; found: number; review: number };

/** Reads a result file beside the right answers. Works for the peer's columns too. */
export async function qualityOf(result: string, truth: string): Promise<Quality> {
  const right = new Map(
    readFileSync(truth, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').slice(0, 2) as [string, string]),
  );
  const counts = { rows: 0, members: 0, right: 0, wrong: 0, shown: 0, review: 0 };
  for (const person of right.values()) if (person !== '') counts.members++;
  for await (const line of createInterface({ input: createReadStream(result) })) {
    const cells = line.split(',');
    const person = right.get(cells[0]!);
    if (person === undefined) continue;
    counts.rows++;
    if (cells[2] === 'auto') counts[cells[1] === person ? 'right' : 'wrong']++;
    if (cells[2] !== 'review') continue;
    counts.review++;
    if (person !== '' && (cells.at(-1)!.split(';').includes(person) || cells[1] === person)) counts.shown++;
  }
  if (counts.rows !== right.size) throw new Error(`${counts.rows} answers for ${right.size} rows in ${result}`);
  return {
    precision: counts.right / (counts.right + counts.wrong),
    automatic: counts.right / counts.members,
    found: (counts.right + counts.shown) / counts.members,
    review: counts.review / counts.rows,
  };
}
