import { authorise, type Actor, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { settingDefinition, type SetLocalSetting } from '../../../organizations/index.ts';
import { currentPolicy, valueWordsOf, type Additions, type RuleSet } from '../../../policy/index.ts';
import { codeOfNumber } from '../../../standards/index.ts';
import { actsOpen } from '../../../review/index.ts';
import { lineOf, type ProposalRow } from './proposal-store.ts';
import { PROPOSAL_TRANSITIONS, type ProposalState } from './proposal-transitions.ts';
import { ProposalId, type ProposalView, type TriedRule } from '../schema.ts';
import { shownValue } from './value-source.ts';

/** One proposal with what it adds, its steps, and what the reader may do with it now. @throws NOT_PERMITTED, NOT_FOUND */
export async function openProposal(ctx: Context, input: ProposalId): Promise<ProposalView> {
  const actor = authorise(ctx, 'policy.read');
  const { proposalId } = ProposalId.parse(input);
  return read(ctx, async (tx) => {
    const row = await tx
      .selectFrom('policy_proposal')
      .selectAll()
      .where('proposal_id', '=', proposalId)
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    const steps = await tx
      .selectFrom('policy_proposal_event')
      .selectAll()
      .where('proposal_id', '=', proposalId)
      .orderBy('event_no')
      .execute();
    const { set } = await currentPolicy(tx);
    const additions = row.additions as unknown as Additions;
    return {
      ...lineOf(row),
      lines: [
        ...settingLines(row.settings as SetLocalSetting | null),
        ...linesOf(set, additions),
        ...differences(set, additions),
      ],
      tried: row.tried as TriedRule[] | null,
      reopened: row.reopened,
      steps: steps.map((s) => ({
        action: s.action,
        byName: s.by_name,
        at: new Date(s.at).toISOString(),
        reason: s.reason,
      })),
      acts: actsOf(row, actor),
    };
  });
}

function actsOf(
  row: ProposalRow & { prepared_by: string; checked_by: string | null },
  actor: Actor,
): ProposalView['acts'] {
  if (row.unit_id !== actor.unitId) return [];
  const roles = ['law.prepare', 'law.check', 'law.approve'].filter((p) => actor.permissions.has(p));
  return roles
    .flatMap((role) => actsOpen(PROPOSAL_TRANSITIONS, row.state as ProposalState, role))
    .filter((t) => {
      if (t.action === 'check') return row.prepared_by !== actor.userId;
      return t.action !== 'approve' || (row.prepared_by !== actor.userId && row.checked_by !== actor.userId);
    })
    .map((t) => ({ action: t.action, label: t.label, needsReason: t.needs?.includes('reason') ?? false }));
}

function settingLines(setting: SetLocalSetting | null): ProposalView['lines'] {
  if (setting === null) return [];
  const definition = settingDefinition(setting.key);
  const value = definition?.choices?.find((c) => c.value === setting.value)?.label;
  return [
    { label: '设置', value: definition?.title ?? setting.key },
    { label: '取值', value: setting.value === null ? '不再设置' : (value ?? shownValue(setting.value)) },
    { label: '适用区划', value: codeOfNumber(setting.divisionCode) },
    { label: '自', value: setting.validFrom },
    { label: '原因', value: setting.reason },
  ];
}

function linesOf(set: RuleSet, { documents, parameters, rules, values }: Additions): ProposalView['lines'] {
  const named = new Map(set.parameters.map((p) => [p.key, p]));
  return [
    ...documents.map((d) => ({
      label: '文件',
      value: `${d.code} 《${d.title.zh}》，${d.valid.from} 至 ${d.valid.to ?? '长期'}`,
    })),
    ...parameters.map((p) => ({ label: '参数', value: `${p.label.zh}（${p.key}）` })),
    ...values.map(({ key, value: v }) => ({
      label: '取值',
      value: `${named.get(key)?.label.zh ?? key}：${namedValue(set, key, v.value)}，${v.valid.from} 至 ${v.valid.to ?? '长期'}，${v.document} ${v.clause}${v.note ? `，${v.note}` : ''}`,
    })),
    ...rules.map((r) => ({
      label: '规则',
      value: `${r.title.zh}（${r.key} 第${r.version}版），${r.valid.from} 至 ${r.valid.to ?? '长期'}`,
    })),
  ];
}

/** A value in the words of its parameter, with its unit. */
function namedValue(set: RuleSet, key: string, value: unknown): string {
  const parameter = set.parameters.find((p) => p.key === key);
  const shown = shownValue(value, parameter && valueWordsOf(set, parameter));
  return parameter?.unit && typeof value === 'number' ? `${shown}${parameter.unit}` : shown;
}

/** What a new version of a list takes out and takes in, against the one that the place has until the day before. */
function differences(set: RuleSet, { values }: Additions): ProposalView['lines'] {
  return values.flatMap(({ key, value: next }) => {
    const parameter = set.parameters.find((p) => p.key === key);
    const words = parameter && valueWordsOf(set, parameter);
    const before = (parameter?.versions ?? [])
      .filter((v) => v.jurisdiction === next.jurisdiction && v.valid.from < next.valid.from)
      .toSorted((a, b) => (a.valid.from < b.valid.from ? 1 : -1))[0];
    if (!before || !Array.isArray(before.value) || !Array.isArray(next.value)) return [];
    const [old, now] = [before.value as string[], next.value as string[]];
    const gone = old.filter((item) => !now.includes(item));
    const come = now.filter((item) => !old.includes(item));
    if (gone.length === 0 && come.length === 0) return [];
    return [
      { label: `比${before.valid.from}版移出 ${gone.length} 个`, value: shownValue(gone, words) || '无' },
      { label: `比${before.valid.from}版新增 ${come.length} 个`, value: shownValue(come, words) || '无' },
    ];
  });
}
