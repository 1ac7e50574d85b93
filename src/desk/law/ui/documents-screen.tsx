import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  ErrorNote,
  PageHeader,
  useBilingual,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { LawDocumentLine, LawHit } from '../schema.ts';
import { words } from './words.ts';
import './law.css';

/** 政策文件: every document of the law, and a search in clauses and duties. */
export default function DocumentsScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const navigate = useNavigate();
  const { find: q = '' } = useSearch({ strict: false }) as { find?: string };
  const list = useQuery({
    queryKey: ['law-documents'],
    queryFn: ({ signal }) => api.get<{ rows: LawDocumentLine[] }>('/api/law/documents', { signal }),
  });
  const columns: Column<LawDocumentLine>[] = [
    {
      key: 'title',
      title: t('document'),
      render: (d) => (
        <>
          <Link to={`/law/documents/${d.code}`}>{say(d.title)}</Link>
          <div className="kit-faint kit-small">{d.numbers.length === 0 ? t('noNumber') : d.numbers.join('、')}</div>
        </>
      ),
    },
    {
      key: 'place',
      title: t('place'),
      width: 90,
      render: (d) => (d.jurisdiction === '00' ? t('nation') : d.placeName),
    },
    { key: 'issuer', title: t('issuer'), render: (d) => d.issuers.join('、') },
    { key: 'issued', title: t('issuedOn'), width: 120, render: (d) => d.issuedOn ?? t('noDate') },
    {
      key: 'disclosure',
      title: t('disclosure'),
      width: 110,
      render: (d) => t(`disclosure_${d.disclosure ?? 'unstated'}`),
    },
    {
      key: 'valid',
      title: t('validity'),
      width: 200,
      render: (d) => (
        <>
          {d.validFrom} — {d.validTo ?? t('open')}
          <div>
            <span className={`law-mark law-mark-${d.inForce ? 'running' : 'ended'}`}>
              {t(d.inForce ? 'inForce' : 'notInForce')}
            </span>
          </div>
        </>
      ),
    },
    { key: 'clauses', title: t('clausesCount'), number: true, width: 70, render: (d) => d.clauses },
    { key: 'duties', title: t('duties'), number: true, width: 70, render: (d) => d.obligations },
    { key: 'rules', title: t('rules'), number: true, width: 70, render: (d) => d.rules },
    { key: 'texts', title: t('texts'), number: true, width: 90, render: (d) => d.texts },
  ];
  return (
    <>
      <PageHeader title={t('documents')} note={t('documentsNote')} />
      <SearchBox
        key={q}
        initial={q}
        onSearch={(text) => void navigate({ to: '/law', search: { find: text } as never })}
      />
      {q === '' ? null : <Hits q={q} />}
      {list.error === null ? (
        <div className={q === '' ? undefined : 'law-below'}>
          <DataTable
            caption={t('documents')}
            columns={columns}
            rows={list.data?.rows ?? []}
            rowKey={(d) => d.code}
            rowName={(d) => d.title.zh}
            loadingRows={list.isPending ? 5 : undefined}
          />
        </div>
      ) : (
        <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
      )}
    </>
  );
}

function SearchBox({ initial, onSearch }: { initial: string; onSearch: (q: string) => void }) {
  const t = useWords(words);
  const [text, setText] = useState(initial);
  return (
    <form
      className="law-search kit-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <div>
        <label htmlFor="law-q">{t('search')}</label>
        <Input
          id="law-q"
          value={text}
          placeholder={t('searchHint')}
          allowClear
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Button htmlType="submit" type="primary">
        {t('find')}
      </Button>
    </form>
  );
}

function Hits({ q }: { q: string }) {
  const t = useWords(words);
  const say = useBilingual();
  const found = useQuery({
    queryKey: ['law-search', q],
    queryFn: ({ signal }) => api.get<{ rows: LawHit[] }>('/api/law/search', { query: { q }, signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <p role="status">{t('loading')}</p>;
  const { rows } = found.data;
  return (
    <section aria-label={t('search')} className="kit-stack">
      <p role="status">{rows.length === 0 ? t('foundNone') : t('found', { n: rows.length })}</p>
      <ul className="law-lines">
        {rows.map((hit) => (
          <li key={`${hit.kind} ${hit.id}`} className="law-clause">
            <h3>{hit.place}</h3>
            <div>
              <p>{say(hit.text)}</p>
              <span className="kit-faint law-small">
                {t(hit.kind === 'clause' ? 'clause' : 'duty')} {hit.id} ·{' '}
                <Link to={`/law/documents/${hit.document}`} hash={hit.kind === 'clause' ? hit.id : undefined}>
                  {say(hit.documentTitle)}
                </Link>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
