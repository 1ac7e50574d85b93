import type { DecisionView } from '../desk/decisions/index.ts';

/** A decision in plain Chinese lines for a terminal. */
export function cardWords(decision: DecisionView): string {
  const change = decision.change?.map((c) => `${c.label.zh}：${c.from.zh} → ${c.to.zh}`) ?? [];
  const lines = [...decision.reasons.zh, ...(change.length > 0 ? [`若改变答案：${change.join('；')}`] : [])];
  return lines.map((line, i) => (i === 0 ? `\n${line}` : `  ${line}`)).join('\n');
}
