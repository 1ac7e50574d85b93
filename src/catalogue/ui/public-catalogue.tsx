import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, money, usePublicQuery, useWords } from '../../platform/ui-kit/plain.ts';
import type { PublicCity, PublicEntry, PublicPage } from '../public-catalogue.ts';
import { publicWords } from './public-words.ts';
import './public-catalogue.css';

const SIZE = 20;
const levels = ['中级工', '高级工', '预备技师', '技师', '高级技师'];
const bases = ['初中', '高中', '中职'] as const;
type Filters = Record<string, string>;

/** 招生目录: what every city has published, to be searched by anybody on a phone. */
export default function PublicCatalogue() {
  const t = useWords(publicWords);
  const [query, setQuery] = usePublicQuery();
  const filters: Filters = Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const { data, error, refetch } = useQuery({
    queryKey: ['public-catalogue', filters],
    queryFn: ({ signal }) =>
      api.get<PublicPage>('/api/public/catalogue', { query: { ...filters, size: SIZE }, signal }),
    placeholderData: keepPreviousData,
  });
  const cities = useQuery({
    queryKey: ['public-catalogue', 'cities'],
    queryFn: ({ signal }) => api.get<{ rows: PublicCity[] }>('/api/public/catalogue/cities', { signal }),
  });
  const year = data?.year ?? null;
  const inYear = (cities.data?.rows ?? []).filter((c) => c.year === year);
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <p>{t('how')}</p>
      <Search
        key={JSON.stringify(filters)}
        filters={filters}
        years={data?.years ?? []}
        year={year}
        cities={inYear}
        onSearch={setQuery}
      />
      {error !== null && data === undefined ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined ? (
        <p role="status">{error === null ? t('loading') : null}</p>
      ) : (
        <>
          <p role="status">{t('found', { count: data.total ?? 0 })}</p>
          {data.rows.length === 0 ? <EmptyState title={t('none')} begin={t('noneHint')} /> : null}
          <ul className="catalogue-list">
            {data.rows.map((entry) => (
              <Line key={entry.entryKey} entry={entry} year={year} />
            ))}
          </ul>
          <Pages
            page={data.page}
            total={data.total ?? 0}
            onPage={(page) => setQuery({ ...query, page: String(page) })}
          />
        </>
      )}
    </>
  );
}

interface SearchProps {
  filters: Filters;
  years: readonly number[];
  year: number | null;
  cities: readonly PublicCity[];
  onSearch: (next: Filters) => void;
}

function Search({ filters, years, year, cities, onSearch }: SearchProps) {
  const t = useWords(publicWords);
  const [typed, setTyped] = useState<Filters>(filters);
  const go = (next: Filters): void => {
    const wanted = Object.entries(next).filter(([key, value]) => key !== 'page' && value.trim() !== '');
    onSearch(Object.fromEntries(wanted));
  };
  const choose = (key: string) => (value: string) => go({ ...typed, [key]: value });
  const type = (key: string) => (value: string) => setTyped({ ...typed, [key]: value });
  return (
    <form
      className="catalogue-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        go(typed);
      }}
    >
      <Choice label={t('city')} value={typed.cityCode ?? ''} onChange={choose('cityCode')}>
        <option value="">{t('allCities')}</option>
        {cities.map((c) => (
          <option key={c.cityCode} value={c.cityCode}>
            {c.city}
          </option>
        ))}
      </Choice>
      <Text label={t('major')} placeholder={t('majorExample')} value={typed.major ?? ''} onChange={type('major')} />
      <Text label={t('school')} value={typed.school ?? ''} onChange={type('school')} />
      <Choice label={t('base')} value={typed.base ?? ''} onChange={choose('base')}>
        <option value="">{t('any')}</option>
        {bases.map((b) => (
          <option key={b} value={b}>
            {t(b)}
          </option>
        ))}
      </Choice>
      <Choice label={t('level')} value={typed.level ?? ''} onChange={choose('level')}>
        <option value="">{t('any')}</option>
        {levels.map((l) => (
          <option key={l}>{l}</option>
        ))}
      </Choice>
      {years.length > 1 ? (
        <Choice label={t('year')} value={String(year ?? '')} onChange={choose('year')}>
          {years.map((y) => (
            <option key={y}>{y}</option>
          ))}
        </Choice>
      ) : null}
      <button type="submit" className="kit-button kit-button-primary">
        {t('search')}
      </button>
    </form>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Choice({ label, value, onChange, children }: FieldProps & { children: ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </div>
  );
}

function Text({ label, value, onChange, placeholder }: FieldProps & { placeholder?: string }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input id={id} value={value} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

function Line({ entry, year }: { entry: PublicEntry; year: number | null }) {
  const t = useWords(publicWords);
  const fee = (fen: number | null): string => (fen === null ? t('notStated') : money(fen));
  const { phone, address, requirement, plan } = entry;
  const facts = [t('takes', { base: entry.base }), t('years', { years: entry.years })];
  if (plan !== null) facts.push(t('plan', { plan }));
  return (
    <li>
      <h3>
        {entry.major}（{entry.level}）
      </h3>
      <p>
        {entry.schoolName}
        {entry.schoolGrade === null ? null : <span className="kit-faint">（{entry.schoolGrade}）</span>}　
        {entry.cityName}
      </p>
      <p>{facts.join('，')}</p>
      <p>{t('fees', { tuition: fee(entry.tuitionFen), accommodation: fee(entry.accommodationFen) })}</p>
      {requirement === null ? null : (
        <p>
          {t('requirement')}：{requirement}
        </p>
      )}
      {entry.seatsLeft === 0 ? <p className="kit-alarm">{t('full')}</p> : null}
      <p>
        {t('phone')}：{phone === null ? t('notRecorded') : <a href={`tel:${phone}`}>{phone}</a>}　{t('address')}：
        {address ?? t('notRecorded')}
      </p>
      <a href={`/public/catalogue/history?year=${year}&cityCode=${entry.cityCode}`}>{t('history')}</a>
    </li>
  );
}

function Pages({ page, total, onPage }: { page: number; total: number; onPage: (page: number) => void }) {
  const t = useWords(publicWords);
  const pages = Math.max(1, Math.ceil(total / SIZE));
  if (pages === 1) return null;
  return (
    <nav className="catalogue-pages" aria-label={t('pageOf', { page, pages })}>
      <button type="button" className="kit-button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t('previous')}
      </button>
      <span>{t('pageOf', { page, pages })}</span>
      <button type="button" className="kit-button" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t('next')}
      </button>
    </nav>
  );
}
