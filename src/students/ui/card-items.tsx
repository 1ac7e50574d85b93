import { DecisionCard, money, useBilingual, useLanguage, useWords } from '../../platform/ui-kit/index.ts';
import type { CardItem } from '../schema.ts';
import { words } from './words.ts';

const OUTCOME = { granted: 'granted', refused: 'refused', unknown: 'undecided', not_applicable: 'granted' } as const;

/** The card at a glance: each item, whether it is granted, its sum and to whom it goes; then the decision behind each. */
export function CardItems({ card }: { card: readonly CardItem[] }) {
  const t = useWords(words);
  const say = useBilingual();
  const [language] = useLanguage();
  if (card.length === 0) return <p className="kit-faint">{t('notDecidedHint')}</p>;
  return (
    <div className="kit-stack">
      <table className="kit-facts">
        <thead>
          <tr>
            <th scope="col">{t('item')}</th>
            <th scope="col">{t('outcome')}</th>
            <th scope="col">{t('payee')}</th>
          </tr>
        </thead>
        <tbody>
          {card.map((item) => (
            <tr key={item.benefit}>
              <th scope="row">{say(item.title)}</th>
              <td>
                {t(item.outcome)}
                {item.amountFen === null ? null : `　${money(item.amountFen)}`}
                {item.noteText === null ? null : `　${say(item.noteText)}`}
              </td>
              <td>{item.payee === null ? '—' : t(`payee_${item.payee}` as 'payee_school')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {card.map((item) => (
        <details key={item.benefit}>
          <summary>{t('why', { item: say(item.title), outcome: t(item.outcome) })}</summary>
          <DecisionCard
            title={`${say(item.title)} · ${t(item.outcome)}`}
            outcome={OUTCOME[item.outcome]}
            amountLines={item.amountFen === null ? [] : [{ label: say(item.title), amountFen: item.amountFen }]}
            clause={`${say(item.document)} ${item.clause}`}
            documentNumber={item.documentNumbers.join('、') || '—'}
            ruleVersion={item.ruleVersion}
            facts={item.facts.map((f) => ({ ...f, label: say(f.label), value: say(f.value) }))}
            reasons={[...(item.noteText === null ? [] : [say(item.noteText)]), ...item.reasons[language]]}
          />
        </details>
      ))}
    </div>
  );
}
