-- What the roll publishes for payment: granted sums of the card, and the lists of the national grant.
create view fact_granted_benefit with (security_invoker = true) as
  select l.person_id, l.line_id, l.status_id, l.institution_id, l.village_code, l.benefit, l.school_year, null::text as term, l.amount_fen, l.payee,
    l.fund_source, l.decision_id, l.decided_at
  from benefit_line l where l.outcome = 'granted' and l.superseded_by is null and l.benefit <> 'national_grant'
  union all
  select g.person_id, g.line_id, g.status_id, g.institution_id, g.village_code, 'national_grant', g.school_year, g.term, g.amount_fen, l.payee,
    l.fund_source, l.decision_id, l.decided_at
  from grant_line g join benefit_line l on l.person_id = g.person_id and l.line_id = g.line_id;
comment on view fact_granted_benefit is 'Lines of 五免一享 and 雨露 as decided, one per student, item and school year (the national grant: and term).';
grant select on fact_granted_benefit to jiqiao_app;
