import { useSyncExternalStore } from 'react';
import { kitWords } from '../kit-words.ts';
import { useWords } from './language.ts';

function subscribe(notify: () => void): () => void {
  globalThis.addEventListener('online', notify);
  globalThis.addEventListener('offline', notify);
  return () => {
    globalThis.removeEventListener('online', notify);
    globalThis.removeEventListener('offline', notify);
  };
}

/** Whether the browser believes it has a network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

/** A line at the top of the page while there is no network. */
export function OfflineNote() {
  const t = useWords(kitWords);
  const online = useOnline();
  return (
    <div role="status" className={online ? undefined : 'kit-offline'}>
      {online ? null : t('offline')}
    </div>
  );
}
