import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession } from '../../../platform/ui-kit/index.ts';

export type Asked = {
  key?: string | undefined;
  divisionCode?: string | undefined;
  on: string;
  document?: string | undefined;
};

const text = (value: unknown): string | undefined => (value === undefined || value === '' ? undefined : String(value));

/** What the address bar asks for: place (the reader's own where none), day (today where none), document, indicator. */
export function useAsked(): [Asked, (next: Partial<Asked>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { today } = useSession();
  const asked: Asked = {
    key: text(search.key),
    divisionCode: text(search.divisionCode),
    on: text(search.on) ?? today,
    document: text(search.document),
  };
  const go = (next: Partial<Asked>) => void navigate({ to: '.', search: tidy({ ...asked, ...next }) as never });
  return [asked, go];
}

/** The search without what is empty. */
export const tidy = (asked: Partial<Asked>): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter((e): e is [string, string] => e[1] !== undefined));
