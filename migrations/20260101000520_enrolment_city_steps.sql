-- When the city reminded a school of an unread notice, so that one day brings one reminder.
alter table school_notice add column reminded_at timestamptz;
alter table school_notice add column reminders integer not null default 0;

-- Withdrawn and replaced letters keep the reason and who did it.
alter table admission_letter add column closed_at timestamptz;
alter table admission_letter add column closed_by text;
alter table admission_letter add column closed_reason text;

create index school_notice_unread on school_notice (sent_at) where read_at is null;
