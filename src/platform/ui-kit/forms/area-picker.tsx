import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { Cascader } from 'antd';
import { useState } from 'react';
import { api } from '../../api-client/index.ts';
import { pathTo } from './area-path.ts';
import type { Division } from './area-path.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';

interface AreaOption {
  value: string;
  label: string;
  isLeaf: boolean;
  children?: AreaOption[];
}

const country = '000000000000';
const anHour = 3_600_000;

const loadChildren = (client: QueryClient, parent: string): Promise<Division[]> =>
  client.fetchQuery({
    queryKey: ['divisions', parent],
    queryFn: ({ signal }) => api.get<Division[]>('/api/divisions', { query: { parent }, signal }),
    staleTime: anHour,
  });

const toOption = (division: Division): AreaOption => ({
  value: division.code,
  label: division.name,
  isLeaf: !division.hasChildren,
});

/** The options with one option's children put in. */
function withChildren(options: readonly AreaOption[], parent: string, children: AreaOption[]): AreaOption[] {
  return options.map((option) => {
    if (option.value === parent) return { ...option, children, isLeaf: children.length === 0 };
    return option.children === undefined
      ? option
      : { ...option, children: withChildren(option.children, parent, children) };
  });
}

/** Everything needed to show a chosen code: the top level, and the levels above the code. */
async function loadUpTo(client: QueryClient, root: string, code: string | undefined) {
  const top = await loadChildren(client, root);
  if (code === undefined) return { options: top.map(toOption), path: [] };
  const path = await pathTo(code, root, (parent) => loadChildren(client, parent));
  let options = top.map(toOption);
  for (const step of path.slice(0, -1)) {
    options = withChildren(options, step.code, (await loadChildren(client, step.code)).map(toOption));
  }
  return { options, path: path.map((step) => step.code) };
}

export interface AreaPickerProps {
  id?: string;
  /** 12-digit division code. */
  value?: string;
  onChange?: (code: string | undefined) => void;
  /** Division below which to choose; the whole country when not given. */
  root?: string;
  disabled?: boolean;
  status?: 'error' | 'warning' | '';
}

/** Chooses a division of any level; each level is loaded when opened (620,573 villages are never listed at once). */
export function AreaPicker({ id, value, onChange, root = country, disabled, status, ...aria }: AreaPickerProps) {
  const t = useWords(kitWords);
  const client = useQueryClient();
  const [opened, setOpened] = useState<Record<string, AreaOption[]>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const start = useQuery({
    queryKey: ['area-path', root, value ?? ''],
    queryFn: () => loadUpTo(client, root, value),
    placeholderData: (previous) => previous,
    staleTime: anHour,
  });
  const options = Object.entries(opened).reduce(
    (all, [parent, children]) => withChildren(all, parent, children),
    start.data?.options ?? [],
  );
  const open = async (parent: string): Promise<void> => {
    try {
      const children = await loadChildren(client, parent);
      setOpened((before) => ({ ...before, [parent]: children.map(toOption) }));
      setFailure(null);
    } catch (error) {
      setFailure(error);
    }
  };
  const error = failure ?? start.error;
  return (
    <>
      <Cascader
        {...aria}
        id={id}
        disabled={disabled}
        status={status}
        value={value === undefined ? [] : start.data?.path}
        options={options}
        loading={start.isFetching}
        changeOnSelect
        placeholder={value !== undefined && value === root ? t('wholeArea') : t('pick')}
        loadData={(chosen) => {
          const last = chosen.at(-1);
          if (last !== undefined) void open(String(last.value));
        }}
        onChange={(path: string[] | undefined) => onChange?.(path?.at(-1))}
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void start.refetch()} />}
    </>
  );
}
