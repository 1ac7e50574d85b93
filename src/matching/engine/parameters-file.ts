import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseParameters, type MatchParameters } from './parameters.ts';

export const PARAMETERS_FILE = join(import.meta.dirname, '..', '..', '..', 'rules', 'matching', 'parameters.yaml');

/** The parameters of rules/matching, or of another file of that form. */
export function readParameters(path = PARAMETERS_FILE): MatchParameters {
  return parseParameters(readFileSync(path, 'utf8'));
}
