import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { PersonRow } from '../entitled-store.ts';
import type { Category } from '../schema.ts';

export type NewList = {
  listId: string;
  division: number;
  ruleKey: string;
  ruleTitle: string;
  category: Category;
  missing: string | null;
  on: string;
  lawVersion: number;
  note: string | null;
  dueOn: string | null;
  unitId: string;
  unitName: string;
  madeBy: string;
  madeName: string;
  at: Date;
};

export async function insertList(tx: Tx, list: NewList, items: number): Promise<void> {
  await tx
    .insertInto('find_list')
    .values({
      list_id: list.listId,
      division_code: list.division,
      rule_key: list.ruleKey,
      rule_title: list.ruleTitle,
      category: list.category,
      missing: list.missing,
      asked_on: list.on,
      law_version: list.lawVersion,
      note: list.note,
      items,
      due_on: list.dueOn,
      unit_id: list.unitId,
      unit_name: list.unitName,
      made_by: list.madeBy,
      made_name: list.madeName,
      made_at: list.at,
    })
    .execute();
}

/** Adds the persons to a list, in one statement; who already stands on an open list for the rule is left there. Returns who was added. */
export async function insertItems(
  tx: Tx,
  list: NewList,
  people: readonly PersonRow[],
): Promise<{ person_id: string; village_code: number }[]> {
  const rows = people.map((p) => ({
    person_id: p.person_id,
    village_code: Number(p.village_code),
    name: p.name,
    missing: p.missing ?? [],
  }));
  const { rows: added } = await sql<{ person_id: string; village_code: number }>`
    insert into find_item (person_id, list_id, village_code, person_name, rule_key, rule_title, category, sent_by, due_on, standing, missing, checked_at, checked_by)
    select person_id, ${list.listId}::uuid, village_code, name, ${list.ruleKey}::text, ${list.ruleTitle}::text, ${list.category}::text, ${list.unitName}::text,
      ${list.dueOn}::date, ${list.category}::text, array(select jsonb_array_elements_text(missing)), ${list.at.toISOString()}::timestamptz, ${list.madeBy}::text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, village_code bigint, name text, missing jsonb)
    on conflict do nothing returning person_id, village_code`.execute(tx);
  return added;
}

export type OpenItem = {
  person_id: string;
  list_id: string;
  village_code: number;
  rule_key: string;
  person_name: string;
  state: string;
  standing: string;
};

/** Locks items in one order, so that two who check the same persons wait for each other instead of standing in each other's way. */
export async function lockItems(
  tx: Tx,
  keys: readonly { personId: string; listId: string }[],
): Promise<readonly OpenItem[]> {
  const { rows } = await sql<OpenItem>`
    select i.person_id, i.list_id, i.village_code, i.rule_key, i.person_name, i.state, i.standing from find_item i
      join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("personId" uuid, "listId" uuid) on k."personId" = i.person_id and k."listId" = i.list_id
    order by i.person_id, i.list_id for update of i`.execute(tx);
  return rows;
}

export type Standing = { person_id: string; list_id: string; standing: Category | 'clean'; missing: readonly string[] };

/** Writes what the rule said; an item that came out clean is closed. */
export async function noteStandings(
  tx: Tx,
  standings: readonly Standing[],
  checked: { at: Date; by: string; note: string | null },
): Promise<void> {
  await sql`update find_item i set standing = r.standing, missing = array(select jsonb_array_elements_text(r.missing)), checked_at = ${checked.at.toISOString()}::timestamptz,
      checked_by = ${checked.by}, note = coalesce(${checked.note}::text, i.note), version = i.version + 1,
      state = case when r.standing = 'clean' then 'clean' else 'open' end,
      closed_at = case when r.standing = 'clean' then ${checked.at.toISOString()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(standings)}::jsonb) as r(person_id uuid, list_id uuid, standing text, missing jsonb)
    where i.person_id = r.person_id and i.list_id = r.list_id and i.state = 'open'`.execute(tx);
}

/** Who of these receives a benefit on a day, under any record of the same human. */
export async function receiving(
  tx: Tx,
  personIds: readonly string[],
  benefit: string,
  on: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from receives_benefit(${[...personIds]}::uuid[], ${benefit}::text, ${on}::date) as r(person_id)`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.person_id));
}
