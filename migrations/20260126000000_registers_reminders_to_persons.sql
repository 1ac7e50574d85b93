-- A reminder may go to a person: a user account of the unit, whose message nobody else of the unit reads, or a telephone.
alter table message add column to_user text, add check (to_user is null or to_unit_id is not null);
comment on column message.to_user is 'The user account of the unit that alone is told; null for the whole unit.';
drop policy message_read on message;
create policy message_read on message for select to jiqiao_app using ((select app_line()) = 'system'
  or ((to_unit_id = (select app_unit()) or to_institution_id = (select app_institution()) or to_person_id is not null)
    and (to_user is null or to_user = (select app_user_id()))));
drop policy message_mark on message;
create policy message_mark on message for update to jiqiao_app using ((select app_line()) = 'system'
  or ((to_unit_id = (select app_unit()) or to_institution_id = (select app_institution())) and (to_user is null or to_user = (select app_user_id()))));

-- A text that reaches nobody is told to whoever relied on it.
alter table outgoing_text drop constraint outgoing_text_kind_check;
alter table outgoing_text add constraint outgoing_text_kind_check check (kind in ('family_code', 'test', 'reminder')), add column if_lost jsonb;
comment on column outgoing_text.if_lost is 'The message that is sent once the text is dead or expired; without any telephone number.';

alter table register_event add column told text;
comment on column register_event.told is 'Of a reminder: who was told and by what way, telephones masked, or why the unit was told instead.';
