-- Areas as rows to be counted: "each county" and "each city" need to know which there are.
create view report_division with (security_invoker = true) as
  select lpad(code::text, 32, '0')::uuid as source_id, code as division_code, valid_from as counted_on, null::uuid as person_id, null::uuid as institution_id,
    1::numeric as quantity, level, name as title, valid_to as ended_on
  from division;
comment on view report_division is 'Administrative areas, for counting those that are covered.';
grant select on report_division to jiqiao_app;
