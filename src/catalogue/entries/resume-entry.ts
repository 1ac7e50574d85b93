import type { Context } from '../../platform/context.ts';
import { changeEntryState, type StateChange } from './change-entry-state.ts';
import type { Changed } from '../versions/change-version.ts';
import type { ChangeEntryState } from '../schema.ts';

const resumption: StateChange = {
  to: 'open',
  from: ['suspended', 'removed'],
  action: 'catalogue.resume_entry',
  words: '恢复招生',
};

/** Opens a suspended or removed entry again, as a new dated version; also takes back a suspension not yet in effect. */
export function resumeEntry(ctx: Context, input: ChangeEntryState): Promise<Changed> {
  return changeEntryState(ctx, input, resumption);
}
