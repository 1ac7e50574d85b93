-- Sparse filters of the audit list: by the name of who acted and by the beginning of the act, newest first.
create index audit_entry_user_name on audit_entry (user_name, at desc);
create index audit_entry_action on audit_entry (action collate "C", at desc);
