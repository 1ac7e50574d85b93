import type { Context } from '../../platform/context.ts';
import { changeEntryState, type StateChange } from './change-entry-state.ts';
import type { Changed } from '../versions/change-version.ts';
import type { ChangeEntryState } from '../schema.ts';

const suspension: StateChange = {
  to: 'suspended',
  from: ['open'],
  action: 'catalogue.suspend_entry',
  words: '暂停招生',
};

/** Suspends an entry from a day on, as a new dated version. Repeating it changes nothing. See {@link changeEntryState} for refusals. */
export function suspendEntry(ctx: Context, input: ChangeEntryState): Promise<Changed> {
  return changeEntryState(ctx, input, suspension);
}
