import { Select } from 'antd';
import { useId } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession, useWords } from '../../platform/ui-kit/index.ts';
import { words } from './words.ts';

const FIRST = 2017;

/** The year in the address bar; the one of today when none is there. */
export function useYear(): [number, (year: number) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { today } = useSession();
  const asked = Number(search.year);
  const year = Number.isInteger(asked) && asked >= FIRST ? asked : Number(today.slice(0, 4));
  return [year, (next) => void navigate({ to: '.', search: { year: String(next) } as never })];
}

/** Chooses the year a page is about. */
export function YearChoice({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const t = useWords(words);
  const id = useId();
  const last = Math.max(year, Number(useSession().today.slice(0, 4))) + 1;
  const options = Array.from({ length: last - FIRST + 1 }, (_, i) => ({ value: last - i, label: String(last - i) }));
  return (
    <span>
      <label htmlFor={id}>{t('year')} </label>
      <Select id={id} value={year} options={options} onChange={onChange} style={{ width: 96 }} />
    </span>
  );
}
