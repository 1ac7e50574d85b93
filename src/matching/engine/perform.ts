import { closeSync, openSync, writeSync } from 'node:fs';
import type { QueryColumns, RegistryColumns, Segment } from './columns.ts';
import { decideAtOnce } from './decide-at-once.ts';
import { decideResidual, type Residual } from './decide-residual.ts';
import type { Run } from './evidence.ts';
import { decisionLine, decisionOf, OUTPUT_HEADER } from './explain.ts';
import { addRows, type IdIndex } from './id-index.ts';
import { readQueryPart, readRegistryPart, type ReadResult, type ReadTask } from './read-lists.ts';
import { scanRegister, type Pairs, type ResidualKeys } from './residual-keys.ts';
import type { Profile, ResultColumns } from './result.ts';

/** One piece of a run that any thread can do: all it needs is shared memory and numbers. */
export type Task =
  | { do: 'read-registry'; task: ReadTask; columns: RegistryColumns }
  | { do: 'read-queries'; task: ReadTask; columns: QueryColumns }
  | { do: 'index'; index: IdIndex; id: Float64Array; segment: Segment }
  | { do: 'at-once'; run: Run; results: ResultColumns; segment: Segment }
  | { do: 'scan'; run: Run; rows: Int32Array; keys: ResidualKeys; segments: Segment[] }
  | { do: 'residual'; run: Run; results: ResultColumns; residual: Residual; from: number; to: number }
  | {
      do: 'write';
      run: Run;
      results: ResultColumns;
      residual: Residual;
      profile: Profile;
      segment: Segment;
      record: number;
      path: string;
      header: boolean;
    };

/** Undecided rows of a segment as arrays that travel between threads. */
export type UndecidedArrays = { rows: Int32Array; seeds: Int32Array };

export type Done = {
  'read-registry': ReadResult;
  'read-queries': ReadResult;
  index: null;
  'at-once': UndecidedArrays;
  scan: Pairs;
  residual: null;
  write: null;
};

/** Does a piece of a run. */
export function perform(task: Task): Done[keyof Done] {
  switch (task.do) {
    case 'read-registry':
      return readRegistryPart(task.task, task.columns);
    case 'read-queries':
      return readQueryPart(task.task, task.columns);
    case 'index':
      addRows(task.index, task.id, task.segment);
      return null;
    case 'at-once': {
      const { rows, seeds } = decideAtOnce(task.run, task.results, task.segment);
      return { rows: Int32Array.from(rows), seeds: Int32Array.from(seeds) };
    }
    case 'scan':
      return scanRegister(task.run, task.rows, task.keys, task.segments);
    case 'residual':
      decideResidual(task.run, task.results, task.residual, task.from, task.to);
      return null;
    case 'write':
      writePart(task);
      return null;
  }
}

const LINES_AT_ONCE = 4096;

/** Writes the answers of a segment to a file of its own, readable by its owner only. */
function writePart(task: Extract<Task, { do: 'write' }>): void {
  const { run, results, residual, profile, segment } = task;
  const file = openSync(task.path, 'wx', 0o600);
  try {
    let text = task.header ? OUTPUT_HEADER : '';
    for (let query = segment.from; query < segment.to; query++) {
      text += decisionLine(decisionOf(run, results, residual, profile, query, task.record + query - segment.from));
      if ((query - segment.from) % LINES_AT_ONCE === LINES_AT_ONCE - 1) {
        writeAll(file, text);
        text = '';
      }
    }
    writeAll(file, text);
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
