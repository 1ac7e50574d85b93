import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

/** An entitlement that may be paid, with the legs of the check that are missing; ready when there is none. */
export type Checked = {
  person_id: string;
  entitlement_id: string;
  village_code: number;
  institution_id: string | null;
  amount_fen: number;
  fund: string | null;
  missing: string[];
  held_since: string | null;
  payee_name: string | null;
  payee_bank: string | null;
  payee_account: Buffer | null;
  payee_mask: string | null;
};

/**
 * The check before money moves, for many entitlements at once: identity proved; for a student the register and an active status; for a trainee the roster and no finding
 * that holds the class or the person; and an account in the name of the person or a member of the household, or of the institution. Names each missing leg.
 */
export async function checkLegs(
  tx: Tx,
  entitlements: readonly string[],
  persons: readonly string[],
  on: string,
): Promise<Checked[]> {
  if (entitlements.length === 0) return [];
  const ids = [...new Set(persons)];
  const { rows } = await sql<Checked>`
    with e as materialized (select * from entitlement where person_id = any (${ids}::uuid[]) and entitlement_id = any (${[...entitlements]}::uuid[])),
      r as materialized (select person_id, register_person_id, certainty, household_id, id_state from register_statements(${ids}::uuid[], ${on}::date, null)),
      st as materialized (select person_id, bool_or(active) as active from student_standings(${ids}::uuid[], ${on}::date) group by 1),
      own as (select r.person_id, p.name_key from r join person p on p.person_id = r.person_id
        union select r.person_id, q.name_key from r join person_status m on m.household_id = r.household_id and m.known_to is null join person q on q.person_id = m.person_id),
      held as (select person_id, entitlement_id, min(held_since) as since from claim_line where person_id = any (${ids}::uuid[]) and state = 'held' group by 1, 2)
    select e.person_id, e.entitlement_id, e.village_code, e.institution_id, e.amount_fen, e.fund, held.since::text as held_since,
      array_remove(array[
        case when r.id_state is distinct from 'valid' or (r.register_person_id is not null and r.certainty <> 'proved') then 'identity' end,
        case when e.basis = 'student' and r.register_person_id is null then 'register' end,
        case when e.basis = 'student' and not coalesce(st.active, false) then 'roll' end,
        case when e.basis = 'training' and not exists (select 1 from report_training_participation t where t.class_id = e.basis_id and t.person_id = e.person_id) then 'roster' end,
        case when e.basis = 'training' and exists (select 1 from report_training_finding f where f.class_id = e.basis_id and f.holds
          and (f.person_id is null or f.person_id = e.person_id or f.person_id in (select t.record_id from report_training_participation t
            where t.class_id = e.basis_id and t.person_id = e.person_id))) then 'finding' end,
        case when acc.holder_name is null then 'account' when acc.refused_on is not null then 'bank_refused'
          when acc.holder_key is not null and not exists (select 1 from own where own.person_id = e.person_id and own.name_key = acc.holder_key) then 'holder' end
      ], null) as missing,
      acc.holder_name as payee_name, acc.bank as payee_bank, acc.account as payee_account, acc.account_mask as payee_mask
    from e left join r on r.person_id = e.person_id left join st on st.person_id = e.person_id
      left join held on held.person_id = e.person_id and held.entitlement_id = e.entitlement_id
      left join lateral (
        select a.holder_name, a.holder_key, a.bank, a.account, a.account_mask, a.refused_on from payee_account a
          where e.payee in ('household', 'student') and a.person_id = e.person_id and a.valid_to is null
        union all select i.holder_name, null, i.bank, i.account, i.account_mask, i.refused_on from institution_account i
          where e.payee not in ('household', 'student') and i.institution_id = e.institution_id and i.valid_to is null) acc on true
    order by e.flagged desc, e.due_on, e.entitlement_id`.execute(tx);
  return rows;
}
