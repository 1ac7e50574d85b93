import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { PLACED, STANDING } from './list-entitlements.ts';
import type { Standing } from './schema.ts';

/** What a person is owed or was paid, as the family reads it: the account masked, money in fen, days yyyy-mm-dd. */
export type FamilyMoney = {
  title: string;
  period: string;
  amountFen: number;
  standing: Exclude<Standing, 'refused' | 'withdrawn'>;
  /** Where the money goes: the mask of the family's account, or the institution. */
  to: string | null;
  /** When it was paid, else since when it is owed. */
  on: string;
};

const MOST = 40;

/** Money of these persons, the latest first, by person; refused and withdrawn items are not money. For a caller that has proved who asks. */
export async function moneyOfPeople(tx: Tx, personIds: readonly string[]): Promise<Map<string, FamilyMoney[]>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<FamilyMoney & { personId: string }>`
    select e.person_id as "personId", e.title, case when e.period_key ~ '^[0-9]{4}' and length(e.period_key) <= 12 then e.period_key else '' end as period,
      e.amount_fen as "amountFen", ${STANDING} as standing,
      case when e.payee in ('household', 'student') then coalesce(b.payee_mask, l.payee_mask) else i.name end as "to", coalesce(b.answered_on, e.due_on)::text as "on"
    from ${PLACED} left join institution i on i.institution_id = e.institution_id
    where e.person_id = any (${[...personIds]}::uuid[]) and e.outcome = 'due' and e.withdrawn_at is null
    order by coalesce(b.answered_on, e.due_on) desc, e.entitlement_id limit ${MOST}`.execute(tx);
  return new Map(
    [...Map.groupBy(rows, (r) => r.personId)].map(([id, list]) => [id, list.map(({ personId: _id, ...line }) => line)]),
  );
}
