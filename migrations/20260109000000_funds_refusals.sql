-- A refusal decided again with other reasons takes the place of the withdrawn one, which stays.
drop index entitlement_refused_once;
create unique index entitlement_refused_once on entitlement (person_id, item, period_key, part) where outcome = 'refused' and withdrawn_at is null;
