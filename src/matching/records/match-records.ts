import { reasonForLine, type ListedPerson } from '../../people/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { ProblemKind } from '../../standards/cleaning/index.ts';
import { aloneCrew } from '../engine/threads/crew.ts';
import type { Decision } from '../engine/deciding/explain.ts';
import { matchRows, REGISTRY_HEADER, registryLines } from '../engine/deciding/match-rows.ts';
import { openRegistry } from '../engine/reading/open-lists.ts';
import { readParameters } from '../engine/parameters-file.ts';
import type { Rule } from '../engine/deciding/result.ts';
import { candidatesFor, type Area, type Known } from '../register/register-candidates.ts';

/** A line of a roll or roster that names a person; `row` is the caller's own key, `villageCode` where it says the person lives (0: it does not say). */
export type RecordQuery = Pick<
  ListedPerson,
  'row' | 'name' | 'sex' | 'idNumber' | 'idWritten' | 'idProblem' | 'phone'
> & { villageCode: number };

/** A person of the register who is offered for a line. */
export type RecordCandidate = { personId: string; name: string; villageCode: number };

/**
 * What the register says of a line. Only `auto` (equal valid number and equal name) may stand alone; `review` offers persons, the likeliest first, by
 * the engine's rule, with what a clerk is told of the line, and a person decides; `none` is nobody of the register.
 */
export type RecordMatch =
  | ({ decision: 'auto' } & RecordCandidate)
  | { decision: 'review'; rule: Rule; reason: ProblemKind; candidates: RecordCandidate[] }
  | { decision: 'none' };

const AT_ONCE = 2000;

/**
 * Finds the persons of the register for the lines of a list, by the engine that also decides comparisons (strict), held against the part of the register that
 * comes into question. Sees what the transaction sees: lists of schools are matched with the system's view.
 */
export async function matchRecords(
  tx: Tx,
  vault: Vault,
  area: Area,
  rows: readonly RecordQuery[],
): Promise<Map<number, RecordMatch>> {
  const parameters = readParameters();
  const found = new Map<number, RecordMatch>();
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE);
    const sought = part.map(({ name, idNumber, idWritten, phone }) => ({ name, idNumber, written: idWritten, phone }));
    const known = await candidatesFor(tx, vault, area, sought);
    const lines = new TextEncoder().encode(REGISTRY_HEADER + registryLines([...known.values()]));
    const crew = aloneCrew();
    const decisions = await matchRows(crew, await openRegistry(crew, { bytes: lines }), part.map(asked), {
      profile: 'strict',
      parameters,
    });
    const owners = new Map([...known.values()].filter((k) => k.holds).map((k) => [k.idNumber, k]));
    for (const [i, row] of part.entries()) {
      const owner = row.idNumber === null ? undefined : owners.get(row.idNumber);
      found.set(row.row, answer(row, decisions[i]!, known, owner));
    }
  }
  return found;
}

const asked = (row: RecordQuery) => ({
  rowId: String(row.row),
  name: row.name,
  sex: row.sex,
  idNumber: row.idNumber ?? row.idWritten,
  phone: row.phone,
  divisionCode: row.villageCode || null,
});

function answer(
  row: RecordQuery,
  d: Decision,
  known: ReadonlyMap<string, Known>,
  owner: Known | undefined,
): RecordMatch {
  if (d.zone === 'none') return { decision: 'none' };
  const best = known.get(d.personId)!;
  if (d.zone === 'auto') return { decision: 'auto', ...candidate(best) };
  return {
    decision: 'review',
    rule: d.rule,
    reason: reasonForLine(row, d, best, owner),
    candidates: d.candidates.map((personId) => candidate(known.get(personId)!)),
  };
}

const candidate = ({ personId, name, villageCode }: Known): RecordCandidate => ({ personId, name, villageCode });
