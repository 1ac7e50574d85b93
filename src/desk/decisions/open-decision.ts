import { z } from 'zod';
import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { cardOf, type Decision } from '../../policy/index.ts';
import type { DecisionView } from './schema.ts';

export const DecisionId = z.object({ decisionId: z.uuid() });
export type DecisionId = z.infer<typeof DecisionId>;

/**
 * A decision as it was kept, for whoever holds its printed card: it never changes, whatever the law and the lists say now.
 * @throws NOT_FOUND outside the actor's scope
 */
export async function openDecision(
  ctx: Context,
  input: DecisionId,
): Promise<{ personId: string; name: string; decidedAt: string; decidedBy: string; decision: DecisionView }> {
  authorise(ctx, 'decision.make');
  const { decisionId } = DecisionId.parse(input);
  return read(ctx, async (tx) => {
    const { rows } = await sql<{
      person_id: string;
      name: string;
      decided_at: Date;
      decided_by: string;
      law_version: number;
      decision: Decision;
    }>`select d.person_id, p.name, d.decided_at, d.decided_by, d.law_version, d.decision from policy_decision d join person p on p.person_id = d.person_id
      where d.decision_id = ${decisionId}`.execute(tx);
    const row = rows[0];
    if (!row) throw errors.NOT_FOUND();
    return {
      personId: row.person_id,
      name: row.name,
      decidedAt: row.decided_at.toISOString(),
      decidedBy: row.decided_by,
      decision: cardOf(row.decision, row.law_version, null),
    };
  });
}
