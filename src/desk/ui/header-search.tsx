import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useShortcuts, useWords } from '../../platform/ui-kit/index.ts';
import { deskWords } from './desk-words.ts';
import './desk.css';

/** The one search box in the heading of every page; `/` goes to it where the page has no filters of its own. */
export function HeaderSearch() {
  const t = useWords(deskWords);
  const navigate = useNavigate();
  const { q = '' }: { q?: string } = useSearch({ strict: false });
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(String(q));
  useShortcuts([{ key: '/', label: t('searchKey'), run: () => box.current?.focus() }]);
  const go = (): void => {
    const wanted = typed.trim();
    if (wanted !== '') void navigate({ href: `/search?q=${encodeURIComponent(wanted)}` });
  };
  return (
    <form
      role="search"
      aria-label={t('search')}
      className="desk-search-box"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <input
        ref={box}
        type="search"
        name="q"
        aria-label={t('searchBox')}
        placeholder={t('searchBox')}
        maxLength={60}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}
