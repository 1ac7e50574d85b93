import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { areaRange } from '../../standards/index.ts';
import { ruleSetFrom, sourcesInUse } from '../../policy/index.ts';
import { closeAnswered } from './close-answered.ts';
import { affectedRules } from './compared.ts';
import { addReopened } from './what-if-store.ts';

export const REOPEN_JOB = 'law.reopen_decided';

type Due = {
  proposal_id: string;
  title: string;
  jurisdiction: string;
  division_code: number;
  effective_on: string;
  law_version: number;
};

/**
 * Daily, by the system: on the day on which a scheduled change takes effect, every decided case that would now come out otherwise becomes a task of its
 * county, and the counties are told. Once for each change; a run that was killed is made up for, a second one adds nothing. Tasks whose matter has been decided
 * again meanwhile, by whichever room, close.
 */
export async function reopenDecided(ctx: Context): Promise<{ changes: number; reopened: number; closed: number }> {
  const closed = await transactionAs(ctx.db, 'system', (tx) =>
    closeAnswered(tx, { at: ctx.clock.now(), by: 'system' }),
  );
  const total = { changes: 0, reopened: 0, closed };
  for (;;) {
    const reopened = await transactionAs(ctx.db, 'system', (tx) => reopenNext(tx, ctx));
    if (reopened === null) return total;
    total.changes += 1;
    total.reopened += reopened;
  }
}

async function reopenNext(tx: Tx, ctx: Context): Promise<number | null> {
  const due = await tx
    .selectFrom('policy_proposal')
    .select(['proposal_id', 'title', 'jurisdiction', 'division_code', 'effective_on', 'law_version'])
    .where('kind', '=', 'change')
    .where('state', '=', 'in_force')
    .where('reopened_at', 'is', null)
    .where('effective_on', '<=', ctx.clock.today())
    .orderBy('effective_on')
    .orderBy('seq')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!due) return null;
  const counties = await reopen(tx, ctx, due as Due);
  const reopened = counties.reduce((n, c) => n + c.persons, 0);
  await tx
    .updateTable('policy_proposal')
    .set({ reopened_at: ctx.clock.now(), reopened })
    .where('proposal_id', '=', due.proposal_id)
    .execute();
  await tell(tx, ctx, due as Due, counties);
  await audit(tx, ctx, {
    action: 'law.reopen',
    subjectType: 'policy_proposal',
    subjectId: due.proposal_id,
    divisionCode: Number(due.division_code),
    summary: `${due.title}：今日生效，${reopened}件已核验事项需重新核验`,
    payload: { counties },
  });
  return reopened;
}

async function reopen(tx: Tx, ctx: Context, due: Due): Promise<readonly { county: number; persons: number }[]> {
  const before = ruleSetFrom(await sourcesInUse(tx, due.proposal_id));
  const after = ruleSetFrom(await sourcesInUse(tx));
  const area = areaRange((due.jurisdiction === '00' ? '' : due.jurisdiction).padEnd(12, '0'));
  const question = { areas: [area], on: due.effective_on, knownAt: null };
  const rules = affectedRules(before, after, question);
  if (rules.length === 0) return [];
  return addReopened(tx, {
    before,
    after,
    rules,
    question,
    proposalId: due.proposal_id,
    lawVersion: due.law_version,
    titles: Object.fromEntries(rules.map(({ key, rule }) => [key, rule.title.zh])),
    at: ctx.clock.now().toISOString(),
  });
}

async function tell(
  tx: Tx,
  ctx: Context,
  due: Due,
  counties: readonly { county: number; persons: number }[],
): Promise<void> {
  if (counties.length === 0) return;
  const today = ctx.clock.today();
  const units = await tx
    .selectFrom('unit')
    .select(['unit_id', 'division_code'])
    .where('level', '=', 'county')
    .where('line', 'in', ['hr', 'poverty'])
    .where(
      'division_code',
      'in',
      counties.map((c) => c.county),
    )
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]))
    .execute();
  const persons = new Map(counties.map((c) => [c.county, c.persons]));
  await sendMessages(
    tx,
    ctx,
    units.map((unit) => ({
      toUnitId: unit.unit_id,
      kind: 'law.reopen',
      title: `政策调整今日生效：${persons.get(Number(unit.division_code)) ?? 0} 件已核验事项需重新核验`,
      body: `${due.title}。已列入待办核实，重新打印核验单后自动办结。`,
      link: '/tasks',
    })),
  );
}
