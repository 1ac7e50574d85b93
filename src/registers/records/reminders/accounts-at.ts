import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/db.ts';

export type Account = { userId: string; unitId: string; name: string; username: string };

/** SQL of the user accounts in use that hold a role on a day, once for each unit. */
export const accountsSql = (day: string): RawBuilder<Account> =>
  sql<Account>`select distinct u.id as "userId", r.unit_id as "unitId", u.name, u.username from role_assignment r join auth_user u on u.id = r.user_id
    where r.valid_from <= ${day} and (r.valid_to is null or r.valid_to > ${day}) and not u.disabled`;

/** Which accounts hold a role at which unit on a day, of those asked about; told as {@link accountAt}. */
export async function accountsAt(tx: Tx, userIds: readonly string[], day: string): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const { rows } = await sql<Account>`select * from (${accountsSql(day)}) a
    where "userId" = any(${[...new Set(userIds)]}::text[])`.execute(tx);
  return new Set(rows.map(accountAt));
}

/** An account at a unit, as one text. */
export const accountAt = ({ userId, unitId }: Pick<Account, 'userId' | 'unitId'>): string => `${unitId} ${userId}`;
