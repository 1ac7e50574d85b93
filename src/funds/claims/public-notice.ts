import { sql } from 'kysely';
import { inAreas } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { maskedName } from '../../standards/index.ts';
import { countLines, lockClaim } from './claim-store.ts';
import { AnswerObjection, NoticeCode, ObjectToLine } from './schema.ts';

export type PublicNotice = {
  title: string;
  place: string;
  from: string;
  to: string;
  lines: { lineNo: number; name: string; place: string; amountFen: number }[];
};

/** A claim on public notice as everybody may read it while the notice lasts: masked names, village and sum, no number and no account. @throws NOT_FOUND */
export async function publicNotice(ctx: Context, input: NoticeCode): Promise<PublicNotice> {
  const { code } = NoticeCode.parse(input);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } = await sql<{ claim_id: string; title: string; place: string; from: string; to: string }>`
      select c.claim_id, c.title, d.full_name as place, c.notice_from as "from", c.notice_to as "to" from claim c
        left join division d on d.code = c.division_code and d.valid_to is null
      where c.notice_code = ${code} and c.state = 'noticed' and c.notice_to >= ${ctx.clock.today()}`.execute(tx);
    const notice = rows[0];
    if (!notice) throw errors.NOT_FOUND();
    const { rows: lines } = await sql<PublicNotice['lines'][number]>`
      select l.line_no as "lineNo", p.name, coalesce(d.full_name, '') as place, l.amount_fen as "amountFen" from claim_line l join person p on p.person_id = l.person_id
        left join division d on d.code = l.village_code and d.valid_to is null
      where l.claim_id = ${notice.claim_id} and l.state = 'ready' order by l.line_no limit 5000`.execute(tx);
    const { title, place, from, to } = notice;
    return { title, place, from, to, lines: lines.map((l) => ({ ...l, name: maskedName(l.name) })) };
  });
}

/** Somebody objects to a line of a notice, or to the whole of it, while it lasts. @throws NOT_FOUND */
export async function objectToNotice(ctx: Context, input: ObjectToLine): Promise<{ received: true }> {
  const { code, lineNo, text, contact } = ObjectToLine.parse(input);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const claim = await tx
      .selectFrom('claim')
      .select(['claim_id', 'division_code', 'number'])
      .where('notice_code', '=', code)
      .where('state', '=', 'noticed')
      .where('notice_to', '>=', ctx.clock.today())
      // Whoever approves meanwhile waits for the objection, or it comes too late.
      .forShare()
      .executeTakeFirst();
    if (!claim) throw errors.NOT_FOUND();
    const objectionId = ctx.newId();
    await tx
      .insertInto('notice_objection')
      .values({
        objection_id: objectionId,
        claim_id: claim.claim_id,
        division_code: claim.division_code,
        line_no: lineNo ?? null,
        text,
        contact: contact ?? null,
        received_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'funds.object',
      subjectType: 'claim',
      subjectId: claim.claim_id,
      divisionCode: claim.division_code,
      summary: `公示 ${claim.number} 收到异议`,
      payload: { objectionId },
    });
    return { received: true };
  });
}

/** The office answers an objection; one that is upheld holds the line it is about. @throws NOT_FOUND */
export async function answerObjection(ctx: Context, input: AnswerObjection): Promise<{ held: number }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { objectionId, upheld, answer } = AnswerObjection.parse(input);
  return transaction(ctx, async (tx) => {
    const of = await tx
      .selectFrom('notice_objection')
      .select('claim_id')
      .where('objection_id', '=', objectionId)
      .where((eb) => inAreas(eb, 'division_code', actor))
      .executeTakeFirst();
    if (!of) throw errors.NOT_FOUND();
    await lockClaim(tx, actor, of.claim_id);
    const row = await tx
      .updateTable('notice_objection')
      .set({ upheld, answer, answered_by: actor.userId, answered_at: ctx.clock.now() })
      .where('objection_id', '=', objectionId)
      .where('answered_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    const held =
      upheld && row.line_no !== null
        ? await tx
            .updateTable('claim_line')
            .set({ state: 'held', missing: ['objection'], held_since: ctx.clock.today() })
            .where('claim_id', '=', row.claim_id)
            .where('line_no', '=', row.line_no)
            .where('state', '=', 'ready')
            .executeTakeFirst()
        : null;
    if (held) await countLines(tx, row.claim_id);
    await audit(tx, ctx, {
      action: 'funds.answer_objection',
      subjectType: 'claim',
      subjectId: row.claim_id,
      divisionCode: row.division_code,
      summary: `答复公示异议：${upheld ? '成立，该项暂缓' : '不成立'}`,
      payload: { objectionId, answer },
    });
    return { held: Number(held?.numUpdatedRows ?? 0n) };
  });
}
