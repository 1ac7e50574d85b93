import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { rectificationErrors } from '../errors.ts';
import { AskClosing } from '../schema.ts';
import { answerLines, lockedAnswer } from '../store.ts';
import { takeStep } from '../step.ts';

/**
 * 申请销号: effect with figures before and after, next steps, day and evidence go to the unit above for verification. While units below have the same line
 * open it is refused (HA2020-4.11).
 * @throws NOT_FOUND, RECTIFICATION_EVIDENCE, RECTIFICATION_LOWER_OPEN, RECTIFICATION_WRONG_STATE
 */
export async function askClosing(ctx: Context, input: AskClosing): Promise<{ answerId: string }> {
  const actor = authorise(ctx, 'supervision.answer');
  const given = AskClosing.parse(input);
  return transaction(ctx, async (tx) => {
    const answer = await lockedAnswer(tx, given.answerId);
    const open = (await answerLines(tx, { parentId: given.answerId })).filter((c) => c.state !== 'closed');
    if (open.length > 0)
      throw rectificationErrors.RECTIFICATION_LOWER_OPEN({
        hint: open.map((c) => c.unitName).join('、'),
        details: { open: open.length },
      });
    const file = await tx
      .selectFrom('stored_file')
      .select(['file_id', 'name', 'sha256'])
      .where('file_id', '=', given.fileId)
      .executeTakeFirst();
    if (!file) throw rectificationErrors.RECTIFICATION_EVIDENCE();
    await takeStep(tx, ctx, answer, {
      action: 'ask_closing',
      data: { sha256: file.sha256, completedOn: given.completedOn },
      patch: {
        effect: given.effect,
        value_name: given.valueName || null,
        before_value: numberText(given.before),
        after_value: numberText(given.after),
        next_steps: given.nextSteps,
        completed_on: given.completedOn,
        evidence_file_id: file.file_id,
        evidence_name: file.name,
        evidence_sha256: file.sha256,
      },
    });
    const sender = await tx
      .selectFrom('rectification_receipt')
      .select('from_unit_id')
      .where('list_id', '=', answer.list_id)
      .where('unit_id', '=', answer.unit_id)
      .executeTakeFirstOrThrow();
    await sendMessages(tx, ctx, [
      {
        toUnitId: sender.from_unit_id,
        kind: 'rectification.closing',
        title: `${actor.unitName}申请销号`,
        body: '请核验整改情况和佐证材料。',
        link: `/rectification/answers/${given.answerId}`,
      },
    ]);
    return { answerId: given.answerId };
  });
}

/** Amounts as PostgreSQL's numeric takes them. */
const numberText = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
