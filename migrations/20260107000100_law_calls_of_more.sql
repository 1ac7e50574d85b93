-- Calls that ask several kinds of units, ask for each task of a document, or for a local standard in force.
alter table law_call add column addressees jsonb not null default '[]', add column tasks jsonb not null default '[]', add column standard text;
comment on column law_call.addressees is 'Kinds of units asked, where not every office of level and lines: {title, level, line, divisions (prefixes)}, in order.';
comment on column law_call.tasks is 'Tasks of the document, each to be found in a clause of the local plan: {key, title}.';
comment on column law_call.standard is 'Parameter that each receiving place is to set; an office without a value in force has not answered.';
alter table law_statement add column tasks jsonb not null default '{}';
comment on column law_statement.tasks is 'Clause of the local plan by key of the task.';
