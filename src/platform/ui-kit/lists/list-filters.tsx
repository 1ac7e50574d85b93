import { Button, Input, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { AreaPicker } from '../forms/area-picker.tsx';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { isNarrowed, widened, withFilter } from './list-state.ts';
import type { AddressQuery, ListState } from './list-state.ts';

/** A filter of a list; `key` is its name in the address bar and in the server's query. */
export type ListFilter =
  | { kind: 'text'; key: string; label: string; placeholder?: string }
  | { kind: 'select'; key: string; label: string; options: readonly { value: string; label: string }[] }
  | { kind: 'date'; key: string; label: string }
  | { kind: 'area'; key: string; label: string; root?: string };

const typingPause = 400;
/** So many filters stand at hand on a phone; the style sheet counts the same. */
const AT_HAND = 2;

/** Text that is applied when typing pauses, or at once with Enter; it follows the address bar when that changes. */
function TextFilter(props: { id: string; value: string; placeholder?: string; onApply: (value: string) => void }) {
  const { id, value, placeholder, onApply } = props;
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onApply(typed.trim()), typingPause);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      id={id}
      value={typed}
      placeholder={placeholder}
      allowClear
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onApply(typed.trim())}
    />
  );
}

function FilterField({
  filter,
  value,
  onApply,
}: {
  filter: ListFilter;
  value: string;
  onApply: (value: string) => void;
}) {
  const t = useWords(kitWords);
  const id = useId();
  return (
    <div className={`kit-filter kit-filter-${filter.kind}`}>
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === 'text' ? (
        <TextFilter id={id} value={value} placeholder={filter.placeholder} onApply={onApply} />
      ) : filter.kind === 'select' ? (
        <Select
          id={id}
          value={value === '' ? undefined : value}
          placeholder={t('allOptions')}
          allowClear
          options={[...filter.options]}
          onChange={(next: string | undefined) => onApply(next ?? '')}
        />
      ) : filter.kind === 'date' ? (
        <Input id={id} type="date" value={value} onChange={(event) => onApply(event.target.value)} />
      ) : (
        <AreaPicker
          id={id}
          value={value === '' ? undefined : value}
          root={filter.root}
          onChange={(code) => onApply(code ?? '')}
        />
      )}
    </div>
  );
}

/** The filters of a list, in one line that wraps; on a phone the first two, the others on demand. */
export function ListFilters(props: {
  filters: readonly ListFilter[];
  /** What the page itself sets in the address; clearing leaves it. */
  fixed?: AddressQuery;
  state: ListState;
  onChange: (next: ListState) => void;
}) {
  const t = useWords(kitWords);
  const { filters, fixed, state, onChange } = props;
  const hidden = filters.slice(AT_HAND);
  const [all, setAll] = useState(() => hidden.some(({ key }) => state.filters[key] !== undefined));
  if (filters.length === 0) return null;
  return (
    <search className={all ? 'kit-filters kit-filters-all kit-no-print' : 'kit-filters kit-no-print'}>
      {filters.map((filter) => (
        <FilterField
          key={filter.key}
          filter={filter}
          value={state.filters[filter.key] ?? ''}
          onApply={(value) => onChange(withFilter(state, filter.key, value))}
        />
      ))}
      {hidden.length === 0 ? null : (
        <Button className="kit-filters-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('fewerFilters') : t('moreFilters', { count: hidden.length })}
        </Button>
      )}
      {isNarrowed(state, fixed) ? (
        <Button type="link" onClick={() => onChange(widened(state, fixed))}>
          {t('clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}
