import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { toldMatches } from '../../matching/index.ts';
import { INDEX } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { SheetRow } from '../../platform/sheets/index.ts';
import { nameKey } from '../../standards/index.ts';
import { kindOn } from '../classes/class-kinds.ts';
import { auditClass, ownClass, type ClassRow } from '../classes/class-store.ts';
import { checkTrainees } from '../comparisons/check-trainees.ts';
import { trainingErrors } from '../errors.ts';
import { judgeRoster } from '../roster-import/judge-roster.ts';
import { keepRoster } from '../roster-import/keep-roster.ts';
import type { PlacedParticipant } from '../participation-store.ts';
import { rosterColumns } from '../roster-import/roster-columns.ts';
import { readRoster } from '../roster-import/roster-sheet.ts';
import { chosenPeople } from './chosen-people.ts';
import { EnrolTrainees } from './schema.ts';

export type Entered = ReturnType<(typeof EnrolTrainees)['parse']>['people'][number] & { choiceId?: string };
export type Enrolled = {
  listId: string;
  enrolled: number;
  matches: { auto: number; review: number; none: number };
  held: { name: string; reasons: string[] }[];
  checks: { found: number; notChecked: number };
};

/**
 * Puts people on the roster of a class in real name: each is read, repaired and found in the register exactly as a line of an imported roster, then
 * compared with every list and asked of the policy as of the first day. An order for named people takes nobody else; an apprenticeship that has
 * begun takes nobody without a labour contract. Who is on the roster already stays once.
 * @throws NOT_FOUND, CLASS_WRONG_STATE, CLASS_FULL, NOT_NAMED_BY_ENTERPRISE, CONTRACT_REQUIRED, ROSTER_EMPTY
 */
export async function enrolTrainees(ctx: Context, input: EnrolTrainees): Promise<Enrolled> {
  const actor = authorise(ctx, 'training.hold');
  const said = EnrolTrainees.parse(input);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const row = await ownClass(tx, actor, said.classId, ['planned', 'filed', 'approved', 'running']);
    const people: Entered[] = [...said.people, ...(await chosenPeople(tx, ctx, row, said.choiceIds))];
    if (people.length === 0) throw trainingErrors.ROSTER_EMPTY();
    await requireNamed(tx, ctx, row, people);
    requireContracts(row, people);
    const institution = await institutionOf(tx, row);
    const read = readRoster([{ rows: sheetOf(people), merges: [] }]);
    Object.assign(read.classes[0]!, {
      name: row.name,
      trade: row.trade,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      doubts: [],
    });
    const judged = await judgeRoster(tx, ctx, read, institution);
    const sha256 = createHash('sha256').update(ctx.newId()).digest('hex');
    const file = { fileId: null, name: `逐人登记：${row.name ?? ''}`, sha256 };
    const incoming = { file, listDate: ctx.clock.today(), supplement: true };
    const kept = await keepRoster(tx, ctx, actor, institution, judged, [row.class_id], incoming);
    await countSeats(tx, row);
    await keepTrainees(tx, row, kept.placed, people);
    const checks = await checkTrainees(
      tx,
      ctx,
      row,
      kept.placed.map((p) => p.personId),
    );
    const held = [...judged.held].map(([at, reasons]) => ({
      name: kept.placed.find((p) => p.row === at)?.name ?? '',
      reasons: [...reasons],
    }));
    const { matches } = toldMatches(judged.matches);
    await auditClass(tx, ctx, row, 'enrol', `登记学员 ${kept.placed.length} 人`, {
      listId: kept.listId,
      ...matches,
      ...checks,
    });
    return { listId: kept.listId, enrolled: kept.placed.length, matches, held, checks };
  });
}

async function institutionOf(tx: Tx, row: ClassRow) {
  const found = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name', 'location_code'])
    .where('institution_id', '=', row.institution_id)
    .executeTakeFirst();
  if (!found) throw errors.NOT_FOUND();
  return { institutionId: found.institution_id, name: found.name, locationCode: found.location_code };
}

const FIELDS = ['name', 'idNumber', 'phone', 'address', 'category'] as const;

/** The people as a roster would write them, so that one reader serves both ways. */
function sheetOf(people: readonly Entered[]): SheetRow[] {
  const header = { sheet: '逐人登记', row: 1, cells: FIELDS.map((f) => rosterColumns[f].heading) };
  return [header, ...people.map((p, i) => ({ sheet: '逐人登记', row: i + 2, cells: FIELDS.map((f) => p[f] ?? null) }))];
}

