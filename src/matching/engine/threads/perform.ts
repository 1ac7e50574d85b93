import type { QueryColumns, RegistryColumns, Segment } from '../reading/columns.ts';
import type { BitFilter } from '../deciding/bit-filter.ts';
import { decideAtOnce } from '../deciding/decide-at-once.ts';
import { decideResidual, type Residual } from '../deciding/decide-residual.ts';
import type { Run } from '../deciding/evidence.ts';
import { addRows, type IdIndex } from '../deciding/id-index.ts';
import { readQueryPart, readRegistryPart, type ReadResult, type ReadTask } from '../reading/read-lists.ts';
import { scanRegister, type Pairs, type ResidualKeys } from '../deciding/residual-keys.ts';
import type { ResultColumns } from '../deciding/result.ts';
import { replaceLines } from '../snapshot/register-changes.ts';
import { fingerprint } from '../snapshot/fingerprint.ts';
import { unseal, type UnsealTask } from '../snapshot/snapshot.ts';
import { wantedRows, wantNumbers } from '../deciding/wanted-numbers.ts';
import { writePart, type WritePart } from './write-lines.ts';

/** One piece of a run that any thread can do: all it needs is shared memory and numbers. */
export type Task =
  | { do: 'read-registry'; task: ReadTask; columns: RegistryColumns }
  | { do: 'read-queries'; task: ReadTask; columns: QueryColumns }
  | { do: 'index'; index: IdIndex; id: Float64Array; segment: Segment }
  | { do: 'want'; queries: QueryColumns; segment: Segment; wanted: BitFilter }
  | { do: 'wanted'; registry: RegistryColumns; segment: Segment; wanted: BitFilter }
  | { do: 'at-once'; run: Run; results: ResultColumns; segment: Segment }
  | { do: 'scan'; run: Run; rows: Int32Array; keys: ResidualKeys; segments: Segment[] }
  | { do: 'residual'; run: Run; results: ResultColumns; residual: Residual; from: number; to: number }
  | ({ do: 'write' } & WritePart)
  | ({ do: 'unseal' } & UnsealTask)
  | { do: 'replace'; columns: RegistryColumns; segment: Segment; by: Segment }
  | { do: 'fingerprint'; path: string };

/** Undecided rows of a segment as arrays that travel between threads. */
export type UndecidedArrays = { rows: Int32Array; seeds: Int32Array };

export type Done = {
  'read-registry': ReadResult;
  'read-queries': ReadResult;
  index: null;
  want: null;
  /** Register rows. */
  wanted: Int32Array;
  'at-once': UndecidedArrays;
  scan: Pairs;
  residual: null;
  write: null;
  unseal: null;
  /** How many lines were replaced. */
  replace: number;
  /** SHA-256 of the file, hexadecimal. */
  fingerprint: string;
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
    case 'want':
      wantNumbers(task.queries, task.segment, task.wanted);
      return null;
    case 'wanted':
      return wantedRows(task.registry, task.segment, task.wanted);
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
    case 'unseal':
      unseal(task);
      return null;
    case 'replace':
      return replaceLines(task.columns, task.segment, task.by);
    case 'fingerprint':
      return fingerprint(task.path);
  }
}
