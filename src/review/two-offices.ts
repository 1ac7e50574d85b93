export type Answer = 'pass' | 'return' | 'fail';
export type Office = 'poverty' | 'hr';
export type ReviewMode = 'joint' | 'independent' | 'sequential';

/** How a round of two offices ends. */
export type RoundResult = 'pending' | 'passed' | 'returned' | 'failed';

/**
 * The truth table of the township's parallel review: pass needs both; any fail fails; otherwise it goes back.
 * Nothing is decided until both have answered, so that one notice carries both offices' words.
 */
export function roundResult(poverty: Answer | null, hr: Answer | null): RoundResult {
  if (poverty === null || hr === null) return 'pending';
  if (poverty === 'fail' || hr === 'fail') return 'failed';
  return poverty === 'pass' && hr === 'pass' ? 'passed' : 'returned';
}

/**
 * Whether an office may answer now. In sequential review the first office named by the local setting answers first;
 * in the other modes either may, once.
 */
export function mayAnswer(
  mode: ReviewMode,
  first: Office,
  office: Office,
  answered: Record<Office, boolean>,
): 'yes' | 'already_answered' | 'wait_for_other' {
  if (answered[office]) return 'already_answered';
  if (mode === 'sequential' && office !== first && !answered[first]) return 'wait_for_other';
  return 'yes';
}
