import { useWords } from '../../../platform/ui-kit/index.ts';
import type { MajorCriterion, SchoolCriterion } from '../criteria.ts';
import { words } from './words.ts';

const SHARES: readonly string[] = ['passRate', 'employmentRate', 'contractRate', 'retentionRate'];

/** The figures of a criterion in a sentence; what cannot be counted is a dash, shares have one decimal. */
export function useFigureText(): (
  criterion: SchoolCriterion | MajorCriterion,
  figures: Record<string, number | null>,
) => string {
  const t = useWords(words);
  return (criterion, figures) =>
    t(`fig_${criterion}`, Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, textOf(key, value)])));
}

function textOf(key: string, value: number | null): string {
  if (value === null) return '—';
  return SHARES.includes(key) ? value.toFixed(1) : String(value);
}
