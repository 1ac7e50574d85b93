import { DecisionCard, useBilingual, useLanguage, useWords } from '../../../platform/ui-kit/index.ts';
import type { DecisionView } from '../schema.ts';
import { words } from './words.ts';

const OUTCOME = { yes: 'granted', no: 'refused', unknown: 'undecided' } as const;

/** One decision in the product's one card. */
export function DecisionItem({ decision }: { decision: DecisionView }) {
  const t = useWords(words);
  const say = useBilingual();
  const [language] = useLanguage();
  const basisText = (numbers: readonly string[]) =>
    numbers.length === 0 ? '' : t('basis', { numbers: numbers.join(language === 'zh' ? '、' : ', ') });
  const change = decision.change?.map((c) => t('change', { label: say(c.label), from: say(c.from), to: say(c.to) }));
  return (
    <DecisionCard
      title={say(decision.title)}
      outcome={OUTCOME[decision.outcome]}
      amountLines={decision.amountLines.flatMap((line) =>
        line.fen === null ? [] : [{ label: `${say(line.label)} ${line.working}`, amountFen: line.fen }],
      )}
      clause={[`${say(decision.document)} ${decision.clause}`, basisText(decision.basis)].filter(Boolean).join('；')}
      documentNumber={decision.documentNumbers.join(language === 'zh' ? '、' : ', ') || t('noNumber')}
      ruleVersion={decision.ruleVersion}
      facts={decision.facts.map((f) => ({
        label: say(f.label),
        value: f.note === null ? say(f.value) : t('noted', { value: say(f.value), note: f.note }),
        source: language === 'zh' ? f.source : f.sourceEn,
        date: f.date ?? '—',
      }))}
      reasons={decision.reasons[language]}
      {...(change ? { change } : {})}
    />
  );
}
