import type { Context } from '../../platform/context.ts';
import { changeEntryState, type StateChange } from './change-entry-state.ts';
import type { Changed } from '../versions/change-version.ts';
import type { ChangeEntryState } from '../schema.ts';

const removal: StateChange = {
  to: 'removed',
  from: ['open', 'suspended'],
  action: 'catalogue.remove_entry',
  words: '撤销',
};

/**
 * Takes an entry out of the catalogue from a day on, as a new dated version; it stays visible as removed, and persons admitted to it are
 * unaffected. Repeating it changes nothing. See {@link changeEntryState} for refusals.
 */
export function removeEntry(ctx: Context, input: ChangeEntryState): Promise<Changed> {
  return changeEntryState(ctx, input, removal);
}
