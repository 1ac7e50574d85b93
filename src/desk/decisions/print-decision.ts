import { audit } from '../../platform/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { decisionCard, type DecisionCardData } from '../../enrolment/index.ts';
import { logDisclosure } from '../../people/index.ts';
import { explain, FACTS, keepDecisions, LISTS, valueText, type Decision, type FactChange } from '../../policy/index.ts';
import { answersAbout, type PersonAnswers } from './person-decisions.ts';
import { PrintDecision } from './schema.ts';

/**
 * Prints one decision as 资格核验单（仅供审核参考） and keeps it, because paper leaves the office: decision, read log and audit entry in one transaction.
 * @throws NOT_FOUND for a person outside the actor's scope, BENEFIT_UNKNOWN, LETTER_GLYPH_MISSING
 */
export async function printDecision(ctx: Context, input: PrintDecision): Promise<Download> {
  const actor = authorise(ctx, 'decision.make');
  const { personId, benefit, on = ctx.clock.today(), knownAt = null } = PrintDecision.parse(input);
  const { data } = await transaction(ctx, async (tx) => {
    const found = await answersAbout(tx, ctx, actor, { personId, benefit, on, knownAt });
    const { decision, change } = found.answers[0]!;
    const decisionId = await keepOne(tx, ctx, found, decision);
    await logDisclosure(tx, ctx, { act: 'print', personId: found.personId, persons: 1, purpose: '打印资格核验单' });
    await audit(tx, ctx, {
      action: 'decision.print',
      subjectType: 'policy_decision',
      subjectId: decisionId,
      personId: found.personId,
      divisionCode: found.person.villageCode,
      summary: `打印资格核验单：${decision.rule.title.zh}（${on}）`,
      payload: { rule: decision.rule.key, version: decision.rule.version, outcome: decision.outcome },
    });
    return { data: cardData(ctx, actor, found, decision, change, decisionId) };
  });
  const pdf = await renderPdf({ template: decisionCard, data });
  return new Download(`资格核验单-${data.cardNumber}.pdf`, 'application/pdf', pdf, true);
}

async function keepOne(tx: Tx, ctx: Context, found: PersonAnswers, decision: Decision): Promise<string> {
  const decisionId = ctx.newId();
  const kept = {
    decisionId,
    personId: found.personId,
    villageCode: found.person.villageCode,
    institutionId: ctx.actor?.institutionId ?? null,
    lawVersion: found.lawVersion,
    knownAt: found.person.knownAt,
    decision,
  };
  await keepDecisions(tx, [kept], { at: ctx.clock.now().toISOString(), by: ctx.actor?.userId ?? 'system' });
  return decisionId;
}

const OUTCOMES = { yes: 'granted', no: 'refused', unknown: 'unknown' } as const;

function cardData(
  ctx: Context,
  actor: Actor,
  found: PersonAnswers,
  decision: Decision,
  change: readonly FactChange[] | null,
  decisionId: string,
): DecisionCardData {
  const code = decisionId.replaceAll('-', '').slice(-12).toUpperCase();
  const sentences = explain(decision, 'zh');
  return {
    cardNumber: `HY${decision.date.replaceAll('-', '')}${code.slice(-6)}`,
    personName: found.name,
    maskedIdNumber: found.idMask ?? '—',
    matter: decision.rule.title.zh,
    onDate: decision.date,
    outcome: OUTCOMES[decision.outcome],
    outcomeText: sentences[0] ?? '',
    ...sumOf(decision),
    clauses: [
      {
        document: decision.document.title.zh,
        documentNumber: decision.document.numbers.join('、') || '文号未载明',
        clause: decision.clause,
      },
    ],
    facts: factsOf(decision),
    lacking: decision.missing.map((m) => ({
      fact: m.kind === 'fact' ? FACTS[m.fact].label.zh : m.kind === 'parameter' ? m.label.zh : m.key,
      paper: m.kind === 'fact' ? m.paper.zh : '由有权单位设定标准',
    })),
    wouldChange: (change ?? []).map(
      (c) => `${FACTS[c.fact].label.zh}：由“${valueText(c.fact, c.from, 'zh')}”变为“${valueText(c.fact, c.to, 'zh')}”`,
    ),
    ruleVersion: `${decision.rule.key} 第${decision.rule.version}版`,
    parameterVersion: `规则库第${found.lawVersion}版`,
    decidedAt: ctx.clock.now().toISOString(),
    checkUrl: `${ctx.baseUrl}/decisions/kept/${decisionId}`,
    checkCode: code.replace(/(.{4})(?=.)/g, '$1-'),
    printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
  };
}

function sumOf(decision: Decision): Pick<DecisionCardData, 'sum'> {
  const { amount } = decision;
  if (!amount || amount.totalFen === null) return {};
  const lines = amount.lines.map((line) => ({
    item: line.label.zh,
    working: line.factors
      .map((f) => `${f.label.zh} ${f.value === null ? '—' : f.money ? (f.value / 100).toFixed(2) : f.value}`)
      .join(' × '),
    amountFen: line.fen ?? 0,
  }));
  return { sum: { lines, totalFen: amount.totalFen } };
}

/** Each fact with whether its own comparison held; a fact used in none stands with the outcome. */
function factsOf(decision: Decision): DecisionCardData['facts'] {
  const held = new Map<string, 'granted' | 'refused' | 'unknown'>();
  const walk = (reason: Decision['reasons']): void => {
    if (!reason) return;
    if (reason.kind === 'fact')
      held.set(reason.fact, reason.truth === null ? 'unknown' : reason.truth ? 'granted' : 'refused');
    else if ('of' in reason) reason.of.forEach(walk);
  };
  walk(decision.reasons);
  return decision.facts.map((f) => ({
    name: FACTS[f.fact].label.zh,
    value: `${valueText(f.fact, f.value, 'zh')}${f.note ? `（${f.note}）` : ''}`,
    source: f.source ?? LISTS[f.list].zh,
    listDate: f.asOf ?? '—',
    result: held.get(f.fact) ?? 'granted',
  }));
}
