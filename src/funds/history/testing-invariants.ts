import type pg from 'pg';

/** A promise about money that does not hold, and what it is about. */
export type Broken = { rule: string; about: string };

/** Every line with its live payment (on its way or made), and every budget with what its postings come to. */
const BASE = `with line as (
    select l.*, c.budget_id, c.state as claim_state, b.outcome as live from claim_line l join claim c on c.claim_id = l.claim_id
      left join bank_line b on b.person_id = l.person_id and b.line_id = l.line_id and b.outcome <> 'failed'),
  side as (
    select debit_budget as budget_id, debit as account, amount_fen as fen from posting where debit_budget is not null
    union all select credit_budget, credit, -amount_fen from posting where credit_budget is not null),
  posted as (
    select budget_id, coalesce(sum(fen) filter (where account = 'available'), 0) as available, coalesce(sum(fen) filter (where account = 'committed'), 0) as committed,
      coalesce(sum(fen) filter (where account = 'sent'), 0) as sent, coalesce(sum(fen) filter (where account = 'paid'), 0) as paid from side group by 1),
  truth as (
    select b.budget_id,
      (select coalesce(sum(l.amount_fen), 0) from line l join posting p on p.idempotency_key = 'commit ' || l.claim_id
        where l.budget_id = b.budget_id and l.state = 'ready' and l.live is null) as committed,
      (select coalesce(sum(x.amount_fen), 0) from bank_line x join bank_batch k on k.batch_id = x.batch_id where k.budget_id = b.budget_id and x.outcome = 'pending') as sent,
      (select coalesce(sum(x.amount_fen), 0) from bank_line x join bank_batch k on k.batch_id = x.batch_id where k.budget_id = b.budget_id and x.outcome = 'paid')
        - (select coalesce(sum(r.recovered_fen), 0) from recovery r where r.budget_id = b.budget_id) as paid
    from budget b)`;

/** What must hold in every snapshot, whoever is at work: a query each, whose rows say what breaks it. */
const RULES: Readonly<Record<string, string>> = {
  'a budget is never negative and never gives out more than there is': `select budget_id::text as about from budget
    where least(planned_fen, allocated_fen, committed_fen, sent_fen, paid_fen, returned_fen, planned_fen - allocated_fen - committed_fen - sent_fen - paid_fen) < 0`,
  'the sums of a budget are those of its postings': `select b.budget_id::text as about from budget b left join posted p using (budget_id)
    where (coalesce(p.available, 0), coalesce(p.committed, 0), coalesce(p.sent, 0), coalesce(p.paid, 0))
      <> (b.planned_fen - b.allocated_fen - b.committed_fen - b.sent_fen - b.paid_fen, b.committed_fen, b.sent_fen, b.paid_fen)`,
  'the sums of a budget are those of the lines behind them': `select concat_ws(' ', b.budget_id, t.committed - b.committed_fen, t.sent - b.sent_fen, t.paid - b.paid_fen) as about
    from budget b join truth t using (budget_id) where (t.committed, t.sent, t.paid) <> (b.committed_fen, b.sent_fen, b.paid_fen)`,
  'an entitlement is on its way or paid once': `select entitlement_id::text as about from bank_line where outcome <> 'failed' group by person_id, entitlement_id having count(*) > 1`,
  'a person is owed a thing once': `select concat_ws(' ', person_id, item, period_key, part) as about from entitlement
    where outcome = 'due' and withdrawn_at is null group by person_id, item, period_key, part having count(*) > 1`,
  'an entitlement is in one claim at a time': `select entitlement_id::text as about from claim_line where state <> 'dropped' group by person_id, entitlement_id having count(*) > 1`,
  'only what is due is paid, and never another sum': `select e.entitlement_id::text as about from bank_line b join entitlement e on e.person_id = b.person_id
      and e.entitlement_id = b.entitlement_id where e.outcome <> 'due' or e.amount_fen <> b.amount_fen`,
  'a held line says why and since when': `select line_id::text as about from claim_line where state = 'held' and (cardinality(missing) = 0 or held_since is null)`,
  'a line on its way or paid is ready': `select line_id::text as about from line where live is not null and state <> 'ready'`,
  'a claim counts its lines': `select c.number as about from claim c left join line l on l.claim_id = c.claim_id group by c.claim_id
    having (c.lines, c.held, c.total_fen) <> (count(*) filter (where l.state = 'ready'), count(*) filter (where l.state = 'held'), coalesce(sum(l.amount_fen) filter (where l.state = 'ready'), 0))`,
  'money goes to the bank only for what three persons carried': `select c.number as about from bank_batch k join claim c on c.claim_id = k.claim_id
    where c.state not in ('approved', 'closed') or c.approved_by is null or c.checked_by is null
      or c.approved_by in (c.prepared_by, c.checked_by) or c.checked_by = c.prepared_by`,
  'a claim is closed when all of it is paid, not before and not after': `select c.number as about from claim c where c.state in ('approved', 'closed')
    and exists (select 1 from bank_batch k where k.claim_id = c.claim_id)
    and (c.state = 'closed') = exists (select 1 from line l where l.claim_id = c.claim_id and l.state = 'ready' and l.live is distinct from 'paid')`,
  'a batch counts its payments': `select k.number as about from bank_batch k left join bank_line b on b.batch_id = k.batch_id group by k.batch_id
    having (k.lines, k.total_fen) <> (count(b.line_id), coalesce(sum(b.amount_fen), 0))`,
  'never more comes back than was paid': `select b.line_id::text as about from recovery r left join bank_line b on b.person_id = r.person_id and b.batch_id = r.batch_id and b.line_no = r.line_no
    and b.outcome = 'paid' group by b.line_id, b.amount_fen having b.line_id is null or sum(r.recovered_fen) > b.amount_fen`,
};

/**
 * Every promise about money against one snapshot of the database, while others are at work in it.
 * @param most how many subsidised trainings a person may have in a year at places whose codes begin with `place`
 */
export async function brokenPromises(client: pg.ClientBase, cap: { place: string; most: number }): Promise<Broken[]> {
  const broken: Broken[] = [];
  await client.query('begin isolation level repeatable read read only');
  for (const [rule, query] of Object.entries(RULES)) {
    const { rows } = await client.query<{ about: string }>(`${BASE} ${query} limit 5`);
    broken.push(...rows.map((r) => ({ rule, about: r.about })));
  }
  const { rows } = await client.query<{ about: string }>(
    `select concat_ws(' ', person_id, cap_year, count(*)) as about from entitlement where outcome = 'due' and withdrawn_at is null and cap_key is not null
       and village_code::text like $1 || '%' group by person_id, cap_year having count(distinct (item, period_key)) > $2 limit 5`,
    [cap.place, cap.most],
  );
  broken.push(...rows.map((r) => ({ rule: 'no cap is exceeded', about: r.about })));
  await client.query('commit');
  return broken;
}
