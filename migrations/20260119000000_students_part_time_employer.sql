alter table student_status add employer text check (char_length(employer) between 1 and 100);
comment on column student_status.employer is '企业职工非全日制学籍的工作单位';
