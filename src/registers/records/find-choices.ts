import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { registerNamed } from '../definition/definition-store.ts';
import type { RegisterField } from '../definition/definition.ts';
import { accountsSql } from './reminders/accounts-at.ts';
import { FindChoices } from '../schema.ts';
import { titleHolds } from './record-store.ts';

export type Choice = { value: string; label: string };
const MOST = 30;

/** What a field may name, found by its name: institutions of the kinds asked for, offices, records of the other register, accounts of one's own unit. @throws REGISTER_NOT_FOUND, NOT_FOUND */
export async function findChoices(ctx: Context, input: FindChoices): Promise<{ rows: Choice[] }> {
  const actor = authorise(ctx, 'record.read');
  const { key, field: name, text } = FindChoices.parse(input);
  return read(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    const field = definition.fields.find((f) => f.key === name);
    if (!field) throw errors.NOT_FOUND({ details: { field: name } });
    const day = ctx.clock.today();
    const { rows } =
      field.type === 'contact'
        ? await accountChoices(actor.unitId, text, day).execute(tx)
        : await choicesSql(field, text, day, actor.divisionCode ?? 0).execute(tx);
    return { rows };
  });
}

const accountChoices = (unitId: string, text: string, day: string) =>
  sql<Choice>`select "userId" as value, name || '（' || username || '）' as label from (${accountsSql(day)}) a
    where "unitId" = ${unitId} and position(${text} in name || ' ' || username) > 0 order by name, username limit ${MOST}`;

function choicesSql(field: RegisterField, text: string, day: string, near: number) {
  const like = `%${text.replaceAll(/[%_\\]/g, '')}%`;
  const current = sql`valid_from <= ${day} and (valid_to is null or valid_to > ${day})`;
  if (field.type === 'institution') {
    const kinds = field.kinds ? sql`kind = any(${[...field.kinds]}::text[])` : sql`true`;
    return sql<Choice>`select institution_id::text as value, name as label from institution
      where name like ${like} and ${current} and ${kinds} order by abs(location_code - ${near}), name limit ${MOST}`;
  }
  if (field.type === 'unit')
    return sql<Choice>`select unit_id::text as value, name as label from unit
      where name like ${like} and ${current} and level <> 'village' order by abs(coalesce(division_code, 0) - ${near}), name limit ${MOST}`;
  const register = field.register ?? '';
  const titled = titleHolds('v', text);
  const found = titled
    ? sql`r.record_id in (select v.record_id from register_value v where v.register = ${register} and ${titled})`
    : sql`true`;
  return sql<Choice>`select r.record_id::text as value, r.title as label from register_record r
    where r.register = ${register} and r.state not in ('withdrawn', 'refused', 'revoked') and ${found}
    order by r.title limit ${MOST}`;
}
