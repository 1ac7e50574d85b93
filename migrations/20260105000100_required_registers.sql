-- What an institution must have a valid record for before it applies for something; told by the registers themselves.
create view report_required_register with (security_invoker = true) as
  select register, title, purpose from (
    select distinct on (key) key as register, definition -> 'title' ->> 'zh' as title, definition ->> 'purpose' as purpose
    from register_definition order by key, version desc) newest
  where purpose is not null;
comment on view report_required_register is 'Declared registers with a purpose: what an institution must have a valid record in for that purpose.';
grant select on report_required_register to jiqiao_app;
