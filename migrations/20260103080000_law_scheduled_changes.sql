-- A tried change of the law is scheduled: prepared with the day on which it takes effect and what the trial said; on that day the decided cases reopen.
-- The way of review and what else the locality decides for other offices is set by three persons in the same way.

alter table policy_proposal drop constraint policy_proposal_kind_check;
alter table policy_proposal add constraint policy_proposal_kind_check check (kind in ('value', 'document', 'continuation', 'change', 'setting'));
alter table policy_proposal add column effective_on date;
alter table policy_proposal add column tried jsonb;
alter table policy_proposal add column settings jsonb;
alter table policy_proposal add column reopened_at timestamptz;
alter table policy_proposal add column reopened integer;
alter table policy_proposal add constraint policy_proposal_change_dated check (kind <> 'change' or (effective_on is not null and tried is not null));
alter table policy_proposal add constraint policy_proposal_setting_named check ((kind = 'setting') = (settings is not null));
alter table policy_proposal add constraint policy_proposal_reopened check ((reopened_at is null) = (reopened is null) and (reopened_at is null or (kind = 'change' and state = 'in_force')));
comment on column policy_proposal.effective_on is 'For a scheduled change: the day on which it takes effect.';
comment on column policy_proposal.tried is 'For a scheduled change: what its trial said when it was prepared, rule by rule.';
comment on column policy_proposal.settings is 'For a setting: the setting as it will be written when approved.';
comment on column policy_proposal.reopened_at is 'When the decided cases that a scheduled change touches became tasks; how many in reopened.';
create index policy_proposal_waiting on policy_proposal (effective_on) where kind = 'change' and state = 'in_force' and reopened_at is null;
create index task_reopened on task (person_id) where kind = 'decision_reopened' and state = 'open';
