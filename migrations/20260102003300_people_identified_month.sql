-- A date of identification that names a month only stands on the month's last day; whether somebody stood in the register on a day of that month is then
-- told by the month.
alter table staging_person add column identified_month boolean;
alter table person_status add column identified_month boolean;
comment on column person_status.identified_month is 'True where the list gave the month of identification only; null or false otherwise.';
