import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';

/** An institution found by typing part of its name. */
export function InstitutionSelect(props: {
  id: string;
  kind: string | undefined;
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
}) {
  const [search, setSearch] = useState('');
  const { kind } = props;
  const found = useQuery({
    queryKey: ['institutions', kind, search],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<{ institutionId: string; name: string; locationName: string }>>('/api/institutions', {
        query: { kind, search: search || undefined, size: 30 },
        signal,
      }),
  });
  return (
    <Select
      id={props.id}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      value={props.value || undefined}
      placeholder={props.placeholder}
      onChange={props.onChange}
      options={(found.data?.rows ?? []).map((i) => ({
        value: i.institutionId,
        label: `${i.name}（${i.locationName}）`,
      }))}
    />
  );
}
