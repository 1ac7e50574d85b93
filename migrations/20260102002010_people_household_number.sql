-- A household number is its county's: two counties may use the same one.
drop index household_household_no_idx;
create unique index household_county_number on household ((village_code / 1000000), household_no) where household_no is not null;
