import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

/**
 * Closes tasks of reopened cases (of one person, or of everybody) whose matter has been decided again for the day of the change or a later one, under the
 * law with the change; an answer that is still open leaves its task open. @returns how many were closed
 */
export async function closeAnswered(
  tx: Tx,
  { at, by, personId = null }: { at: Date; by: string; personId?: string | null },
): Promise<number> {
  const { numAffectedRows } = await sql`update task t set state = 'done', closed_at = ${at}, closed_by = ${by},
      outcome = case d.outcome when 'yes' then '已重新核验：符合' else '已重新核验：不符合' end
    from (select distinct on (k.task_id) k.task_id, d.outcome from task k
        join policy_decision d on d.person_id = k.person_id and d.rule_key = k.detail ->> 'rule' and d.decided_for >= (k.detail ->> 'from')::date
          and d.law_version >= (k.detail ->> 'law')::int
      where k.kind = 'decision_reopened' and k.state = 'open' and (${personId}::uuid is null or k.person_id = ${personId}::uuid)
      order by k.task_id, d.decided_for desc, d.decided_at desc) d
    where d.task_id = t.task_id and d.outcome <> 'unknown'`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
