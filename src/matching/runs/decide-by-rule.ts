import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { decideResult } from './decide-result.ts';
import { mustSeeRun } from './run-store.ts';
import { IN_BULK } from '../register/rule-words.ts';
import { DecideByRule } from './run-schema.ts';

/** At most so many rows at once: each is a decision of its own with its audit entry. */
const MOST = 500;

/**
 * Accepts the prepared answer of all undecided rows of one rule that have exactly one candidate; the rest stays for a look. `left` is how many
 * rows of the rule are still open. @throws NOT_FOUND, INPUT_INVALID for a rule that must be looked at row by row
 */
export async function decideByRule(ctx: Context, input: DecideByRule): Promise<{ accepted: number; left: number }> {
  authorise(ctx, 'match.decide');
  const { runId, rule, reason } = DecideByRule.parse(input);
  await mustSeeRun(ctx, runId);
  if (!IN_BULK.has(rule)) throw errors.INPUT_INVALID({ fields: [{ path: 'rule', message: '这一类须逐行核对' }] });
  const open = await read(ctx, (tx) =>
    tx
      .selectFrom('match_result')
      .select(['row_no', 'candidates'])
      .where('run_id', '=', runId)
      .where('rule', '=', rule)
      .where('zone', '=', 'review')
      .where((eb) => eb.or([eb('decision', 'is', null), eb('stale', '=', true)]))
      .orderBy('row_no')
      .execute(),
  );
  const single = open.filter((r) => r.candidates.length === 1).slice(0, MOST);
  for (const r of single) await decideResult(ctx, { runId, rowNo: r.row_no, same: true, reason });
  return { accepted: single.length, left: open.length - single.length };
}
