import type { Answer, Office, RoundResult } from '../../review/index.ts';
import { DECISIONS, OFFICES, REASONS, type ReasonCode } from '../schema.ts';
import type { Defect } from '../store.ts';
import type { ApplicationAction } from '../transitions.ts';

/** One office's answer in a round. */
export type OfficeAnswer = {
  office: Office;
  decision: Answer;
  reasonCode: string | null;
  reason: string | null;
  defects: readonly Defect[];
};

/** The step that follows from a round's result; null while an office has not answered. */
export function stepOfRound(result: RoundResult): ApplicationAction | null {
  if (result === 'pending') return null;
  return ({ passed: 'round_passed', returned: 'round_returned', failed: 'round_failed' } as const)[result];
}

/** What both offices want put right: every defect once, in the order given. */
export function unionOfDefects(answers: readonly OfficeAnswer[]): Defect[] {
  const all = answers.filter((a) => a.decision !== 'pass').flatMap((a) => a.defects);
  return [...new Map(all.map((d) => [`${d.field}\u0000${d.message}`, d])).values()];
}

/** Both offices' words in one sentence each; offices that passed say nothing. */
export function combinedReason(answers: readonly OfficeAnswer[]): string | null {
  const said = answers
    .filter((a) => a.decision !== 'pass')
    .map((a) => `${OFFICES[a.office]}${DECISIONS[a.decision]}：${reasonWords(a.reasonCode, a.reason)}`);
  return said.length === 0 ? null : said.join('；');
}

/** A reason as people read it: its label, and the words added to it. */
export function reasonWords(code: string | null, text: string | null): string {
  const label = code && code !== 'other' && code in REASONS ? REASONS[code as ReasonCode].label : null;
  return [label, text?.trim()].filter(Boolean).join('，') || '未写明';
}

/** The one notice of a closed round, for village and family: what was decided, why, and what to bring. */
export function roundNotice(
  app: { number: string; person_name: string },
  result: Exclude<RoundResult, 'pending'>,
  answers: readonly OfficeAnswer[],
): { title: string; body: string } {
  const titles = { passed: '乡镇审核通过', returned: '退回补正', failed: '乡镇审核不通过' } as const;
  const title = `${app.person_name}的申请${titles[result]}`;
  if (result === 'passed') return { title, body: `申请 ${app.number} 已由乡镇扶贫部门和人社所审核通过，报县级汇总。` };
  const defects = unionOfDefects(answers).map((d, i) => `${i + 1}. ${d.field}：${d.message}`);
  const toDo = result === 'returned' ? '请补正后重新报送。' : '如有异议，请向乡镇扶贫部门或人社所询问。';
  return { title, body: [`申请 ${app.number}：${combinedReason(answers)}。`, ...defects, toDo].join('\n') };
}
