import { sql } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { STATES, type ApplicationState } from '../../enrolment/index.ts';
import { INDEX, listPeople } from '../../people/index.ts';
import { Search, type ApplicationHit, type PersonHit, type SchoolHit, type SearchAnswer } from '../schema.ts';
import { insideAreas } from '../scope-sql.ts';
import { understand, type Understood } from './search-query.ts';

const SHOWN = 10;

/** Fewer characters than this find half the country. */
const SCHOOL_LETTERS = 2;

/**
 * People, applications and schools in the actor's scope by a name, a whole identity number or an application's number: whichever was typed.
 * @throws NOT_SIGNED_IN
 */
export async function searchEverything(ctx: Context, input: Search): Promise<SearchAnswer> {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  const actor = ctx.actor;
  const { q } = Search.parse(input);
  const typed = understand(q);
  const people = await peopleOf(ctx, actor, typed);
  const found = await read(ctx, async (tx) => ({
    applications: actor.permissions.has('application.read') ? await applicationsOf(tx, ctx, actor, typed, people) : [],
    schools: typed.as === 'name' && actor.permissions.has('policy.read') ? await schoolsOf(tx, typed.text) : [],
  }));
  return { understoodAs: typed.as, people: people.slice(0, SHOWN), morePeople: people.length > SHOWN, ...found };
}

async function peopleOf(ctx: Context, actor: Actor, typed: Understood): Promise<PersonHit[]> {
  if (typed.as === 'application_number' || !actor.permissions.has('people.read') || actor.areas.length === 0) return [];
  const filter = typed.as === 'name' ? { name: typed.text } : { idNumber: typed.text };
  const { rows } = await listPeople(ctx, { ...filter, size: SHOWN + 1 });
  return rows.map((r) => ({
    personId: r.personId,
    name: r.name,
    sex: r.sex,
    age: r.age,
    idMask: r.idMask,
    villageName: r.villageName,
  }));
}

type Row = {
  id: string;
  number: string;
  name: string;
  year: number;
  state: ApplicationState;
  school_name: string | null;
  major: string | null;
};

/** By number; by the people found; a school looks among its own applicants. */
async function applicationsOf(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  typed: Understood,
  people: readonly PersonHit[],
): Promise<ApplicationHit[]> {
  const scope = actor.institutionId
    ? sql`a.institution_id = ${actor.institutionId}::uuid`
    : insideAreas(actor, 'a.village_code');
  const ids = people.slice(0, SHOWN).map((p) => p.personId);
  const which =
    typed.as === 'application_number'
      ? sql`a.number = ${typed.text}`
      : ids.length > 0
        ? sql`a.person_id = any (${ids}::uuid[])`
        : ownApplicants(ctx, actor, typed);
  if (which === null) return [];
  const { rows } =
    await sql<Row>`select a.application_id as id, a.number, a.person_name as name, a.year, a.state, a.school_name, a.major
    from application a where ${which} and ${scope} order by a.year desc, a.number limit ${SHOWN}`.execute(tx);
  return rows.map(({ state, school_name, ...r }) => ({ ...r, stateName: STATES[state], schoolName: school_name }));
}

function ownApplicants(ctx: Context, actor: Actor, typed: Understood) {
  if (!actor.institutionId) return null;
  if (typed.as === 'name') return sql`starts_with(a.person_name, ${typed.text})`;
  const index = ctx.vault.index(INDEX.number, typed.text);
  return sql`a.person_id in (select p.person_id from person p where p.id_index = ${index})`;
}

async function schoolsOf(tx: Tx, name: string): Promise<SchoolHit[]> {
  if ([...name].length < SCHOOL_LETTERS) return [];
  const rows = await tx
    .selectFrom('institution')
    .select(['institution_id as institutionId', 'name', 'kind'])
    .where((eb) => eb.or([sql<boolean>`strpos(name, ${name}) > 0`, sql<boolean>`${name} = any (short_names)`]))
    .where('valid_to', 'is', null)
    .orderBy('name')
    .limit(SHOWN)
    .execute();
  return rows;
}
