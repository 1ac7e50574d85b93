import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, useWords } from '../../platform/ui-kit/index.ts';
import type { Comparison } from '../versions/compare-versions.ts';
import type { Differences } from '../entries/entry.ts';
import { doubtTitles, entryStateTitles, type Entry } from '../schema.ts';
import { words } from './words.ts';

const name = (entry: Entry): string =>
  `${entry.schoolName} ${entry.major}（${entry.level}，${entry.base}，${entry.years}年）`;

function shown(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (field.endsWith('Fen')) return `${(Number(value) / 100).toFixed(2)} 元`;
  if (field === 'state') return entryStateTitles[value as Entry['state']];
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

/** What differs between two lists, entry by entry. */
export function DifferenceList({ differences }: { differences: Differences }) {
  const t = useWords(words);
  const { added, removed, changed } = differences;
  if (added.length + removed.length + changed.length === 0) return <p>{t('same')}</p>;
  return (
    <ul>
      {added.map((e) => (
        <li key={e.entryKey}>
          <strong>{t('added')}</strong> {name(e)}
        </li>
      ))}
      {changed.map(({ entry, fields }) => (
        <li key={entry.entryKey}>
          <strong>{t('changed')}</strong> {name(entry)}：
          {fields
            .map((f) => `${doubtTitles[f.field] ?? f.field} ${shown(f.field, f.before)} → ${shown(f.field, f.after)}`)
            .join('；')}
        </li>
      ))}
      {removed.map((e) => (
        <li key={e.entryKey}>
          <strong>{t('removed')}</strong> {name(e)}
        </li>
      ))}
    </ul>
  );
}

/** Two versions side by side, as their differences. */
export function CompareDialog({ fromId, toId, onClose }: { fromId: string; toId: string; onClose: () => void }) {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['catalogue', 'compare', fromId, toId],
    queryFn: ({ signal }) => api.get<Comparison>('/api/catalogue/compare', { query: { fromId, toId }, signal }),
  });
  const { data, error } = found;
  const title = data ? t('compareTitle', { from: data.from.version, to: data.to.version }) : t('compare');
  return (
    <Modal open title={title} footer={null} width={720} onCancel={onClose}>
      {error === null ? null : <ErrorNote error={error} />}
      {data === undefined ? null : (
        <div className="kit-stack">
          <p>{t('counts', data.from.counts)}</p>
          <DifferenceList differences={data} />
          <p>{t('counts', data.to.counts)}</p>
        </div>
      )}
    </Modal>
  );
}
