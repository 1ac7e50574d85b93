import { aloneCrew, type Crew } from '../threads/crew.ts';
import { matchLists, type Match } from '../threads/match-lists.ts';
import { openQueries, openRegistry } from '../reading/open-lists.ts';
import type { MatchParameters } from '../parameters.ts';

/** Matches two lists given as the text of CSV files, in this thread unless a crew is given. For lists that fit into memory many times over. */
export async function matchInMemory(
  registry: Uint8Array,
  queries: Uint8Array,
  parameters: MatchParameters,
  crew: Crew = aloneCrew(),
): Promise<Match> {
  const list = await openQueries(crew, { bytes: queries });
  return matchLists(crew, await openRegistry(crew, { bytes: registry }, list), list, parameters);
}
