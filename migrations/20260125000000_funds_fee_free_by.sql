-- A fee that the law forbids where the student lives is known as such by the rule that forbids it (HA2020 二(一)), beside what was granted, waived or paid for.
alter table fee_taken add column free_by text;
comment on column fee_taken.free_by is 'Key of the rule of the place by which nothing may be charged for the item; null where none says so.';
