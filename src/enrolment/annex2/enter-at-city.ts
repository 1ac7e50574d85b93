import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { applicationNumber, numberScope } from '../application/application-number.ts';
import { suggestedCategory } from '../applicants/applicant-fields.ts';
import type { KeptProblem } from '../../people/index.ts';
import type { EnteringRow } from './annex2-admittance.ts';
import { decideEligibility, keepEligibility, type EligibilityAnswer } from '../applicants/eligibility.ts';
import { refuseSecondApplication } from '../application/one-application.ts';
import { placesOf } from '../city/places.ts';
import type { KnownSchool } from './read-annex2.ts';
import { recordFirst, type Application } from '../store.ts';
import { HELD_BY } from '../states.ts';

export type CityEntry = {
  entering: readonly EnteringRow[];
  schools: readonly KnownSchool[];
  cityCode: number;
  year: number;
  /** The list they come from; who has an application of it already stays as entered. Null for a form that never came. */
  listId: string | null;
  /** Only asks what would enter; nothing is written. */
  dryRun: boolean;
};

type Person = { person_id: string; name: string; village_code: number; id_index: Buffer | null };

/**
 * Enters rows at the city step, each as an application marked as imported there, with the register's answer about its eligibility. Who has a
 * live application already is not entered again but told of. A person this list has entered before counts as entered, whatever became of it.
 */
export async function enterAtCity(
  tx: Tx,
  ctx: Context,
  entry: CityEntry,
): Promise<{ entered: number; added: number; problems: KeptProblem[] }> {
  const standing = await enteredBefore(tx, entry);
  const entering = entry.entering.filter((e) => !standing.has(e.personId));
  const problems: KeptProblem[] = [];
  const free = entering.length === 0 ? [] : await freePeople(tx, entry.year, entering, problems);
  const rowOf = new Map(entering.map((e) => [e.personId, e]));
  if (!entry.dryRun && entry.listId !== null && free.length > 0) await store(tx, ctx, entry, entry.listId, free, rowOf);
  return { entered: entry.entering.length - entering.length + free.length, added: free.length, problems };
}

async function enteredBefore(tx: Tx, { listId, year }: CityEntry): Promise<Set<string>> {
  if (listId === null) return new Set();
  const rows = await tx
    .selectFrom('application')
    .select('person_id')
    .where('list_id', '=', listId)
    .where('year', '=', year)
    .execute();
  return new Set(rows.map((r) => r.person_id));
}

/** Who of these has no live application of the year; the others are told of in `problems`. */
async function freePeople(
  tx: Tx,
  year: number,
  entering: readonly EnteringRow[],
  problems: KeptProblem[],
): Promise<Person[]> {
  const rowOf = new Map(entering.map((e) => [e.personId, e]));
  const people = await tx
    .selectFrom('person')
    .select(['person_id', 'name', 'village_code', 'id_index'])
    .where('person_id', 'in', [...rowOf.keys()])
    .execute();
  // One order of locks, so that two lists that name the same people never wait for each other in a circle.
  people.sort((a, b) => Buffer.compare(a.id_index ?? Buffer.alloc(0), b.id_index ?? Buffer.alloc(0)));
  const free: Person[] = [];
  for (const person of people) {
    const taken = await liveElsewhere(tx, person, year);
    if (taken === null) free.push(person);
    else problems.push(alreadyApplied(rowOf.get(person.person_id)!, taken));
  }
  return free;
}

async function liveElsewhere(tx: Tx, person: Person, year: number): Promise<string | null> {
  try {
    await refuseSecondApplication(tx, person, year);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('APPLICATION_')) return error.message;
    throw error;
  }
}

function alreadyApplied(entry: EnteringRow, message: string): KeptProblem {
  const { sheet, row, listRow } = { ...entry, row: entry.row.row };
  const place = { sheet, row, listRow, column: null, field: null };
  return { ...place, code: 'application_exists', decision: 'review', message, was: null, now: null };
}

async function store(
  tx: Tx,
  ctx: Context,
  entry: CityEntry,
  listId: string,
  people: readonly Person[],
  rowOf: ReadonlyMap<string, EnteringRow>,
): Promise<void> {
  const claims = { graduationProved: null, veteranCertificate: null, choiceOffered: true };
  const answers = await decideEligibility(
    tx,
    ctx,
    people.map((p) => ({
      personId: p.person_id,
      villageCode: p.village_code,
      year: entry.year,
      claims,
      begunOn: null,
    })),
  );
  const villageOf = new Map(people.map((p) => [p.person_id, p.village_code]));
  const kept = await keepEligibility(tx, ctx, answers, (id) => villageOf.get(id)!);
  const numbers = await numbersOf(tx, people, entry.year);
  const institutionOf = new Map(entry.schools.map((s) => [s.name, s.institutionId]));
  const rows = people.map((person) => {
    const given = rowOf.get(person.person_id)!;
    return {
      ...applicationRow(ctx, entry, person, given, answers.get(person.person_id)),
      ...kept.get(person.person_id),
      number: numbers.get(person.person_id)!,
      institution_id: institutionOf.get(given.school) ?? null,
      list_id: listId,
    };
  });
  const apps = (await tx.insertInto('application').values(rows).returningAll().execute()) as Application[];
  await recordFirst(tx, ctx, apps, 'import', { data: { listId } });
}

/** Numbers of each village in the order of the persons; villages in one order. */
async function numbersOf(tx: Tx, people: readonly Person[], year: number): Promise<Map<string, string>> {
  const numbers = new Map<string, string>();
  const byVillage = Map.groupBy(people, (p) => p.village_code);
  for (const village of [...byVillage.keys()].sort((a, b) => a - b)) {
    const group = byVillage.get(village)!;
    const first = await takeNumbers(tx, numberScope('application', village, year), group.length);
    for (const [i, person] of group.entries())
      numbers.set(person.person_id, applicationNumber(village, year, first + i));
  }
  return numbers;
}

function applicationRow(
  ctx: Context,
  entry: CityEntry,
  person: Person,
  given: EnteringRow,
  answer: EligibilityAnswer | undefined,
) {
  const places = placesOf(person.village_code);
  return {
    person_id: person.person_id,
    application_id: ctx.newId(),
    year: entry.year,
    category: answer ? suggestedCategory(answer.record) : 'junior_high',
    state: 'city_accepted',
    held_by: HELD_BY.city_accepted,
    held_since: ctx.clock.now(),
    village_code: places.villageCode,
    township_code: places.townshipCode,
    county_code: places.countyCode,
    city_code: entry.cityCode,
    entered_as: 'imported_at_city',
    list_row: given.listRow,
    person_name: person.name,
    card_no: given.row.cardNo,
    catalogue_city_code: entry.cityCode,
    school_name: given.school,
    contact_phone: ctx.vault.encrypt(given.row.phone),
    contact_address: ctx.vault.encrypt(given.row.address),
    green_channel: answer?.decision.outcome !== 'no',
    created_by: ctx.actor!.userId,
    created_at: ctx.clock.now(),
    version: 0,
  };
}
