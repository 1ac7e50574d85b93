import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key of the page that is open; `label` is what the `?` help says. */
export interface Shortcut {
  key: string;
  label: string;
  run: () => void;
}

type Registered = { current: readonly Shortcut[] };

const registered = new Set<Registered>();
const listeners = new Set<() => void>();
let shown: readonly Shortcut[] = [];

function changed(): void {
  shown = [...registered].flatMap((entry) => entry.current);
  for (const listener of listeners) listener();
}

/** Whether a key belongs to what has the focus (typing, choosing, a dialog) and not to the page. */
export function isTaken(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return true;
  if (!(event.target instanceof Element)) return false;
  const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"]';
  if (event.target.closest(typing) !== null) return true;
  return event.key === 'Enter' && event.target.closest('a, button, input, [role="menuitem"]') !== null;
}

function onKey(event: KeyboardEvent): void {
  // A key that is held down means one thing once: what it opens next has not been looked at.
  if (event.defaultPrevented || event.repeat || isTaken(event)) return;
  const found = [...registered].toReversed().flatMap((entry) => entry.current.filter((one) => one.key === event.key));
  if (found[0] === undefined) return;
  event.preventDefault();
  found[0].run();
}

function register(entry: Registered): () => void {
  if (registered.size === 0) document.addEventListener('keydown', onKey);
  registered.add(entry);
  changed();
  return () => {
    registered.delete(entry);
    if (registered.size === 0) document.removeEventListener('keydown', onKey);
    changed();
  };
}

/** Binds keys while the component is shown; the newest binding of a key wins. Keys typed into fields or dialogs are left alone. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const entry = useRef(shortcuts);
  useEffect(() => {
    entry.current = shortcuts;
  });
  useEffect(() => register(entry), []);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** All keys bound now, for the help. */
export const useBoundShortcuts = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => shown);
