import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../api-client/index.ts';

export interface FoundSelectProps<Row> {
  label: string;
  placeholder?: string;
  /** A list on the server that is narrowed by `find`. */
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
  option: (row: Row) => { value: string; label: string };
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

const SHOWN = 50;
/** Typing is waited for this long, in milliseconds. */
const PAUSE = 300;

/** Chooses one of a list that may be longer than anybody scrolls: the newest are offered, typing finds the others on the server. */
export function FoundSelect<Row>({
  label,
  placeholder,
  path,
  query = {},
  option,
  value,
  onChange,
}: FoundSelectProps<Row>) {
  const [find, setFind] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>();
  const found = useQuery({
    queryKey: ['list', path, query, find],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<Row>>(path, {
        query: { ...query, size: SHOWN, ...(find === '' ? {} : { find }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.rows ?? []).map(option);
  const kept = chosen !== null && chosen.value === value && !options.some((o) => o.value === value) ? [chosen] : [];
  return (
    <Select
      aria-label={label}
      showSearch={{
        filterOption: false,
        onSearch: (text) => {
          clearTimeout(timer);
          setTimer(setTimeout(() => setFind(text.trim()), PAUSE));
        },
      }}
      allowClear
      style={{ width: '100%', maxWidth: 480 }}
      placeholder={placeholder}
      value={value}
      loading={found.isFetching}
      options={[...kept, ...options]}
      onChange={(next: string | undefined) => {
        setChosen(options.find((o) => o.value === next) ?? null);
        onChange(next);
      }}
    />
  );
}
