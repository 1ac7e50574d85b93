import type { Tx } from '../../../platform/db.ts';
import { contactsOf } from '../../definition/contacts.ts';
import type { RegisterDefinition } from '../../definition/definition.ts';
import type { Problem } from '../../definition/record-problems.ts';
import type { NewRecord } from '../record-store.ts';
import { accountAt, accountsAt } from './accounts-at.ts';

type ToCheck = { record: NewRecord; problems: Problem[] };

/** Notes contacts whose account is none of the keeping unit, and those whom a reminder could not reach. */
export async function contactProblems(
  tx: Tx,
  definition: RegisterDefinition,
  composed: readonly ToCheck[],
  day: string,
): Promise<void> {
  const contacts = composed.flatMap(({ record, problems }) =>
    contactsOf(definition, record.data).map(([path, contact]) => ({ path, contact, problems, unitId: record.unit_id })),
  );
  const accounts = await accountsAt(
    tx,
    contacts.flatMap(({ contact }) => contact.account ?? []),
    day,
  );
  const told = new Set(definition.reminders?.map((r) => r.to));
  for (const { path, contact, problems, unitId } of contacts) {
    const title = definition.fields.find((f) => f.key === path)!.title.zh;
    if (contact.account !== null && !accounts.has(accountAt({ userId: contact.account, unitId })))
      problems.push({ path, message: `${title}：账号不属于本单位，请从列表中选择`, level: 'refuse' });
    else if (contact.account === null && contact.phone === null && told.has(path))
      problems.push({ path, message: `${title}：没有账号也没有手机号，提醒只能发给本单位`, level: 'warn' });
  }
}
