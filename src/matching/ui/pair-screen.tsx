import { Link, useParams } from '@tanstack/react-router';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { chinaDate } from '../../platform/clock.ts';
import { EmptyState, ErrorNote, Facts, PageHeader, useShortcuts, useWords } from '../../platform/ui-kit/index.ts';
import { CONFLICT_WORDS, type Conflict } from '../register/rule-words.ts';
import type { Pair, PairPerson } from '../runs/run-views.ts';
import { NumberCorrection } from './number-correction.tsx';
import { words } from './run-words.ts';
import { usePair, type Unkept } from './use-pair.ts';
import './matching.css';

/** 并排核对: the row and those offered beside each other; digits, 0, a, j and u are enough, and the next row opens by itself. */
export default function PairScreen() {
  const { runId = '', rowNo = '' } = useParams({ strict: false }) as { runId?: string; rowNo?: string };
  const [last, setLast] = useState<string | null>(null);
  const [unkept, setUnkept] = useState<Unkept | null>(null);
  const sitting = { last, onDecided: setLast, onUnkept: setUnkept };
  return (
    <>
      {unkept === null ? null : <ErrorNote error={unkept.error} />}
      <OnePair key={`${runId} ${rowNo}`} runId={runId} rowNo={rowNo} sitting={sitting} />
    </>
  );
}

type Shown = { runId: string; rowNo: string; sitting: Parameters<typeof usePair>[2] };

function OnePair({ runId, rowNo, sitting }: Shown) {
  const t = useWords(words);
  const [reason, setReason] = useState('');
  const typed = useRef<InputRef>(null);
  const { found, pair, act, goOn, withdrawable } = usePair(runId, rowNo, sitting);
  const candidates = pair?.candidates ?? [];
  const may = pair !== undefined && pair.line.zone !== 'auto' && !pair.proved;
  const whenFree = (work: () => void) => (): void => {
    if (may && !act.isPending) work();
  };
  const choose = (index: number) =>
    whenFree(() => {
      const person = candidates[index];
      if (person)
        act.mutate({
          do: 'decide',
          same: true,
          registerPersonId: person.personId,
          reason: reason || t('reasonDefault'),
        });
    });
  const refuse = whenFree(() => act.mutate({ do: 'decide', same: false, reason: reason || t('notSameDefault') }));
  const ask = whenFree(() => act.mutate({ do: 'ask', question: reason || t('askDefault') }));
  const withdraw = (): void => {
    if (withdrawable && !act.isPending) act.mutate({ do: 'withdraw' });
  };
  useShortcuts([
    ...candidates.map((_, i) => ({ key: String(i + 1), label: t('same', { n: i + 1 }), run: choose(i) })),
    { key: '0', label: t('notSame'), run: refuse },
    { key: 'a', label: t('ask'), run: ask },
    { key: 'j', label: t('next'), run: goOn },
    { key: 'u', label: t('withdraw'), run: withdraw },
    { key: 'r', label: t('typeReason'), run: () => typed.current?.focus() },
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
      <Sides pair={pair} may={may} waiting={act.isPending} choose={choose} />
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
            ref={typed}
            onChange={(e) => setReason(e.target.value)}
            onPressEnter={() => typed.current?.blur()}
          />
          <div className="kit-filters">
            <Button type={line.likely ? 'default' : 'primary'} loading={act.isPending} onClick={refuse}>
              {t('notSame')}
            </Button>
            <Button loading={act.isPending} onClick={ask}>
              {t('ask')}
            </Button>
            <Button onClick={goOn}>{t('next')}</Button>
          </div>
          <p className="kit-faint">
            {t('keys')} {line.grade === 'proved' ? '' : t('correction')}
          </p>
        </div>
      ) : null}
      {withdrawable ? (
        <div>
          <Button loading={act.isPending} onClick={withdraw}>
            {t('withdraw')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type Choice = { pair: Pair; may: boolean; waiting: boolean; choose: (index: number) => () => void };

/** The row on the left, those who are offered for it beside it, each with what lists said of them before. */
function Sides({ pair: { line, candidates, recordHistory }, may, waiting, choose }: Choice) {
  const t = useWords(words);
  return (
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
        <History lines={recordHistory} />
      </section>
      {candidates.map((person, i) => (
        <section key={person.personId} aria-label={t('inRegister', { n: i + 1 })}>
          <h2>{t('inRegister', { n: candidates.length > 1 ? String(i + 1) : '' })}</h2>
          <Facts facts={factsOf(person, t)} />
          {may ? (
            <Button type={i === 0 && line.likely ? 'primary' : 'default'} loading={waiting} onClick={choose(i)}>
              {t('same', { n: i + 1 })}
            </Button>
          ) : null}
          <History lines={person.history} />
        </section>
      ))}
      {candidates.length === 0 ? <EmptyState title={line.ruleWords} /> : null}
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
    <details open>
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
