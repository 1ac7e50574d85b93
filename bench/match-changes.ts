import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { threadCrew } from '../src/matching/engine/threads/thread-crew.ts';
import { countMatch, matchLists } from '../src/matching/engine/threads/match-lists.ts';
import { openQueries } from '../src/matching/engine/reading/open-lists.ts';
import { readParameters } from '../src/matching/engine/parameters-file.ts';
import { applyChanges } from '../src/matching/engine/snapshot/register-changes.ts';
import { openSnapshot } from '../src/matching/engine/snapshot/snapshot.ts';

/** Opens a snapshot, then lays changed register rows over it and decides a changed list: what an office does every day. Prints the times as JSON. */
const [snapshot = '', key = '', registry = '', queries = '', count = '0'] = process.argv.slice(2);

/** Every so-manieth row of the register with another phone. */
async function changedRows(wanted: number): Promise<Uint8Array> {
  const lines: string[] = [];
  let at = 0;
  for await (const line of createInterface({ input: createReadStream(registry) })) {
    if (at === 0) lines.push(line);
    else if (at % 7 === 0) lines.push(line.replace(/,154\d{8},/, ',15499999999,'));
    at++;
    if (lines.length > wanted) break;
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

const changes = await changedRows(Number(count));
const crew = threadCrew(2);
const from = performance.now();
const open = await openSnapshot(crew, snapshot, Buffer.from(key, 'hex'), new Date().toISOString());
const opened = performance.now();
const cpu = process.cpuUsage();
const applied = await applyChanges(crew, open, { bytes: changes });
const list = await openQueries(crew, { path: queries });
const match = await matchLists(crew, open, list, readParameters());
const done = performance.now();
const { user, system } = process.cpuUsage(cpu);
await crew.end();
console.log(
  JSON.stringify({
    open_ms: Math.round(opened - from),
    changes_ms: Math.round(done - opened),
    // Processor time of all threads: what the machine was asked for, whoever else was busy.
    changes_cpu_ms: Math.round((user + system) / 1000),
    applied,
    zones: countMatch(match, 'strict').zones,
    peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
process.exit(0);
