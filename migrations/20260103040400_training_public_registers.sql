-- Registered intermediaries, approved scopes and filed assessment bodies are public knowledge: whoever may read them reads those of every place.
drop policy read_labour_agency on labour_agency;
create policy read_labour_agency on labour_agency for select to jiqiao_app using ((select app_may_read('labour_agency')));
drop policy read_training_scope on training_scope;
create policy read_training_scope on training_scope for select to jiqiao_app using ((select app_may_read('training_scope')));
drop policy read_assessment_scope on assessment_scope;
create policy read_assessment_scope on assessment_scope for select to jiqiao_app using ((select app_may_read('assessment_scope')));

-- An enterprise sees how far its order is without seeing other institutions' classes: counted when a class is assessed or closed.
alter table training_order add column enrolled integer not null default 0, add column completed integer not null default 0;
