import type { Vault } from '../../platform/vault.ts';
import { maskCitizenId } from '../../standards/index.ts';

/** A number of the roll as it is kept: shown text, and for the national number a blind index instead of the number itself. */
export type StatusNumber = { kind: 'national' | 'school'; shown: string; index: Buffer | null };

const NATIONAL_PREFIX = 'G';

/** The national number: G and the citizen number; shown masked, found by its blind index. */
export function nationalNumber(vault: Vault, id18: string): StatusNumber {
  const full = `${NATIONAL_PREFIX}${id18}`;
  return {
    kind: 'national',
    shown: `${NATIONAL_PREFIX}${maskCitizenId(id18)}`,
    index: vault.index('student.number', full),
  };
}

/** The school's own number, for who has no proved citizen number. */
export function schoolNumber(given: string): StatusNumber {
  return { kind: 'school', shown: given, index: null };
}
