import type { Call } from '../list-calls.ts';

/** How a call stands on a day, as a word of the screens. */
export function callState(call: Call, today: string): 'decided' | 'receiving' | 'notYet' | 'closed' {
  if (call.decided) return 'decided';
  if (call.open) return 'receiving';
  return today < call.opensOn ? 'notYet' : 'closed';
}
