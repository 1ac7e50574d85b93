import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Crew } from './crew.ts';
import type { Task } from './perform.ts';
import { OUTPUT_HEADER } from '../deciding/explain.ts';
import type { Match } from './match-lists.ts';
import { piecesOf } from '../reading/columns.ts';
import type { Profile } from '../deciding/result.ts';

const CHUNK = 1 << 22;

/** Writes one line for every row. The file appears whole under its name or not at all; only its owner can read it. */
export async function writeDecisions(crew: Crew, match: Match, profile: Profile, path: string): Promise<void> {
  const { run, results, residual, queries } = match;
  const whole = `${path}.${process.pid}.part`;
  const tasks: Extract<Task, { do: 'write' }>[] = [];
  let record = 1;
  for (const list of queries.segments) {
    for (const segment of piecesOf(list, crew.size)) {
      const part = tasks.length === 0 ? whole : `${whole}-${tasks.length}`;
      tasks.push({
        do: 'write' as const,
        run,
        results,
        residual,
        profile,
        segment,
        record,
        path: part,
        header: tasks.length === 0,
      });
      record += segment.to - segment.from;
    }
  }
  try {
    await crew.all<'write'>(tasks);
    const file = openSync(whole, tasks.length === 0 ? 'wx' : 'a', 0o600);
    if (tasks.length === 0) writeSync(file, OUTPUT_HEADER);
    for (const task of tasks.slice(1)) append(file, task.path);
    fsyncSync(file);
    closeSync(file);
    renameSync(whole, path);
  } finally {
    for (const part of [whole, ...tasks.map((task) => task.path)]) rmSync(part, { force: true });
  }
}

function append(file: number, path: string): void {
  const part = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let read = readSync(part, chunk); read > 0; read = readSync(part, chunk)) writeSync(file, chunk, 0, read);
  closeSync(part);
}
