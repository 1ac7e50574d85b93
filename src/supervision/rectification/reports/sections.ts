import { CAUSES, SOURCES } from '../schema.ts';
import { RECTIFICATION_STATES } from '../transitions.ts';
import type { Part, PartRow } from './report-parts.ts';

/** What the formal report says of one line of the list. */
export type Section = { seq: number; heading: string; lines: string[] };

/** A unit's own answers; all answers of the area where the unit itself was not asked. */
function answersOf(rows: readonly PartRow[], unitName: string): PartRow[] {
  const answers = rows.filter((r) => r.state !== null);
  const own = answers.filter((r) => r.unit === unitName);
  return own.length > 0 ? own : answers;
}

/**
 * The body of the formal report (书面报告, HA2020-4.14): one section for each line of the list with what was found, why, what is done about it by whom and
 * when, what it brought, and how it stands. What nobody has said is left out.
 */
export function sectionsOf(rows: readonly PartRow[], unitName: string): Section[] {
  return answersOf(rows, unitName).map((r) => {
    const below = rows.filter((b) => b.seq === r.seq && b !== r);
    const whose = r.unit === unitName ? '' : `（${r.unit}）`;
    return {
      seq: r.seq,
      heading: `问题${r.seq}：${r.finding}${whose}`,
      lines: [
        `问题来源：${SOURCES[r.source]}；整改任务：${r.task}`,
        `查摆情况：${found(r)}`,
        ...(r.cause ? [`原因分析：${r.causeKind === null ? '' : `${CAUSES[r.causeKind]}。`}${r.cause}`] : []),
        ...(r.measure ? [`整改措施：${r.measure}（责任人 ${r.person ?? '未明确'}，时限 ${r.dueOn ?? '未设置'}）`] : []),
        ...(below.length > 0 ? [`县、乡（村）情况：${levelsBelow(below)}`] : []),
        ...(r.effect ? [`实际效果：${r.effect}${figures(r)}`] : []),
        ...(r.nextSteps ? [`下步措施：${r.nextSteps}`] : []),
        `整改状态：${r.state === null ? '' : RECTIFICATION_STATES[r.state]}${r.verifiedBy === null ? '' : `（${r.verifiedBy}核验）`}`,
      ],
    };
  });
}

function found({ found: exists, checkNote }: PartRow): string {
  const answer = exists === null ? '未查摆' : exists ? '存在' : '不存在';
  return checkNote ? `${answer}。${checkNote}` : answer;
}

const figures = (r: PartRow): string =>
  r.valueName === null ? '' : `（${r.valueName}：${r.before ?? '—'} → ${r.after ?? '—'}）`;

function levelsBelow(rows: readonly PartRow[]): string {
  const units = rows.filter((r) => r.state !== null);
  const places = rows.length - units.length;
  const closed = units.filter((r) => r.state === 'closed').length;
  return [
    ...(units.length > 0 ? [`${units.length} 个单位，已销号 ${closed} 个`] : []),
    ...(places > 0 ? [`登记乡（村）整改情况 ${places} 条`] : []),
  ].join('；');
}

/**
 * Which of the three attachments are not there yet (HA2020-4.15): the situation in counties and townships or villages is there once anybody below has said
 * something, effect and next steps once each of the unit's own problems that exist has them.
 */
export function missingParts(rows: readonly PartRow[], unitName: string): Part[] {
  const exists = answersOf(rows, unitName).filter((r) => r.found === true);
  const below = rows.some((r) => r.unit !== unitName && (r.state === null || r.found !== null));
  const missing: Part[] = [];
  if (!below) missing.push(1);
  if (exists.some((r) => !r.effect)) missing.push(2);
  if (exists.some((r) => !r.nextSteps)) missing.push(3);
  return missing;
}
