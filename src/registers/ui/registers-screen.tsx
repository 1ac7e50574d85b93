import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, PageHeader, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { RegisterCard } from '../records/list-registers.ts';
import { Reading } from './record-parts.tsx';
import { words } from './words.ts';
import './registers.css';

const DOCUMENTS = ['N2021', 'FYP14', 'N2019', 'HA2020', 'SD2017'] as const;
const PARTS = ['all', 'keeper', 'reviewer', 'reader'] as const;
type Part = (typeof PARTS)[number];

/** 登记册: every declared register by document, with what waits for the reader's office. */
export default function RegistersScreen() {
  const t = useWords(words);
  const b = useBilingual();
  const [asked, setAsked] = useState('');
  const [part, setPart] = useState<Part>('all');
  const { data, error, refetch } = useQuery({
    queryKey: ['registers'],
    queryFn: ({ signal }) => api.get<{ rows: RegisterCard[] }>('/api/registers', { signal }),
  });
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  const wanted = (r: RegisterCard) =>
    (part === 'all' || r.part === part) && (b(r.title) + r.title.zh).toLowerCase().includes(asked.trim().toLowerCase());
  const rows = (data?.rows ?? []).filter(wanted);
  return (
    <div>
      <PageHeader title={t('registers')} note={t('registersNote')} />
      <search className="kit-filters kit-no-print">
        <Input
          className="registers-find"
          aria-label={t('find')}
          placeholder={t('find')}
          allowClear
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
        />
        <Segmented<Part>
          value={part}
          onChange={setPart}
          options={PARTS.map((value) => ({ value, label: value === 'all' ? t('allParts') : t(`part_${value}`) }))}
        />
      </search>
      {data === undefined ? <Reading /> : null}
      {data !== undefined && rows.length === 0 ? (
        <EmptyState title={t('noneFound')} begin={t('noneFoundHint')} />
      ) : null}
      {DOCUMENTS.map((document) => (
        <Section key={document} document={document} rows={rows.filter((r) => r.document === document)} />
      ))}
    </div>
  );
}

const TITLES: Record<(typeof DOCUMENTS)[number], { zh: string; en: string }> = {
  N2021: { zh: '乡村振兴重点帮扶县职业技能提升（N2021）', en: 'Key counties, 2021–2025 (N2021)' },
  FYP14: { zh: '技工教育“十四五”规划（FYP14）', en: 'Technical education plan, 2021–2025 (FYP14)' },
  N2019: { zh: '深度贫困地区技工教育（N2019）', en: 'Deep-poverty areas, 2019 (N2019)' },
  HA2020: { zh: '河南职业技能培训（HA2020）', en: 'Henan, 2020 (HA2020)' },
  SD2017: { zh: '山东精准技能扶贫（SD2017）', en: 'Shandong, 2017 (SD2017)' },
};

function Section({ document, rows }: { document: (typeof DOCUMENTS)[number]; rows: readonly RegisterCard[] }) {
  const t = useWords(words);
  const b = useBilingual();
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 className="registers-document">{b(TITLES[document])}</h2>
      <ul className="registers-cards">
        {rows.map((r) => (
          <li key={r.key}>
            <Link to={`/registers/of/${r.key}`}>{b(r.title)}</Link>
            <span className="kit-faint kit-small">
              {r.clause} · {t(`part_${r.part}`)} ·{' '}
              {r.records === 0 ? t('noRecords') : t('records', { count: r.records })}
            </span>
            {r.waiting === 0 ? null : (
              <strong className="registers-waiting">{t('waitingHere', { count: r.waiting })}</strong>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
