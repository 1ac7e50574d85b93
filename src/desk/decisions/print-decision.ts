import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { decisionCard } from '../../enrolment/index.ts';
import { logDisclosure } from '../../people/index.ts';
import { keepDecisions, type Decision } from '../../policy/index.ts';
import { closeAnswered } from '../what-if/index.ts';
import { cardText } from './card-text.ts';
import { answersAbout, type PersonAnswers } from './person-decisions.ts';
import { publicationOf } from '../publication-of.ts';
import { PrintDecision } from './schema.ts';

/**
 * Prints one decision as 资格核验单（仅供审核参考）, in Chinese or English, and keeps it, because paper leaves the office: decision, read log and audit entry in one transaction.
 * @throws NOT_FOUND for a person outside the actor's scope, BENEFIT_UNKNOWN, LETTER_GLYPH_MISSING
 */
export async function printDecision(ctx: Context, input: PrintDecision): Promise<Download> {
  const actor = authorise(ctx, 'decision.make');
  const { personId, benefit, on = ctx.clock.today(), language, ...known } = PrintDecision.parse(input);
  const { data } = await transaction(ctx, async (tx) => {
    const knownAt = await publicationOf(tx, known);
    const found = await answersAbout(tx, ctx, actor, { personId, benefit, on, knownAt, knownOn: known.knownOn });
    const { decision, change } = found.answers[0]!;
    const decisionId = await keepOne(tx, ctx, found, decision);
    await closeAnswered(tx, { at: ctx.clock.now(), by: actor.userId, personId: found.personId });
    await logDisclosure(tx, ctx, { act: 'print', personId: found.personId, persons: 1, purpose: '打印资格核验单' });
    await audit(tx, ctx, {
      action: 'decision.print',
      subjectType: 'policy_decision',
      subjectId: decisionId,
      personId: found.personId,
      divisionCode: found.person.villageCode,
      summary: `打印资格核验单：${decision.rule.title.zh}（${on}）`,
      payload: { rule: decision.rule.key, version: decision.rule.version, outcome: decision.outcome, language },
    });
    return {
      data: cardText(decision, change, {
        language,
        decisionId,
        personName: found.name,
        maskedIdNumber: found.idMask ?? '—',
        lawVersion: found.lawVersion,
        at: ctx.clock.now().toISOString(),
        printedBy: `${actor.unitName} ${actor.name}`,
        checkUrl: `${ctx.baseUrl}/decisions/kept/${decisionId}`,
      }),
    };
  });
  const pdf = await renderPdf({ template: decisionCard, data });
  return new Download(
    `${language === 'zh' ? '资格核验单' : 'decision-card'}-${data.cardNumber}.pdf`,
    'application/pdf',
    pdf,
    true,
  );
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
