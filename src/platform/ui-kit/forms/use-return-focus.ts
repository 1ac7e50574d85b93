import { useEffect, useState } from 'react';

/** Gives the focus back to what had it before a dialog that is taken out of the page as soon as it closes. */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
}
