-- Finding people of a county: the few records that no register gave, and what is granted there.
create index person_of_other_source on person (village_code, person_id) where source <> 'assisted_register';
create index benefit_line_granted on benefit_line (village_code, benefit) where outcome = 'granted' and superseded_by is null;
