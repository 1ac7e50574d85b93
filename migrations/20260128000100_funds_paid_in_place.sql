-- A payment that succeeds changes no index of what was sent: whether it failed is what keeps a line from being sent twice, and that does not change. Before, every payment was entered anew in
-- three indexes; there is room on its page for the row that takes its place.
alter table bank_line add column failed boolean not null generated always as (outcome = 'failed') stored;
drop index bank_line_once;
create unique index bank_line_once on bank_line (person_id, line_id) where not failed;
alter table bank_line set (fillfactor = 70);

create or replace function close_paid_claim(p_claim uuid) returns void
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  perform 1 from claim_line l
    left join lateral (select true as paid from bank_line b where b.person_id = l.person_id and b.line_id = l.line_id and not b.failed and b.outcome = 'paid' limit 1) b on true
    where l.claim_id = p_claim and l.state = 'ready' and b.paid is null limit 1;
  if not found then
    update claim set state = 'closed' where claim_id = p_claim and state = 'approved';
  end if;
end $$;

-- A posting shares its budget's key until it is committed. Two returns of one budget, and somebody who wanted the budget for himself and waited for both, waited for each other: nineteen times in
-- a hundred thousand random acts of 64 workers. Nobody who changes sums needs the key, so nobody waits for it.
create or replace function sent_locked(p_batch uuid, p_sha256 text)
returns table (number text, format text, state text, budget_id uuid, claim_id uuid, division_code bigint, source text, year integer, earlier json, sent json)
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  k bank_batch;
  c claim;
begin
  select b.* into k from bank_batch b where b.batch_id = p_batch and b.division_code <@ app_areas() for no key update;
  if not found or not app_may_write_all('{bank_batch,bank_line,bank_return,claim,budget,posting}') then return; end if;
  select a.* into c from claim a where a.claim_id = k.claim_id for no key update;
  return query select k.number, k.format, k.state, k.budget_id, k.claim_id, k.division_code, c.source, c.year,
    (select json_build_object('returnId', r.return_id, 'paid', r.paid, 'failed', r.failed, 'findings', r.findings)
      from bank_return r where r.batch_id = p_batch and r.sha256 = p_sha256),
    (select json_agg(json_build_object('lineNo', l.line_no, 'payeeName', l.payee_name, 'account', encode(l.payee_account, 'hex'), 'amountFen', l.amount_fen,
      'settled', nullif(l.outcome, 'pending')) order by l.line_no) from bank_line l where l.batch_id = p_batch);
end $$;
