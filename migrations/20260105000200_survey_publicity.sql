-- What a school handed out on a visit and how many came to hear it (SD2017-3.1-12).
alter table survey_visit add column materials text, add column attendees integer check (attendees >= 0);
comment on column survey_visit.materials is 'What was handed out; null without publicity.';
comment on column survey_visit.attendees is 'How many were told of the policies; null without publicity.';
