-- With a plan kept for every claim, whether each line was paid was asked by reading all lines ever sent to a bank: 6.8 of 7.5 ms of a settled payment beside 50,000 of them.
-- Now line by line from the index, until one is found that is not paid.
create or replace function close_paid_claim(p_claim uuid) returns void
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  perform 1 from claim_line l
    left join lateral (select true as paid from bank_line b where b.person_id = l.person_id and b.line_id = l.line_id and b.outcome = 'paid' limit 1) b on true
    where l.claim_id = p_claim and l.state = 'ready' and b.paid is null limit 1;
  if not found then
    update claim set state = 'closed' where claim_id = p_claim and state = 'approved';
  end if;
end $$;
