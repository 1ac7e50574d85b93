-- The audit lists of the desk go by time and by person; newest first.
create index audit_entry_at on audit_entry (at desc, entry_id desc);
create index audit_entry_user on audit_entry (user_id, at desc);
create index read_log_at on read_log (at desc);
create index message_institution on message (to_institution_id, created_at desc) where to_institution_id is not null;
create index job_kind on job (unit_id, kind, created_at desc);
