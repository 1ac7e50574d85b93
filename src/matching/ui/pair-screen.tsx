import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { EmptyState, ErrorNote, Facts, PageHeader, useShortcuts, useWords } from '../../platform/ui-kit/index.ts';
import { CONFLICT_WORDS, type Conflict } from '../register/rule-words.ts';
import type { Pair, PairPerson } from '../runs/run-views.ts';
import { NumberCorrection } from './number-correction.tsx';
import { words } from './run-words.ts';
import './matching.css';

/** 并排核对: the row and those offered beside each other; digits, 0, a and j are enough, and the next row opens by itself. */
export default function PairScreen() {
  const { runId = '', rowNo = '' } = useParams({ strict: false }) as { runId?: string; rowNo?: string };
  return <OnePair key={`${runId} ${rowNo}`} runId={runId} rowNo={rowNo} />;
}

type Act = { same: boolean; registerPersonId?: string } | 'ask';

function OnePair({ runId, rowNo }: { runId: string; rowNo: string }) {
  const t = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const address = `/api/matching/runs/${runId}/rows/${rowNo}`;
  const found = useQuery({
    queryKey: ['pair', runId, rowNo],
    queryFn: ({ signal }) => api.get<Pair>(address, { signal }),
  });
  const pair = found.data;
  const goOn = (): void => void navigate({ to: pair?.next ? `/matching/${runId}/${pair.next}` : `/matching/${runId}` });
  const act = useMutation({
    mutationFn: (given: Act) =>
      given === 'ask'
        ? api.post(`${address}/ask`, { question: reason || t('askDefault') })
        : api.post(`${address}/decide`, {
            ...given,
            reason: reason || t(given.same ? 'reasonDefault' : 'notSameDefault'),
          }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['match-run', runId] });
      await client.invalidateQueries({ queryKey: ['list'] });
      goOn();
    },
  });
  const candidates = pair?.candidates ?? [];
  const may = pair !== undefined && pair.line.zone !== 'auto' && !pair.proved;
  const choose = (index: number) => () => {
    const person = candidates[index];
    if (may && person && !act.isPending) act.mutate({ same: true, registerPersonId: person.personId });
  };
  useShortcuts([
    ...candidates.map((_, i) => ({ key: String(i + 1), label: t('same', { n: i + 1 }), run: choose(i) })),
    { key: '0', label: t('notSame'), run: () => may && !act.isPending && act.mutate({ same: false }) },
    { key: 'a', label: t('ask'), run: () => may && !act.isPending && act.mutate('ask') },
    { key: 'j', label: t('next'), run: goOn },
  ]);
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (pair === undefined) return null;
  const { line } = pair;
  return (
    <div className="kit-stack">
      <PageHeader
        title={t('pairTitle', { row: line.rowNo, name: line.name ?? '' })}
        note={`${line.ruleWords} · ${pair.left === 0 ? t('done') : t('pairNote', { left: pair.left })}`}
        actions={<Link to={`/matching/${runId}`}>{t('back')}</Link>}
      />
      <ul aria-label={t('why')} className="pair-reasons">
        {[...line.reasonWords, ...line.conflicts.map((c) => CONFLICT_WORDS[c as Conflict])].map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
      <div className="pair-split">
        <section aria-label={t('onList')}>
          <h2>{t('onList')}</h2>
          <Facts
            facts={[
              { label: t('name'), value: line.name ?? '—' },
              { label: t('sex'), value: line.sex ?? '—' },
              { label: t('number'), value: line.idMask ?? '—' },
              { label: t('phone'), value: line.phoneMask ?? '—' },
              { label: t('school'), value: line.school ?? '—' },
            ]}
          />
          <History lines={pair.recordHistory} />
        </section>
        {candidates.map((person, i) => (
          <section key={person.personId} aria-label={t('inRegister', { n: i + 1 })}>
            <h2>{t('inRegister', { n: candidates.length > 1 ? String(i + 1) : '' })}</h2>
            <Facts facts={factsOf(person, t)} />
            {may ? (
              <Button type={i === 0 ? 'primary' : 'default'} loading={act.isPending} onClick={choose(i)}>
                {t('same', { n: i + 1 })}
              </Button>
            ) : null}
            <History lines={person.history} />
          </section>
        ))}
        {candidates.length === 0 ? <EmptyState title={line.ruleWords} /> : null}
      </div>
      {pair.villageSaid === null ? null : (
        <p role="status">
          {t('villageSaid', { outcome: pair.villageSaid.outcome, at: chinaDate(new Date(pair.villageSaid.at)) })}
        </p>
      )}
      <NumberCorrection runId={runId} pair={pair} />
      {may ? (
        <div className="kit-stack">
          <label htmlFor="pair-reason">{t('reason')}</label>
          <Input
            id="pair-reason"
            value={reason}
            maxLength={200}
            placeholder={t('reasonDefault')}
            onChange={(e) => setReason(e.target.value)}
          />
          <div className="kit-filters">
            <Button loading={act.isPending} onClick={() => act.mutate({ same: false })}>
              {t('notSame')}
            </Button>
            <Button loading={act.isPending} onClick={() => act.mutate('ask')}>
              {t('ask')}
            </Button>
            <Button onClick={goOn}>{t('next')}</Button>
          </div>
          <p className="kit-faint">
            {t('keys')} {line.grade === 'proved' ? '' : t('correction')}
          </p>
        </div>
      ) : null}
      {act.error === null ? null : <ErrorNote error={act.error} />}
    </div>
  );
}

type Say = (key: keyof typeof words.zh, values?: Record<string, string | number>) => string;

function factsOf(p: PairPerson, t: Say) {
  return [
    { label: t('name'), value: p.name },
    { label: t('sex'), value: p.sex ?? '—' },
    { label: t('number'), value: p.idMask ?? '—' },
    { label: t('birth'), value: p.birth ?? '—' },
    { label: t('phone'), value: p.phoneMask ?? '—' },
    { label: t('village'), value: p.village ?? '—' },
    { label: t('household'), value: t('head', { name: p.headName ?? '—', relation: p.relation ?? '—' }) },
    { label: t('types'), value: p.householdTypes.join('、') || '—' },
    {
      label: t('listed'),
      value: p.listName === null ? '—' : t('listedAt', { list: p.listName, row: p.listRow ?? '' }),
    },
  ];
}

function History({ lines }: { lines: Pair['recordHistory'] }) {
  const t = useWords(words);
  if (lines.length === 0) return <p className="kit-faint">{t('noHistory')}</p>;
  return (
    <details>
      <summary>{t('history')}</summary>
      <ul>
        {lines.map((l) => (
          <li key={`${l.at} ${l.title}`}>
            {chinaDate(new Date(l.at))} {l.title}
          </li>
        ))}
      </ul>
    </details>
  );
}
