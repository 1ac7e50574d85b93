-- Lists that a school or institution sends are matched with the register by telephone too.
create index person_register_phone on person (phone_index) where source = 'assisted_register' and phone_index is not null;
