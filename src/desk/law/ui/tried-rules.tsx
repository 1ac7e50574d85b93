import { DataTable, money, thousands, useBilingual, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { TriedRule } from '../schema.ts';
import { words } from './words.ts';

const COUNTS = ['gains', 'loses', 'more', 'less', 'reopened'] as const;

/** What the trial of a scheduled change said when it was prepared: what those who check and approve it decide on. */
export function TriedRules({ rules }: { rules: readonly TriedRule[] }) {
  const t = useWords(words);
  const say = useBilingual();
  const sum = (row: TriedRule, fen: number | null) => (!row.money ? '—' : fen === null ? t('notSet') : money(fen));
  const columns: Column<TriedRule>[] = [
    { key: 'rule', title: t('triedMatter'), render: (r) => say(r.title) },
    ...COUNTS.map((key) => ({
      key,
      title: t(`tried_${key}`),
      number: true,
      render: (r: TriedRule) => thousands(r[key]),
    })),
    { key: 'before', title: t('tried_before'), number: true, render: (r) => sum(r, r.fenBefore) },
    { key: 'after', title: t('tried_after'), number: true, render: (r) => sum(r, r.fenAfter) },
  ];
  if (rules.length === 0) return <p>{t('triedNobody')}</p>;
  return (
    <DataTable
      caption={t('triedMatter')}
      columns={columns}
      rows={rules}
      rowKey={(r) => r.benefit}
      rowName={(r) => say(r.title)}
    />
  );
}
