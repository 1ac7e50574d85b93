import { DataTable, money, thousands, useBilingual, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { Effect, RuleEffect, Tried } from '../schema.ts';
import { words } from './words.ts';

/** Whose persons are listed: those of one matter, of one effect or all that it touches. */
export type Chosen = { benefit: string; title: string; money: boolean; effect: Effect | null };

const EFFECTS = ['gains', 'loses', 'more', 'less'] as const;

/** What a change does, matter by matter; each number opens its persons. */
export function EffectsTable({
  tried,
  chosen,
  onChoose,
}: {
  tried: Tried;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const sum = (row: RuleEffect, fen: number | null) => (!row.money ? '—' : fen === null ? t('notSet') : money(fen));
  const count = (row: RuleEffect, effect: Effect | null, n: number) =>
    n === 0 ? (
      '0'
    ) : (
      <button
        type="button"
        className="kit-open"
        aria-pressed={chosen?.benefit === row.benefit && chosen.effect === effect}
        onClick={() => onChoose({ benefit: row.benefit, title: say(row.title), money: row.money, effect })}
      >
        {thousands(n)}
      </button>
    );
  const columns: Column<RuleEffect>[] = [
    { key: 'rule', title: t('rule'), render: (r) => say(r.title) },
    ...EFFECTS.map((effect) => ({
      key: effect,
      title: t(effect),
      number: true,
      render: (r: RuleEffect) => count(r, effect, r[effect]),
    })),
    { key: 'unchanged', title: t('unchanged'), number: true, render: (r) => thousands(r.unchanged) },
    { key: 'open', title: t('openAfter'), number: true, render: (r) => thousands(r.openAfter) },
    { key: 'before', title: t('fenBefore'), number: true, render: (r) => sum(r, r.fenBefore) },
    { key: 'after', title: t('fenAfter'), number: true, render: (r) => sum(r, r.fenAfter) },
    {
      key: 'difference',
      title: t('difference'),
      number: true,
      render: (r) => (!r.money || r.fenBefore === null || r.fenAfter === null ? '—' : money(r.fenAfter - r.fenBefore)),
    },
    { key: 'reopened', title: t('reopened'), number: true, render: (r) => thousands(r.reopened) },
  ];
  if (tried.effects.length === 0) return <p role="status">{t('none')}</p>;
  return (
    <DataTable
      caption={`${t('effects')}（${tried.on}）`}
      columns={columns}
      rows={tried.effects}
      rowKey={(r) => r.benefit}
      rowName={(r) => say(r.title)}
    />
  );
}
