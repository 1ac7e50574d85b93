-- The count of a queue reads its index alone: what row security asks stands in it too. Two partial indexes by time alone served the queue of before.
drop index application_poverty_queue, application_hr_queue, application_county_queue, application_city_queue;
drop index application_township_code_held_since_application_id_idx, application_township_code_held_since_application_id_person__idx;
create index application_poverty_queue on application (township_code, green_channel desc, held_since, application_id) include (village_code, institution_id, person_id)
  where state = 'township_review' and not poverty_decided;
create index application_hr_queue on application (township_code, green_channel desc, held_since, application_id) include (village_code, institution_id, person_id)
  where state = 'township_review' and not hr_decided;
create index application_county_queue on application (county_code, green_channel desc, held_since, application_id) include (village_code, institution_id, person_id)
  where held_by = 'county';
create index application_city_queue on application (city_code, green_channel desc, held_since, application_id) include (village_code, institution_id, person_id)
  where held_by = 'city';
