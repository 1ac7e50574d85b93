import { sql } from 'kysely';
import type { AreaRange } from '../../platform/context.ts';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';
import { peopleErrors } from '../errors.ts';

export type Publication = {
  listId: string;
  listDate: string;
  coverage: 'complete' | 'supplement';
  areaLo: number;
  areaHi: number;
  /** Where records may be the sender's: a person who moved within them keeps the record. */
  areas: readonly AreaRange[];
  /** When it is published, for tasks and events. */
  at: Date;
  by: string;
};

export type PublicationCounts = {
  seq: number;
  personsNew: number;
  personsChanged: number;
  personsUnchanged: number;
  noLongerListed: number;
  relisted: number;
};

/**
 * Takes the next publication number. Publications follow one another (one lock until commit), so whoever has seen number n has
 * seen everything numbered below: "as known at n" never changes afterwards.
 */
export async function nextPublication(tx: Tx): Promise<number> {
  await lockUntilEnd(tx, 'people.publication');
  const row = await sql<{ seq: number }>`select nextval('publication_seq') as seq`.execute(tx);
  return row.rows[0]!.seq;
}

/**
 * Publishes the staged rows of a list in the caller's transaction, by set: new households and persons, changed statuses closed and
 * followed by new ones, unchanged rows left alone. A row that is an existing record of the register (equal valid number and name; without
 * a usable number equal household number and name) keeps its person_id. Persons of the area absent from a complete list become
 * tasks, never exits. What is staged is removed.
 * @param rows how many rows must be staged
 * @throws LIST_STAGING_LOST when they are not (staging does not survive a crash of the database)
 */
export async function publishStaged(tx: Tx, p: Publication, rows: number): Promise<PublicationCounts> {
  await sql`set local work_mem = '96MB'`.execute(tx);
  await gatherIncoming(tx, p.listId, rows);
  const seq = await nextPublication(tx);
  await pairWithRegister(tx, p.areas);
  await addHouseholds(tx, p, seq);
  const personsNew = await addPersons(tx, p, seq);
  const headers = await refreshPersons(tx, p);
  await findChanged(tx, p);
  const statuses = await replaceStatuses(tx, p, seq);
  const noLongerListed = p.coverage === 'complete' ? await noteAbsent(tx, p, seq) : 0;
  const relisted = await noteRelisted(tx, p, seq);
  await sql`update import_problem q set person_id = i.person_id from incoming i where q.list_id = ${p.listId} and q.list_row = i.list_row`.execute(
    tx,
  );
  await sql`delete from staging_person where list_id = ${p.listId}`.execute(tx);
  const personsChanged = Math.max(headers, statuses - personsNew);
  return {
    seq,
    personsNew,
    personsChanged,
    personsUnchanged: rows - personsNew - personsChanged,
    noLongerListed,
    relisted,
  };
}

