-- The later documents bring targets and priorities, and parameters that are lists of divisions, single days and ratios.
alter table policy_rule drop constraint policy_rule_kind_check;
alter table policy_rule add constraint policy_rule_kind_check
  check (kind in ('test', 'eligibility', 'benefit', 'deadline', 'target', 'ranking'));
alter table policy_parameter drop constraint policy_parameter_type_check;
alter table policy_parameter add constraint policy_parameter_type_check
  check (type in ('integer', 'number', 'yuan', 'boolean', 'code', 'codes', 'divisions', 'yearly_day', 'day'));
-- A document that came without its date has none; what it ends by stands in its validity.
alter table policy_document alter column issued_on drop not null;
