import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { ListColumn, ShownColumns } from '../../lists/show-columns.ts';
import { words } from '../words.ts';

const AUTO = '';
const IGNORE = '-';
type Choices = Record<string, string>;

const keyOf = (c: Pick<ListColumn, 'heading' | 'occurrence'>): string => JSON.stringify([c.heading, c.occurrence]);

/** 识别结果: every column with what it was taken for and a few of its values; each can be said to be another field, or left out. */
export function ColumnsPanel(props: { path: string; open: boolean; onRecheck: () => void }) {
  const { path } = props;
  const found = useQuery({
    queryKey: ['list', path, 'columns'],
    queryFn: ({ signal }) => api.get<ShownColumns>(`${path}/columns`, { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const { sheets, firstRows } = found.data;
  if (sheets.length === 0 && firstRows.length === 0) return null;
  return <Columns key={found.dataUpdatedAt} shown={found.data} {...props} />;
}

function Columns(props: { shown: ShownColumns; path: string; open: boolean; onRecheck: () => void }) {
  const { shown, path, open, onRecheck } = props;
  const t = useWords(words);
  const [headerRow, setHeaderRow] = useState<number | null>(null);
  const [choices, setChoices] = useState<Choices>(() => chosenBefore(shown));
  const [changed, setChanged] = useState(false);
  const recheck = useMutation({
    mutationFn: () => api.post(`${path}/recheck`, { columns: written(choices) }),
    onSuccess: onRecheck,
  });
  const sheets = shown.sheets.length > 0 ? shown.sheets : headerRow === null ? [] : [headerOf(shown, headerRow)];
  const choose = (column: ListColumn, value: string): void => {
    setChanged(true);
    setChoices({ ...choices, [keyOf(column)]: value });
  };
  return (
    <details className="people-columns" open={open || shown.sheets.some((s) => s.missing.length > 0)}>
      <summary>
        <h2>{t('recognised')}</h2>
        <span>
          {shown.sheets
            .map((s) => t('columnsCount', { sheet: s.sheet, count: recognised(s), all: s.columns.length }))
            .join(' ')}
        </span>
      </summary>
      {shown.changeable ? <p className="kit-faint">{t('columnsNote')}</p> : null}
      {shown.sheets.length > 0 ? null : <HeaderChoice shown={shown} chosen={headerRow} onChoose={setHeaderRow} />}
      {sheets.map((sheet) => (
        <div key={sheet.sheet}>
          <p>
            {t('sheet')} “{sheet.sheet}”，{t('headerRow', { row: sheet.headerRow })}。
          </p>
          {sheet.missing.length > 0 ? (
            <p className="kit-alarm">{t('columnsMissing', { names: sheet.missing.join('、') })}</p>
          ) : null}
          <ColumnTable sheet={sheet} shown={shown} choices={choices} onChoose={shown.changeable ? choose : undefined} />
        </div>
      ))}
      {recheck.error === null ? null : <ErrorNote error={recheck.error} />}
      {changed ? (
        <p className="kit-form-acts">
          <Button type="primary" loading={recheck.isPending} onClick={() => recheck.mutate()}>
            {t('recheck')}
          </Button>{' '}
          <span className="kit-faint">{t('recheckNote')}</span>
        </p>
      ) : null}
    </details>
  );
}

const recognised = (sheet: ShownColumns['sheets'][number]): number =>
  sheet.columns.filter((c) => c.field !== null).length;

function ColumnTable(props: {
  sheet: ShownColumns['sheets'][number];
  shown: ShownColumns;
  choices: Choices;
  onChoose?: (column: ListColumn, value: string) => void;
}) {
  const t = useWords(words);
  const { sheet, shown, choices, onChoose } = props;
  const label = (field: string | null) => shown.fields.find((f) => f.field === field)?.label ?? '';
  const auto = (c: ListColumn) =>
    c.state === 'recognised' ? t('autoField', { field: label(c.field) }) : t('autoUnknown');
  const columns: Column<ListColumn>[] = [
    { key: 'heading', title: t('heading'), render: (c) => c.heading },
    {
      key: 'samples',
      title: t('samples'),
      render: (c) => <span className="kit-faint">{c.samples.join('、') || '—'}</span>,
    },
    {
      key: 'field',
      title: t('takenFor'),
      render: (c) =>
        onChoose === undefined ? (
          c.state === 'ignored' ? (
            t('leaveOut')
          ) : (
            label(c.field) || t('autoUnknown')
          )
        ) : (
          <Select
            aria-label={`${c.heading}：${t('takenFor')}`}
            className="people-field"
            status={c.state === 'unknown' && !choices[keyOf(c)] ? 'warning' : undefined}
            value={choices[keyOf(c)] ?? AUTO}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(value: string) => onChoose(c, value)}
            options={[
              { value: AUTO, label: auto(c) },
              { value: IGNORE, label: t('leaveOut') },
              ...shown.fields.map((f) => ({ value: f.field, label: f.label })),
            ]}
          />
        ),
    },
  ];
  return (
    <DataTable
      caption={`${t('recognised')} ${sheet.sheet}`}
      columns={columns}
      rows={sheet.columns}
      rowKey={(c) => String(c.column)}
      rowName={(c) => c.heading}
    />
  );
}

/** Where no header was found: the first rows, one of which a person says is the header. */
function HeaderChoice(props: { shown: ShownColumns; chosen: number | null; onChoose: (row: number) => void }) {
  const t = useWords(words);
  const columns: Column<ShownColumns['firstRows'][number]>[] = [
    {
      key: 'row',
      title: t('row'),
      render: (r) => (
        <Button
          size="small"
          type={r.row === props.chosen ? 'primary' : 'default'}
          onClick={() => props.onChoose(r.row)}
        >
          {t('isHeader', { row: r.row })}
        </Button>
      ),
    },
    {
      key: 'cells',
      title: t('was'),
      render: (r) =>
        r.cells
          .filter((c) => c !== '')
          .slice(0, 12)
          .join(' ｜ '),
    },
  ];
  return (
    <>
      <p>{t('whichHeader')}</p>
      <DataTable
        caption={t('whichHeader')}
        columns={columns}
        rows={props.shown.firstRows}
        rowKey={(r) => String(r.row)}
        rowName={(r) => t('isHeader', { row: r.row })}
      />
    </>
  );
}

function headerOf(shown: ShownColumns, headerRow: number): ShownColumns['sheets'][number] {
  const header = shown.firstRows.find((r) => r.row === headerRow)!;
  const below = shown.firstRows.filter((r) => r.row > headerRow);
  const counted = new Map<string, number>();
  const columns = header.cells.flatMap((cell, column): ListColumn[] => {
    const heading = cell.trim();
    if (heading === '') return [];
    const occurrence = (counted.get(heading) ?? 0) + 1;
    counted.set(heading, occurrence);
    const samples = below.map((r) => r.cells[column] ?? '').filter((text) => text !== '');
    return [{ column, heading, occurrence, field: null, state: 'unknown', samples: samples.slice(0, 3) }];
  });
  return { sheet: '1', headerRow, columns, missing: [] };
}

function chosenBefore(shown: ShownColumns): Choices {
  const columns = shown.sheets.flatMap((s) => s.columns);
  return Object.fromEntries(
    columns.flatMap((c) =>
      c.state === 'chosen' ? [[keyOf(c), c.field!]] : c.state === 'ignored' ? [[keyOf(c), IGNORE]] : [],
    ),
  );
}

function written(choices: Choices): { heading: string; occurrence: number; field: string | null }[] {
  return Object.entries(choices).flatMap(([key, value]) => {
    const [heading, occurrence] = JSON.parse(key) as [string, number];
    return value === AUTO ? [] : [{ heading, occurrence, field: value === IGNORE ? null : value }];
  });
}
