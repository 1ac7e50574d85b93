-- An enterprise may take back an order that nobody answered; it sees neither other institutions' courses nor their classes, so it is told only whether there is one.
create index on training_course (order_id) where order_id is not null;
create function order_is_answered(p_order uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from training_course c where c.order_id = p_order and c.state = 'open')
    or exists (select 1 from training_class k where k.order_id = p_order and k.state not in ('refused', 'cancelled')) $$;
revoke all on function order_is_answered(uuid) from public;
grant execute on function order_is_answered(uuid) to jiqiao_app;
