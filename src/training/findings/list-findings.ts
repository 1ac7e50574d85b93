import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { listPage } from '../../platform/list-page.ts';
import { errors } from '../../platform/errors.ts';
import type { Page } from '../../platform/http.ts';
import { FINDING_RULES } from './finding-rules.ts';
import { AnswerFinding, ListTrainingFindings, type FindingView } from './schema.ts';

/** What was found about classes of one's institution or area, the open ones first. */
export async function listTrainingFindings(ctx: Context, input: ListTrainingFindings): Promise<Page<FindingView>> {
  const actor = authorise(ctx, 'training.read');
  const { page, size, state, classId } = ListTrainingFindings.parse(input);
  const scope =
    actor.institutionId === null
      ? insideRanges('f.location_code', actor.areas)
      : sql<SqlBool>`f.institution_id = ${actor.institutionId}`;
  const where = sql`${scope} and (${state ?? null}::text is null or f.state = ${state ?? null}) and (${classId ?? null}::uuid is null or f.class_id = ${classId ?? null})`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<Omit<FindingView, 'words' | 'foundAt'> & { foundAt: Date }>(
      tx,
      { page, size },
      {
        counted: sql`training_finding f where ${where}`,
        rows: sql`
      select f.finding_id as "findingId", f.class_id as "classId", c.name as "className", i.name as institution, f.rule, p.name as "personName", f.evidence,
        o.name as "otherClass", f.state, f.answer, f.answered_name as "answeredBy", f.found_at as "foundAt"
      from training_finding f join training_class c on c.class_id = f.class_id join institution i on i.institution_id = f.institution_id
        left join person p on p.person_id = f.person_id left join training_class o on o.class_id = (f.evidence->>'otherClass')::uuid
      where ${where} order by (f.state = 'open') desc, f.found_at desc, f.finding_id`,
      },
    );
    const words: Record<string, string> = FINDING_RULES;
    return {
      rows: rows.map((r) => ({ ...r, words: words[r.rule] ?? r.rule, foundAt: r.foundAt.toISOString() })),
      total,
      page,
      size,
    };
  });
}

/**
 * The office says what it found out: explained lets the claim go on, upheld keeps it held. What was answered stays; a later answer replaces it and
 * both are in the audit.
 * @throws NOT_FOUND
 */
export async function answerFinding(ctx: Context, input: AnswerFinding): Promise<{ state: string }> {
  const actor = authorise(ctx, 'training.approve');
  const said = AnswerFinding.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .updateTable('training_finding')
      .set({
        state: said.verdict,
        answer: said.answer,
        answered_by: actor.userId,
        answered_name: actor.name,
        answered_at: ctx.clock.now(),
      })
      .where('finding_id', '=', said.findingId)
      .returning(['class_id', 'location_code', 'institution_id', 'person_id', 'rule'])
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'training.answer_finding',
      subjectType: 'training_class',
      subjectId: row.class_id,
      personId: row.person_id,
      divisionCode: row.location_code,
      institutionId: row.institution_id,
      summary: `培训疑点${said.verdict === 'explained' ? '已说明，解除' : '查实，维持'}`,
      payload: { findingId: said.findingId, rule: row.rule, answer: said.answer },
    });
    return { state: said.verdict };
  });
}
