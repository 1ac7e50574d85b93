import { sql } from 'kysely';

/** Whether the item of a fee `f` is free for its person: by a rule of the place, granted on the card, waived on a bill, or the class is paid for them. */
export const FREE = sql<boolean>`(f.free_by is not null or exists (
  select 1 from fact_granted_benefit g where g.person_id = f.person_id and g.benefit = f.item and g.school_year = f.school_year
  union all select 1 from fee_bill_line l join fee_bill b on b.person_id = l.person_id and b.bill_id = l.bill_id
    where l.person_id = f.person_id and l.item = f.item and l.outcome = 'waived' and b.superseded_by is null and b.school_year is not distinct from f.school_year
  union all select 1 from entitlement e where e.person_id = f.person_id and e.basis = 'training' and e.outcome = 'due' and e.withdrawn_at is null
    and e.basis_id = f.basis_id and f.item = 'course_fee'))`;
