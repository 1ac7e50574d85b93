-- What a text is of its document, and whether its office has put it before the public.
alter table law_text add column part text not null default 'text' check (part in ('text', 'annex'));
alter table law_text add column annex integer check (annex between 1 and 99);
alter table law_text add column published_at timestamptz;
alter table law_text add column published_by text;
alter table law_text add constraint law_text_annex_numbered check (annex is null or part = 'annex');
alter table law_text add constraint law_text_published check ((published_at is null) = (published_by is null));
comment on column law_text.part is 'text: the document itself; annex: one of its annexes, by its number where it has one.';
comment on column law_text.published_at is 'Since when anybody may read and download it (主动公开); null: offices only.';
create policy read_public_law_text on law_text for select to jiqiao_app using (published_at is not null and removed_at is null);
