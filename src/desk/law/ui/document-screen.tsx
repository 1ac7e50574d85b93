import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { ErrorNote, Facts, PageHeader, PrintButton, useBilingual, useWords } from '../../../platform/ui-kit/index.ts';
import type { LawClause, LawDocumentView } from '../schema.ts';
import { AttachedTexts } from './attached-texts.tsx';
import { Citations } from './citations.tsx';
import { DutyLine } from './duty-line.tsx';
import { words } from './words.ts';
import './law.css';

/** 一份文件: its facts, its texts, and clause by clause the duties and where each stands. */
export default function DocumentScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const { code = '' } = useParams({ strict: false }) as { code?: string };
  const { hash } = useLocation();
  const found = useQuery({
    queryKey: ['law-document', code],
    queryFn: ({ signal }) => api.get<LawDocumentView>('/api/law/document', { query: { code }, signal }),
  });
  const loaded = found.data !== undefined;
  useEffect(() => {
    if (loaded && hash !== '') document.querySelector(`#${CSS.escape(hash)}`)?.scrollIntoView();
  }, [loaded, hash]);
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <p role="status">{t('loading')}</p>;
  const d = found.data;
  const facts = [
    { label: t('number'), value: d.numbers.length === 0 ? t('noNumber') : d.numbers.join('、') },
    { label: t('issuer'), value: d.issuers.join('、') },
    { label: t('issuedOn'), value: d.issuedOn ?? t('noDate') },
    { label: t('disclosure'), value: t(`disclosure_${d.disclosure ?? 'unstated'}`) },
    { label: t('validity'), value: `${d.validFrom} — ${d.validTo ?? t('open')}` },
    { label: t('place'), value: d.jurisdiction === '00' ? t('nation') : d.placeName },
    { label: t('addressees'), value: d.addressees.join('、') },
    ...(d.contact === null ? [] : [{ label: t('contactDivision'), value: d.contact }]),
  ];
  return (
    <>
      <PageHeader
        title={say(d.title)}
        note={`${d.code} · ${t(d.inForce ? 'inForce' : 'notInForce')}`}
        actions={<PrintButton title={say(d.title)} />}
      />
      <Facts facts={facts} />
      <AttachedTexts document={d} />
      <Citations citations={d.citations} />
      <h2 className="law-below">{t('clause')}</h2>
      {d.contents.map((clause) => (
        <Clause key={clause.id} clause={clause} />
      ))}
    </>
  );
}

function Clause({ clause }: { clause: LawClause }) {
  const t = useWords(words);
  const say = useBilingual();
  const { obligations } = clause;
  return (
    <section id={clause.id} className="law-clause" aria-label={clause.place}>
      <h3>{clause.place}</h3>
      <div>
        <p>{say(clause.text)}</p>
        <span className="kit-faint law-small">
          {obligations.length === 0 ? t('noDuties') : t('dutiesUnder', { n: obligations.length })}
        </span>
        <ul className="law-duties">
          {obligations.map((duty) => (
            <li key={duty.id}>
              <DutyLine duty={duty} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