async function affected(tx: Tx, statement: ReturnType<typeof sql>): Promise<number> {
  const result = await statement.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

async function gatherIncoming(tx: Tx, listId: string, rows: number): Promise<void> {
  await sql`drop table if exists incoming, pairing, changed, homes`.execute(tx);
  await sql`create temp table incoming on commit drop as
    select s.list_row, s.person_id, s.household_id, s.household_no, s.name_key, s.village_code, false as known,
      case when s.id_state = 'valid' then s.id_index end as id_index
    from staging_person s where s.list_id = ${sql.lit(listId)}`.execute(tx);
  const counted = await sql<{ staged: number }>`select count(*) as staged from incoming`.execute(tx);
  const { staged } = counted.rows[0]!;
  if (staged !== rows) throw peopleErrors.LIST_STAGING_LOST({ details: { staged, rows } });
  await sql`update incoming i set household_id = h.household_id from household h
    where h.household_no = i.household_no and h.village_code / 1000000 = i.village_code / 1000000`.execute(tx);
  await sql`analyze incoming`.execute(tx);
}

/** Pairs rows with records of the register, one to one: by number and name, then by household and name where a number is missing. */
async function pairWithRegister(tx: Tx, areas: readonly AreaRange[]): Promise<void> {
  const inside = sql.join(
    areas.map((a) => sql`(r.village_code >= ${sql.lit(a.lo)} and r.village_code < ${sql.lit(a.hi)})`),
    sql` or `,
  );
  await sql`create temp table pairing on commit drop as
    with a as materialized (
      select list_row, id_index, name_key, row_number() over (partition by id_index, name_key order by household_no, list_row) as n
      from incoming where id_index is not null),
    b as materialized (
      select r.person_id, r.id_index, r.name_key,
        row_number() over (partition by r.id_index, r.name_key order by h.household_no, r.person_id) as n
      from person r left join household h using (household_id)
      where r.source = 'assisted_register' and r.id_state = 'valid' and r.id_index in (select id_index from incoming) and (${inside}))
    select a.list_row, b.person_id from a join b using (id_index, name_key, n)`.execute(tx);
  await sql`insert into pairing (list_row, person_id)
    with a as materialized (
      select list_row, household_id, name_key, id_index, row_number() over (partition by household_id, name_key order by list_row) as n
      from incoming where list_row not in (select list_row from pairing) and household_no is not null),
    b as materialized (
      select r.person_id, r.household_id, r.name_key, r.id_state,
        row_number() over (partition by r.household_id, r.name_key order by r.person_id) as n
      from person r
      where r.source = 'assisted_register' and r.household_id in (select household_id from incoming) and (${inside})
        and r.person_id not in (select person_id from pairing))
    select a.list_row, b.person_id from a join b using (household_id, name_key, n)
    where a.id_index is null or b.id_state <> 'valid'`.execute(tx);
  await sql`update incoming i set person_id = q.person_id, known = true from pairing q where q.list_row = i.list_row`.execute(
    tx,
  );
  await sql`update incoming i set household_id = k.household_id
    from (select i2.household_id as provisional, min(c.household_id::text)::uuid as household_id
      from incoming i2 join person_status c on c.person_id = i2.person_id and c.known_to is null and c.valid_to is null
      where i2.known and i2.household_no is null group by 1) k
    where i.household_id = k.provisional and i.household_no is null`.execute(tx);
  await sql`create index on incoming (person_id)`.execute(tx);
  await sql`analyze incoming`.execute(tx);
}

/** A number of the county that another household took meanwhile is left out, so the household still stands by its id. */
async function addHouseholds(tx: Tx, p: Publication, seq: number): Promise<void> {
  await sql`create temp table homes on commit drop as
    select distinct on (i.household_id) i.household_id, i.household_no, i.village_code, i.list_row from incoming i
    where not exists (select 1 from household e where e.household_id = i.household_id) order by i.household_id, i.list_row`.execute(
    tx,
  );
  const wanted = await sql<{ n: number }>`select count(*) as n from homes`.execute(tx);
  const added = await insertHomes(tx, p.listId, seq, sql`h.household_no`);
  if (added < wanted.rows[0]!.n) await insertHomes(tx, p.listId, seq, sql`null::text`);
}

function insertHomes(tx: Tx, listId: string, seq: number, number: ReturnType<typeof sql>): Promise<number> {
  return affected(
    tx,
    sql`insert into household (household_id, household_no, village_code, head_name, created_seq)
      select h.household_id, ${number}, h.village_code, s.head_name, ${seq}
      from homes h join staging_person s on s.list_id = ${listId} and s.list_row = h.list_row
      order by h.household_id on conflict do nothing`,
  );
}

async function addPersons(tx: Tx, p: Publication, seq: number): Promise<number> {
  const added = await affected(
    tx,
    sql`insert into person (person_id, source, name, name_key, name_sort, sex, ethnic, birth, id_kind, id_state, id_number, id_index, id_tail_index,
        id_mask, phone, phone_index, phone_mask, address, address_index, village_code, household_id, created_seq)
      select i.person_id, 'assisted_register', s.name, s.name_key, s.name_sort, s.sex, s.ethnic, s.birth, s.id_kind, s.id_state, s.id_number, s.id_index,
        s.id_tail_index, s.id_mask, s.phone, s.phone_index, s.phone_mask, s.address, s.address_index, s.village_code, i.household_id, ${seq}
      from incoming i join staging_person s on s.list_id = ${p.listId} and s.list_row = i.list_row
      where not i.known order by i.person_id`,
  );
  await sql`insert into person_token (person_id, token, village_code)
    select i.person_id, t.token, s.village_code
    from incoming i join staging_person s on s.list_id = ${p.listId} and s.list_row = i.list_row cross join lateral unnest(s.tokens) as t (token)
    where not i.known order by i.person_id`.execute(tx);
  return added;
}

/** Takes over what the list says of known persons; a valid number never gives way to a missing or doubtful one. */
async function refreshPersons(tx: Tx, p: Publication): Promise<number> {
  await sql`insert into person_event (person_id, event_id, kind, on_date, village_code, reason, known_from, recorded_by, recorded_at)
    select r.person_id, gen_random_uuid(), 'number_corrected', ${p.listDate}, s.village_code, '名单报送了完整号码', currval('publication_seq'), ${p.by}, ${p.at}
    from incoming i join staging_person s on s.list_id = ${p.listId} and s.list_row = i.list_row join person r on r.person_id = i.person_id
    where i.known and s.id_state = 'valid' and r.id_state <> 'valid'`.execute(tx);
  await sql`delete from person_token t using incoming i, person r
    where i.known and t.person_id = i.person_id and r.person_id = i.person_id and r.village_code <> i.village_code`.execute(
    tx,
  );
  await sql`insert into person_token (person_id, token, village_code)
    select i.person_id, t.token, i.village_code
    from incoming i join person r on r.person_id = i.person_id and r.village_code <> i.village_code
      join staging_person s on s.list_id = ${p.listId} and s.list_row = i.list_row cross join lateral unnest(s.tokens) as t (token)
    where i.known on conflict do nothing`.execute(tx);
  return affected(
    tx,
    sql`update person r set sex = coalesce(s.sex, r.sex), ethnic = coalesce(s.ethnic, r.ethnic), village_code = i.village_code, household_id = i.household_id,
        phone = coalesce(s.phone, r.phone), phone_index = coalesce(s.phone_index, r.phone_index), phone_mask = coalesce(s.phone_mask, r.phone_mask),
        address = coalesce(s.address, r.address), address_index = coalesce(s.address_index, r.address_index),
        birth = case when better then s.birth else r.birth end, id_kind = case when better then s.id_kind else r.id_kind end,
        id_state = case when better then s.id_state else r.id_state end, id_number = case when better then s.id_number else r.id_number end,
        id_index = case when better then s.id_index else r.id_index end, id_mask = case when better then s.id_mask else r.id_mask end,
        id_tail_index = case when better then s.id_tail_index else r.id_tail_index end, version = r.version + 1
      from incoming i join staging_person s on s.list_id = ${p.listId} and s.list_row = i.list_row
        join person o on o.person_id = i.person_id cross join lateral (select s.id_state = 'valid' and o.id_state <> 'valid' as better) b
      where i.known and r.person_id = i.person_id and (better or (r.village_code, r.household_id) is distinct from (i.village_code, i.household_id)
        or s.sex <> r.sex or s.ethnic <> r.ethnic or coalesce(s.phone_index <> r.phone_index, s.phone_index is not null)
        or coalesce(s.address_index <> r.address_index, s.address_index is not null))`,
  );
}

const SAID =
  sql.raw(`household_types, identified_on, exited_on, risk_cleared, education, in_school, health, labour_skill, veteran, residence, note,
  doubtful_fields, identified_month`);
const said = (alias: string) =>
  sql.raw(
    `${alias}.household_types, ${alias}.identified_on, ${alias}.exited_on, ${alias}.risk_cleared, ${alias}.education, ${alias}.in_school, ${alias}.health,
    ${alias}.labour_skill, ${alias}.veteran, ${alias}.residence, ${alias}.note, ${alias}.doubtful_fields,
    ${alias}.identified_month`,
  );

async function findChanged(tx: Tx, p: Publication): Promise<void> {
  await sql`create temp table changed on commit drop as
    select i.list_row, i.person_id, i.household_id, c.status_id, c.valid_from
    from incoming i join staging_person s on s.list_id = ${sql.lit(p.listId)} and s.list_row = i.list_row
      left join person_status c on i.known and c.person_id = i.person_id and c.known_to is null and c.valid_to is null
    where c.person_id is null or row(c.household_id, c.village_code, c.relation, ${said('c')})
      is distinct from row(i.household_id, s.village_code, s.relation, ${said('s')})`.execute(tx);
}

/** Closes what was known, repeats it with the end it now has, and adds what the list says from its date on. Returns the new rows. */
async function replaceStatuses(tx: Tx, p: Publication, seq: number): Promise<number> {
  await sql`insert into person_status (person_id, status_id, household_id, village_code, relation, ${SAID}, valid_from, valid_to, known_from, list_id, list_row)
    select c.person_id, gen_random_uuid(), c.household_id, c.village_code, c.relation, ${said('c')}, c.valid_from, ${p.listDate}, ${seq}, c.list_id, c.list_row
    from changed g join person_status c on c.person_id = g.person_id and c.status_id = g.status_id
    where g.valid_from < ${p.listDate}`.execute(tx);
  await sql`update person_status c set known_to = ${seq} from changed g where c.person_id = g.person_id and c.status_id = g.status_id`.execute(
    tx,
  );
  return affected(
    tx,
    sql`insert into person_status (person_id, status_id, household_id, village_code, relation, ${SAID}, valid_from, known_from, list_id, list_row)
      select g.person_id, gen_random_uuid(), g.household_id, s.village_code, s.relation, ${said('s')}, ${p.listDate}, ${seq}, ${p.listId}, s.list_row
      from changed g join staging_person s on s.list_id = ${p.listId} and s.list_row = g.list_row order by g.person_id`,
  );
}

/** Whoever the register still holds in the area but a complete list does not: an event and a task, once, until listed again. */
async function noteAbsent(tx: Tx, p: Publication, seq: number): Promise<number> {
  return affected(
    tx,
    sql`with absent as (
        select c.person_id, c.village_code, c.household_id, r.name from person_status c join person r on r.person_id = c.person_id
        where c.known_to is null and c.valid_to is null and c.village_code >= ${p.areaLo} and c.village_code < ${p.areaHi}
          and r.source = 'assisted_register' and not exists (select 1 from incoming i where i.person_id = c.person_id)
          and not exists (select 1 from person_event e where e.person_id = c.person_id and e.kind = 'died')
          and coalesce((select e.kind from person_event e where e.person_id = c.person_id and e.kind in ('no_longer_listed', 'relisted')
            order by e.known_from desc limit 1), 'relisted') = 'relisted'),
      noted as (
        insert into person_event (person_id, event_id, kind, on_date, village_code, from_household_id, reason, known_from, recorded_by, recorded_at)
        select person_id, gen_random_uuid(), 'no_longer_listed', ${p.listDate}, village_code, household_id, '完整名单中没有此人', ${seq}, ${p.by}, ${p.at}
        from absent)
      insert into task (task_id, kind, division_code, person_id, title, detail, dedupe_key, created_at)
      select gen_random_uuid(), 'no_longer_listed', village_code, person_id, '不在最新名单：' || name,
        jsonb_build_object('listId', ${p.listId}::text, 'listDate', ${p.listDate}::text), 'no_longer_listed ' || person_id || ' ' || ${p.listId}::text, ${p.at}
      from absent on conflict (dedupe_key) do nothing`,
  );
}

async function noteRelisted(tx: Tx, p: Publication, seq: number): Promise<number> {
  const noted = await affected(
    tx,
    sql`insert into person_event (person_id, event_id, kind, on_date, village_code, to_household_id, reason, known_from, recorded_by, recorded_at)
      select i.person_id, gen_random_uuid(), 'relisted', ${p.listDate}, i.village_code, i.household_id, '重新出现在名单中', ${seq}, ${p.by}, ${p.at}
      from incoming i where i.known and (select e.kind from person_event e where e.person_id = i.person_id
        and e.kind in ('no_longer_listed', 'relisted') order by e.known_from desc limit 1) = 'no_longer_listed'`,
  );
  await sql`update task t set state = 'done', closed_at = ${p.at}, closed_by = ${p.by}, outcome = 'relisted' from incoming i
    where t.person_id = i.person_id and t.kind = 'no_longer_listed' and t.state = 'open'`.execute(tx);
  return noted;
}
