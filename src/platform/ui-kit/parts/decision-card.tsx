import type { ReactNode } from 'react';
import { money } from './format.ts';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';

export type DecisionOutcome = 'granted' | 'refused' | 'undecided';

export interface DecisionFact {
  label: string;
  value: string;
  source: string;
  date: string;
}

export interface DecisionAmountLine {
  label: string;
  amountFen: number;
}

/** An answer with everything behind it. The last amount line is the result; `reasons` are shown in order; `change` is for staff only. */
export interface DecisionCardProps {
  title: string;
  outcome: DecisionOutcome;
  amountLines?: readonly DecisionAmountLine[];
  clause: ReactNode;
  documentNumber: string;
  ruleVersion: string;
  facts: readonly DecisionFact[];
  reasons: readonly string[];
  change?: readonly string[];
}

const outcomeMark: Record<DecisionOutcome, string> = { granted: '✓', refused: '✕', undecided: '?' };

function Facts({ facts }: { facts: readonly DecisionFact[] }) {
  const t = useWords(kitWords);
  if (facts.length === 0) return null;
  return (
    <table className="kit-facts">
      <caption>{t('facts')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('fact')}</th>
          <th scope="col">{t('value')}</th>
          <th scope="col">{t('source')}</th>
          <th scope="col">{t('date')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={`${fact.label} ${fact.source} ${fact.date}`}>
            <th scope="row">{fact.label}</th>
            <td>{fact.value}</td>
            <td>{fact.source}</td>
            <td>{fact.date}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** The one way an answer is shown: outcome, amount line by line, reasons, facts with source and date, clause, document, rule version. */
export function DecisionCard(props: DecisionCardProps) {
  const t = useWords(kitWords);
  const amounts = props.amountLines ?? [];
  return (
    <article className={`kit-decision kit-decision-${props.outcome}`}>
      <header>
        <h3>{props.title}</h3>
        <strong className="kit-decision-outcome">
          <span aria-hidden="true">{outcomeMark[props.outcome]}</span> {t(props.outcome)}
        </strong>
      </header>
      {amounts.length === 0 ? null : (
        <dl className="kit-amounts" aria-label={t('amount')}>
          {amounts.map((line) => (
            <div key={line.label}>
              <dt>{line.label}</dt>
              <dd>{money(line.amountFen)}</dd>
            </div>
          ))}
        </dl>
      )}
      <Lines title={t('reasons')} lines={props.reasons} />
      <Facts facts={props.facts} />
      <Lines title={t('change')} lines={props.change ?? []} />
      <footer className="kit-faint">
        {t('clause')} {props.clause} · {t('document')} {props.documentNumber} · {t('ruleVersion')} {props.ruleVersion}
      </footer>
    </article>
  );
}
