import { useState } from 'react';

function read<T>(key: string, otherwise: T, fits: (value: unknown) => value is T): T {
  const written = localStorage.getItem(key);
  if (written === null) return otherwise;
  try {
    const value: unknown = JSON.parse(written);
    return fits(value) ? value : otherwise;
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise;
    throw error;
  }
}

/** State kept in this browser under `jiqiao.<key>` (settings only, never personal data). What does not fit any more is ignored. */
export function useStored<T>(key: string, otherwise: T, fits: (value: unknown) => value is T) {
  const name = `jiqiao.${key}`;
  const [value, setValue] = useState(() => read(name, otherwise, fits));
  const store = (next: T): void => {
    setValue(next);
    localStorage.setItem(name, JSON.stringify(next));
  };
  return [value, store] as const;
}

export const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
