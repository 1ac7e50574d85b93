import { useLanguage } from '../../../platform/ui-kit/index.ts';
import type { State } from '../targets/assess.ts';
import { STATE_WORDS } from '../labels.ts';

const SIGNS: Record<State, string> = {
  met: '✓',
  within: '✓',
  not_met: '✕',
  on_pace: '→',
  behind: '!',
  open: '…',
  none: '',
  no_data: '',
};

/** How a figure stands, in a word with a sign; colour never alone. */
export function StateNote({ state }: { state: State }) {
  const [language] = useLanguage();
  return (
    <span className={`indicator-state indicator-${state}`}>
      <span aria-hidden="true">{SIGNS[state]} </span>
      {STATE_WORDS[state][language]}
    </span>
  );
}
