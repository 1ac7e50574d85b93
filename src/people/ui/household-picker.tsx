import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import { AreaPicker, DataTable, ErrorNote, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { FoundHousehold } from '../person/find-households.ts';
import { words } from './words.ts';

const SIZE = 8;

/** Chooses a household of one's area: by village, by the head's name or by its number; shows who lives there, so that nobody errs. */
export function HouseholdPicker(props: {
  /** 12-digit code of the village to begin with. */
  village?: string;
  value: FoundHousehold | null;
  onChange: (household: FoundHousehold | null) => void;
}) {
  const t = useWords(words);
  const { unit } = useSession();
  const [division, setDivision] = useState(props.village);
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(1);
  const search = useDeferredValue(typed.trim());
  const query = { division, search, page, size: SIZE };
  const found = useQuery({
    queryKey: ['households', query],
    queryFn: ({ signal }) => api.get<ListAnswer<FoundHousehold>>('/api/households', { query, signal }),
    placeholderData: keepPreviousData,
    enabled: props.value === null,
  });
  if (props.value !== null)
    return (
      <p>
        <strong>{props.value.headName ?? '—'}</strong> {props.value.villageName} {props.value.householdNo}（
        {props.value.members.join('、')}）{' '}
        <Button size="small" type="link" onClick={() => props.onChange(null)}>
          {t('chooseAgain')}
        </Button>
      </p>
    );
  const columns: Column<FoundHousehold>[] = [
    { key: 'head', title: t('headName'), render: (h) => h.headName ?? '—' },
    { key: 'village', title: t('village'), render: (h) => h.villageName ?? '—' },
    { key: 'no', title: t('householdNo'), render: (h) => h.householdNo ?? '—' },
    { key: 'members', title: t('members'), render: (h) => h.members.join('、') || '—' },
  ];
  const rows = found.data?.rows ?? [];
  return (
    <div className="kit-stack">
      <div className="kit-filters">
        <span className="kit-filter">
          <label htmlFor="household-search">{t('householdSearch')}</label>
          <Input
            id="household-search"
            value={typed}
            allowClear
            onChange={(event) => {
              setTyped(event.target.value);
              setPage(1);
            }}
          />
        </span>
        <span className="kit-filter kit-filter-area">
          <label htmlFor="household-area">{t('area')}</label>
          <AreaPicker
            id="household-area"
            value={division}
            root={unit.divisionCode}
            onChange={(code) => {
              setDivision(code);
              setPage(1);
            }}
          />
        </span>
      </div>
      {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && rows.length === 0 ? (
        <p>{t('noHouseholds')}</p>
      ) : (
        <DataTable
          caption={t('toHousehold')}
          columns={columns}
          rows={rows}
          rowKey={(h) => h.householdId}
          rowName={(h) => h.headName ?? h.householdNo ?? ''}
          onOpen={props.onChange}
          loadingRows={found.isPending ? 3 : undefined}
        />
      )}
      {page === 1 && found.data?.next === undefined ? null : (
        <p className="kit-row-acts">
          <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t('previous')}
          </Button>{' '}
          <Button size="small" disabled={found.data?.next === undefined} onClick={() => setPage(page + 1)}>
            {t('next')}
          </Button>
        </p>
      )}
    </div>
  );
}
