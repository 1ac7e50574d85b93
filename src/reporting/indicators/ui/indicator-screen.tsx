import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  EmptyState,
  ErrorNote,
  FilePage,
  PrintButton,
  useLanguage,
  useWords,
  type FileFact,
} from '../../../platform/ui-kit/index.ts';
import type { IndicatorView } from '../schema.ts';
import { figureText } from './figure-text.ts';
import { History } from './history.tsx';
import './indicators.css';
import { LockButton } from './lock-button.tsx';
import { Places } from './places.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { RecordsDialog, type OpenedSide } from './records-dialog.tsx';
import { Returns } from './returns.tsx';
import { Splits } from './splits.tsx';
import { StateNote } from './state-note.tsx';
import { tidy, useAsked, type Asked } from './use-asked.ts';
import { words } from './words.ts';

/** One indicator of a place: figure, goal, pace, what explains it, the places below, and the acts upon it. */
export default function IndicatorScreen() {
  const t = useWords(words);
  const [asked, go] = useAsked();
  const query = tidy({ key: asked.key, divisionCode: asked.divisionCode, on: asked.on });
  const { data, error, refetch } = useQuery({
    queryKey: ['indicator', query],
    enabled: asked.key !== undefined,
    queryFn: ({ signal }) => api.get<IndicatorView>('/api/indicators/one', { query, signal }),
    placeholderData: keepPreviousData,
  });
  if (asked.key === undefined)
    return <EmptyState title={t('notFound')} action={<Link to="/indicators">{t('back')}</Link>} />;
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Indicator view={data} asked={asked} onChange={go} />;
}

function Indicator({
  view,
  asked,
  onChange,
}: {
  view: IndicatorView;
  asked: Asked;
  onChange: (next: Partial<Asked>) => void;
}) {
  const t = useWords(words);
  const [language] = useLanguage();
  const [opened, setOpened] = useState<OpenedSide | null>(null);
  const missing = view.kind === 'coverage' ? (view.whole ?? 0) - view.part : 0;
  const title = view.title[language];
  const sections = [
    { key: 'places', title: t('places'), content: <Places view={view} asked={asked} onChange={onChange} /> },
    { key: 'history', title: t('history'), content: <History view={view} /> },
    ...(view.unit === 'percent' ? [] : [{ key: 'splits', title: t('splits'), content: <Splits view={view} /> }]),
    ...(view.returnable ? [{ key: 'returns', title: t('returns'), content: <Returns view={view} /> }] : []),
  ];
  return (
    <>
      <FilePage
        title={`${view.place} · ${title}`}
        note={
          <>
            {view.document} {view.clause} ·{' '}
            <Link to="/indicators" search={tidy({ divisionCode: asked.divisionCode, on: asked.on }) as never}>
              {t('back')}
            </Link>
          </>
        }
        actions={
          <>
            <Button onClick={() => setOpened('part')}>{t('openRecords')}</Button>
            {missing > 0 ? (
              <Button onClick={() => setOpened('missing')}>{t('openMissing', { n: missing })}</Button>
            ) : null}
            <Allowed permission="indicator.lock">
              <LockButton view={view} />
            </Allowed>
            <PrintButton title={title} />
          </>
        }
        facts={useFacts(view)}
        sections={sections}
      />
      {opened === null ? null : <RecordsDialog view={view} side={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

/** What is known of the figure, each as a label and words. */
function useFacts(view: IndicatorView): FileFact[] {
  const t = useWords(words);
  const [language] = useLanguage();
  const say = (n: number | null) => figureText(n, view.unit, language);
  const signed = (n: number) => `${n > 0 ? '+' : ''}${say(n)}`;
  const { assessment: a, baseline, change } = view;
  const facts: (FileFact | null)[] = [
    {
      label: t('value'),
      value: <strong>{say(view.value)}</strong>,
      ...(view.whole === null ? {} : { source: `${view.part} / ${view.whole}` }),
    },
    {
      label: t('goal'),
      value: view.goal === null ? t('noGoal') : say(view.goal.value),
      ...(view.goal === null
        ? {}
        : {
            source:
              view.goal.source === 'split'
                ? t('split')
                : `${view.goal.document} ${view.goal.clause}　${view.goal.printed}`,
          }),
    },
    {
      label: t('state'),
      value: (
        <>
          <StateNote state={a.state} /> {a.percent === null ? null : `${a.percent.toFixed(1)}%`}
          <ProgressBar assessment={a} goal={view.goal?.value ?? null} />
        </>
      ),
      ...(a.expected === null ? {} : { source: t('expected', { n: say(Math.round(a.expected)) }) }),
    },
    a.forecast === null ? null : { label: t('forecast'), value: say(a.forecast) },
    a.perYear === null ? null : { label: t('perYear'), value: say(Math.round(a.perYear)) },
    baseline === null
      ? null
      : {
          label: t('baseline', { day: baseline.on }),
          value: baselineText(baseline, say, t),
          ...baselineSource(baseline, signed, t),
        },
    change === null
      ? null
      : {
          label: t('lastYear'),
          value: t('lastYearSays', {
            points: signed(change.points),
            percent: change.percent === null ? '—' : change.percent.toFixed(1),
          }),
          source: view.alert ? t('alert') : change.grew ? t('grew') : t('notGrown'),
        },
    ...view.lines.map((l) => ({ label: `${t('lines')}：${l.title[language]}`, value: String(l.value) })),
    view.overlap === 0 ? null : { label: t('lines'), value: t('overlap', { n: view.overlap }) },
    {
      label: t('period'),
      value:
        view.period.from === null
          ? t('asOf', { to: view.period.to })
          : t('since', { from: view.period.from, to: view.period.to }),
    },
    { label: t('rule'), value: <span className="indicator-rule">{view.rule[language]}</span> },
    ...view.schools.map((s) => ({ label: t('schools'), value: `${s.name}：${s.before}% → ${s.value}%` })),
  ];
  return facts.filter((f): f is FileFact => f !== null).map((f, i, all) => distinctLabel(f, i, all));
}

/** Labels are keys of the list of facts: repeated ones are numbered. */
function distinctLabel(fact: FileFact, i: number, all: readonly FileFact[]): FileFact {
  const before = all.slice(0, i).filter((f) => f.label === fact.label).length;
  return before === 0 ? fact : { ...fact, label: `${fact.label}（${before + 1}）` };
}

type Say = (n: number | null) => string;
type T = (
  key: 'baselineExact' | 'baselineMore' | 'baselineSeparate' | 'baselineFloor' | 'sinceBaseline',
  values?: Record<string, string>,
) => string;
type Baseline = NonNullable<IndicatorView['baseline']>;

function baselineText(b: Baseline, say: Say, t: T): string {
  const key = b.kind === 'floor' ? 'baselineMore' : b.kind === 'separate' ? 'baselineSeparate' : 'baselineExact';
  return t(key, { n: say(b.value) });
}

function baselineSource(b: Baseline, signed: (n: number) => string, t: T): { source?: string } {
  if (b.below) return { source: t('baselineFloor') };
  return b.change === null ? {} : { source: t('sinceBaseline', { n: signed(b.change) }) };
}
