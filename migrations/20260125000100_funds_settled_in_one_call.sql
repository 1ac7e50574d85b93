-- What moves money asked row security table by table and statement by statement, which took longer than the movement (docs/decisions/0053). These functions ask it once:
-- may the reader's line change these tables, and does everything touched lie in the reader's area. Nothing else reaches a row outside it.
create function app_may_write_all(p_tables text[]) returns boolean
language sql stable parallel safe as $$
  select app_line() = 'system' or (select count(*) from line_access where line = app_line() and table_name = any (p_tables) and can_write) = cardinality(p_tables) $$;

-- Postings whose keys are new and the sums of their budgets with them; for functions that have asked.
create function posted(p_movements jsonb, p_changes jsonb, p_by text, p_at timestamptz) returns setof text
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  fresh text[];
  m record;
begin
  with entered as (
    insert into posting (posting_id, idempotency_key, kind, debit_budget, debit, credit_budget, credit, amount_fen, division_code, source, year, tier,
      document_no, claim_id, batch_id, subject_id, person_id, institution_id, note, posted_on, posted_by, posted_at)
    select r.*, p_by, p_at
    from jsonb_to_recordset(p_movements) as r(posting_id uuid, key text, kind text, debit_budget uuid, debit text, credit_budget uuid, credit text, fen bigint,
      division_code bigint, source text, year integer, tier text, document_no text, claim_id uuid, batch_id uuid, subject_id uuid, person_id uuid,
      institution_id uuid, note text, on_date date)
    on conflict (idempotency_key) do nothing returning idempotency_key)
  select array_agg(idempotency_key) into fresh from entered;
  for m in select c."budgetId" as budget_id, sum(planned) as planned, sum(allocated) as allocated, sum(committed) as committed, sum(sent) as sent,
      sum(paid) as paid, sum(returned) as returned
    from jsonb_to_recordset(p_changes) as c(key text, "budgetId" uuid, planned bigint, allocated bigint, committed bigint, sent bigint, paid bigint,
      returned bigint) where c.key = any (fresh) group by 1 order by 1
  loop
    update budget set planned_fen = planned_fen + m.planned, allocated_fen = allocated_fen + m.allocated, committed_fen = committed_fen + m.committed,
      sent_fen = sent_fen + m.sent, paid_fen = paid_fen + m.paid, returned_fen = returned_fen + m.returned where budget_id = m.budget_id;
  end loop;
  return query select unnest(fresh);
end $$;

-- Postings of the reader's own area between budgets of it.
create function post_movements(p_movements jsonb, p_changes jsonb, p_by text, p_at timestamptz) returns setof text
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if not app_may_write_all('{posting,budget}')
    or exists (select 1 from jsonb_to_recordset(p_movements) as r(division_code bigint) where not r.division_code <@ app_areas())
    or exists (select 1 from jsonb_to_recordset(p_changes) as c("budgetId" uuid) join budget b on b.budget_id = c."budgetId" where not b.division_code <@ app_areas())
  then
    raise insufficient_privilege using message = 'a posting outside the reader''s area';
  end if;
  return query select p from posted(p_movements, p_changes, p_by, p_at) p;
end $$;

-- A batch of the reader's area and its claim, locked until the transaction ends, as it was sent and with what was answered if the file of this hash was read before.
create function sent_locked(p_batch uuid, p_sha256 text)
returns table (number text, format text, state text, budget_id uuid, claim_id uuid, division_code bigint, source text, year integer, earlier json, sent json)
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  k bank_batch;
  c claim;
begin
  select b.* into k from bank_batch b where b.batch_id = p_batch and b.division_code <@ app_areas() for update;
  if not found or not app_may_write_all('{bank_batch,bank_line,bank_return,claim,budget,posting}') then return; end if;
  select a.* into c from claim a where a.claim_id = k.claim_id for update;
  return query select k.number, k.format, k.state, k.budget_id, k.claim_id, k.division_code, c.source, c.year,
    (select json_build_object('returnId', r.return_id, 'paid', r.paid, 'failed', r.failed, 'findings', r.findings)
      from bank_return r where r.batch_id = p_batch and r.sha256 = p_sha256),
    (select json_agg(json_build_object('lineNo', l.line_no, 'payeeName', l.payee_name, 'account', encode(l.payee_account, 'hex'), 'amountFen', l.amount_fen,
      'settled', nullif(l.outcome, 'pending')) order by l.line_no) from bank_line l where l.batch_id = p_batch);
end $$;

-- Closes an approved claim of which nothing is left to pay.
create function close_paid_claim(p_claim uuid) returns void
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  update claim c set state = 'closed' where c.claim_id = p_claim and c.state = 'approved' and not exists (select 1 from claim_line l
    where l.claim_id = p_claim and l.state = 'ready' and not exists (select 1 from bank_line b where b.person_id = l.person_id and b.line_id = l.line_id
      and b.outcome = 'paid'));
end $$;

-- What a judged return leaves behind: outcomes of lines, money moved, the return kept, the batch closed when nothing of it is pending, the claim when nothing is left to pay.
create function settle_return(p_batch uuid, p_paid integer[], p_failed integer[], p_reasons text[], p_movements jsonb, p_changes jsonb, p_return uuid,
  p_sha256 text, p_findings jsonb, p_closed boolean, p_by text, p_at timestamptz, p_on date) returns void
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  k bank_batch;
begin
  select b.* into k from bank_batch b where b.batch_id = p_batch and b.division_code <@ app_areas();
  if not found or not app_may_write_all('{bank_batch,bank_line,bank_return,claim,budget,posting}') then
    raise insufficient_privilege using message = 'a batch outside the reader''s area';
  end if;
  update bank_line set outcome = 'paid', answered_on = p_on where batch_id = p_batch and line_no = any (p_paid) and outcome = 'pending';
  if cardinality(p_failed) > 0 then
    update bank_line b set outcome = 'failed', failure = r.reason, answered_on = p_on from unnest(p_failed, p_reasons) as r(line_no, reason)
      where b.batch_id = p_batch and b.line_no = r.line_no and b.outcome = 'pending';
  end if;
  perform posted(p_movements, p_changes, p_by, p_at);
  update bank_batch set state = case when p_closed then 'closed' else 'answered' end, closed_at = case when p_closed then p_at end where batch_id = p_batch;
  perform close_paid_claim(k.claim_id);
  insert into bank_return (return_id, batch_id, division_code, sha256, paid, failed, findings, read_by, read_at)
    values (p_return, p_batch, k.division_code, p_sha256, cardinality(p_paid), cardinality(p_failed), p_findings, p_by, p_at);
end $$;

revoke all on function app_may_write_all(text[]), posted(jsonb, jsonb, text, timestamptz), post_movements(jsonb, jsonb, text, timestamptz), sent_locked(uuid, text),
  close_paid_claim(uuid), settle_return(uuid, integer[], integer[], text[], jsonb, jsonb, uuid, text, jsonb, boolean, text, timestamptz, date) from public;
grant execute on function app_may_write_all(text[]), post_movements(jsonb, jsonb, text, timestamptz), sent_locked(uuid, text), close_paid_claim(uuid),
  settle_return(uuid, integer[], integer[], text[], jsonb, jsonb, uuid, text, jsonb, boolean, text, timestamptz, date) to jiqiao_app;

-- Rows that are entered once and change their state a few times: room on their page spares their indexes.
alter table claim set (fillfactor = 80);
alter table bank_batch set (fillfactor = 80);
alter table budget set (fillfactor = 50);