/** @throws NOT_NAMED_BY_ENTERPRISE with the names */
async function requireNamed(tx: Tx, ctx: Context, row: ClassRow, people: readonly Entered[]): Promise<void> {
  if (row.order_id === null) return;
  const order = await tx
    .selectFrom('training_order')
    .select('only_named')
    .where('order_id', '=', row.order_id)
    .executeTakeFirst();
  if (!order?.only_named) return;
  const named = await tx
    .selectFrom('training_order_name')
    .select(['number_index', 'name_key'])
    .where('order_id', '=', row.order_id)
    .execute();
  const known = new Set(named.map((n) => `${n.number_index.toString('hex')} ${n.name_key}`));
  const strangers = people.filter(
    (p) => !known.has(`${ctx.vault.index(INDEX.number, p.idNumber)?.toString('hex') ?? ''} ${nameKey(p.name)}`),
  );
  if (strangers.length > 0)
    throw trainingErrors.NOT_NAMED_BY_ENTERPRISE({ details: { names: strangers.map((p) => p.name) } });
}

/** @throws CONTRACT_REQUIRED */
function requireContracts(row: ClassRow, people: readonly Entered[]): void {
  if (row.state !== 'running' || kindOn(row.kind, row.starts_on ?? '')?.contract !== true) return;
  const without = people.filter((p) => p.contractFileId === undefined);
  if (without.length > 0) throw trainingErrors.CONTRACT_REQUIRED({ details: { names: without.map((p) => p.name) } });
}

/** @throws CLASS_FULL */
async function countSeats(tx: Tx, row: ClassRow): Promise<void> {
  const { n } = await tx
    .selectFrom('training_participation')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('class_id', '=', row.class_id)
    .where('known_to', 'is', null)
    .executeTakeFirstOrThrow();
  if (row.capacity !== null && n > row.capacity)
    throw trainingErrors.CLASS_FULL({ message: `本班名额 ${row.capacity} 人，登记后将有 ${n} 人。` });
  await tx.updateTable('training_class').set({ participants: n }).where('class_id', '=', row.class_id).execute();
}

/** The line that says what becomes of each trainee. Contracts come with the entry; who had chosen the class's course, at the village or at home, is enrolled by whichever way he came. */
async function keepTrainees(
  tx: Tx,
  row: ClassRow,
  placed: readonly PlacedParticipant[],
  people: readonly Entered[],
): Promise<void> {
  const rows = placed.map((p) => {
    const said = people[p.row - 2];
    return {
      person_id: p.personId,
      village_code: p.villageCode,
      contract: said?.contractFileId ?? null,
      since: said?.contractFrom ?? null,
      choice: said?.choiceId ?? null,
    };
  });
  const { rows: kept } = await sql<{ choice_id: string | null }>`
    insert into class_trainee (person_id, class_id, institution_id, village_code, contract_file_id, contract_from, choice_id)
    select r.person_id, ${row.class_id}::uuid, ${row.institution_id}::uuid, r.village_code, r.contract, case when r.contract is not null then coalesce(r.since, ${row.starts_on}::date) end,
      coalesce(r.choice, h.choice_id)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, village_code bigint, contract uuid, since date, choice uuid)
      left join lateral (select c.choice_id from training_choice c join person q on q.person_id = c.person_id join person p on p.person_id = r.person_id
        where c.course_id = ${row.course_id}::uuid and c.state <> 'withdrawn'
          and (q.person_id = p.person_id or (q.id_index = p.id_index and p.id_state = 'valid' and q.id_state = 'valid')) limit 1) h on r.choice is null
    on conflict (person_id, class_id) do update set contract_file_id = coalesce(excluded.contract_file_id, class_trainee.contract_file_id),
      contract_from = coalesce(excluded.contract_from, class_trainee.contract_from), choice_id = coalesce(excluded.choice_id, class_trainee.choice_id)
    returning choice_id`.execute(tx);
  const choices = kept.flatMap((k) => (k.choice_id === null ? [] : [k.choice_id]));
  if (choices.length > 0)
    await tx.updateTable('training_choice').set({ state: 'enrolled' }).where('choice_id', 'in', choices).execute();
}
