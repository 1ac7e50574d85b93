import { DataTable, useBilingual, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { MeasureShown } from '../measures/run-measures.ts';
import { words } from './words.ts';

/** So many missing names stand in a cell; the rest are counted. */
const NAMED = 6;

/** Figures with what is missing named, those that need somebody to act marked. */
export function MeasureTable({ rows, caption }: { rows: readonly MeasureShown[]; caption: string }) {
  const t = useWords(words);
  const say = useBilingual();
  const columns: Column<MeasureShown>[] = [
    {
      key: 'title',
      title: t('figure'),
      render: (m) => (
        <>
          {say(m.title)}
          {m.each === null ? null : `（${m.each}）`}
          <div className="kit-faint kit-small">{m.clause}</div>
        </>
      ),
    },
    { key: 'value', title: t('value'), number: true, render: (m) => valueOf(m) },
    { key: 'missing', title: t('missing'), render: (m) => missingOf(m, t('none')) },
    {
      key: 'alert',
      title: t('alert'),
      render: (m) => (m.alert === null ? t('none') : <strong className="kit-alarm">{m.alert}</strong>),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(m) => `${m.key} ${m.each ?? ''}`}
      rowName={(m) => say(m.title)}
    />
  );
}

function valueOf(m: MeasureShown): string {
  if (m.type === 'groups')
    return m.groups.length === 0 ? String(m.value) : m.groups.map((g) => `${g.label} ${g.value}`).join('，');
  const share = m.of === null ? String(m.value) : `${m.value}/${m.of}`;
  return m.percent === null ? share : `${share}（${m.percent}%）`;
}

function missingOf(m: MeasureShown, none: string): string {
  if (m.missing.length === 0) return none;
  const named = m.missing
    .slice(0, NAMED)
    .map((x) => x.label)
    .filter((x) => x !== '');
  return m.missing.length > NAMED ? `${named.join('、')} …（${m.missing.length}）` : named.join('、') || none;
}
