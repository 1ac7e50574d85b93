import { sql } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { maskedName } from '../../standards/index.ts';
import { maskPhone } from '../../people/index.ts';
import { areasHold } from '../../organizations/index.ts';
import type { Names } from '../definition/field-values.ts';
import { showField, type Secrets } from '../definition/field-values.ts';
import type { Registers } from '../definition/definition-store.ts';
import { conditionTruth, type Known } from '../definition/conditions.ts';
import { withCalculated } from '../definition/formulas.ts';
import { readData, recordProblems, titleOf, uniqueKey, type Problem } from '../definition/record-problems.ts';
import { registerErrors } from '../errors.ts';
import type { FieldValue, PersonValue, RecordData, RegisterDefinition } from '../definition/definition.ts';
import type { FieldInput } from '../schema.ts';
import { askAssistedFields } from './ask-assisted-fields.ts';
import { contactProblems } from './reminders/contact-problems.ts';
import { askedOf, copiesOf, knownOfMany, parametersAt, ruleProblems, rulesOfMany, type Asked } from './known.ts';
import { takePlaces } from './places/take-places.ts';
import { namesOf, type Place } from './record-names.ts';
import type { NewRecord } from './record-store.ts';

export type Composed = {
  record: NewRecord;
  problems: Problem[];
  /** What the public may read of it; null where it may read nothing. */
  shown: Record<string, FieldValue> | null;
};
export type On = { definition: RegisterDefinition; registers: Registers };
export type ToCompose = {
  recordId: string;
  /** What was entered; or, with `data`, the fields as they are kept. */
  input?: Readonly<Record<string, FieldInput>>;
  data?: RecordData;
  /** The fields as they were before a change. */
  before?: RecordData;
  /** Whose it is; a change leaves it with who kept it. */
  unitId: string;
  state: string;
  stage: string | null;
  /** Asked about everything the register wants; what is only kept for now is not. */
  complete: boolean;
  /** When it was accepted first, if it was. */
  acceptedOn?: string | null;
  /** Handed in now for the first time: where no place is left it may wait for one. */
  entering?: boolean;
};

/** Persons are told apart by the same blind index as everywhere, in the form of an id; telephones are sealed as the vault does. */
function secretsOf(ctx: Context): Secrets {
  const sealPhone = (phone: string) => ({
    phone: maskPhone(phone),
    sealed: ctx.vault.encrypt(phone, SEALED)!.toString('base64'),
  });
  const personKey = (idNumber: string) =>
    ctx.vault
      .index('id', idNumber)!
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { personKey, sealPhone };
}

/** Binds a sealed telephone to where it is kept. */
export const SEALED = 'register_record.data';

/** {@link composeRecords} for one. @throws RECORD_OUTSIDE_AREA */
export async function composeRecord(tx: Tx, ctx: Context, actor: Actor, on: On, given: ToCompose): Promise<Composed> {
  const [composed] = await composeRecords(tx, ctx, actor, on, [given]);
  const outside = composed!.problems.find((p) => p.message === OUTSIDE);
  if (outside) throw registerErrors.RECORD_OUTSIDE_AREA({ fields: [outside] });
  return composed!;
}

/**
 * Records from what was entered: values read, references looked up, places found, checks and rules asked, each once for all of them. Nothing is
 * written.
 */
export async function composeRecords(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  on: On,
  given: readonly ToCompose[],
): Promise<Composed[]> {
  const { definition } = on;
  const day = ctx.clock.today();
  const read = await readAll(tx, ctx, actor, on, given);
  const { names, places } = await namesOf(
    tx,
    read.map(({ data }) => ({ fields: definition.fields, data })),
    day,
  );
  const composed = read.map(({ data, problems }, i): Composed & { asked: Asked } => {
    const g = given[i]!;
    const place = placeOf(definition, data, actor, places);
    const title = titleOf(definition, data, (key) => shownOf(definition, key, data, names));
    const record = recordOf(definition, { ...g, ...place, title, data, day });
    const dangling = danglingProblems(definition, data, names);
    return { record, problems: [...problems, ...dangling, ...place.problems], shown: null, asked: askedOf(record) };
  });
  const whole = composed.filter((_, i) => given[i]!.complete);
  const known = await knownOfMany(
    tx,
    ctx,
    definition,
    on.registers,
    whole.map((c) => c.asked),
  );
  await contactProblems(tx, definition, whole, day);
  const answers = await rulesOfMany(
    tx,
    ctx,
    definition,
    whole.map((c) => c.asked),
  );
  whole.forEach((c, i) => {
    const told = new Set(c.problems.map((p) => p.path));
    const more = [...recordProblems(definition, known[i]!), ...ruleProblems(answers[i]!)];
    c.problems.push(...more.filter((p) => p.path === '' || !told.has(p.path)));
  });
  const entering = given.filter((g) => g.complete).map((g) => g.entering === true);
  await takePlaces(
    tx,
    definition,
    whole.map((c, i) => ({ ...c, known: known[i]!, entering: entering[i]! })),
  );
  whole.forEach((c, i) => {
    c.shown = publicPart(definition, c.record, known[i]!, names);
  });
  return composed;
}

type Read = { data: RecordData; problems: Problem[] };

/**
 * The fields of each: read from what was entered or kept, taken over from records they name, answered by the register of assisted persons when handed in or
 * entered anew, and calculated of all these.
 */
async function readAll(tx: Tx, ctx: Context, actor: Actor, on: On, given: readonly ToCompose[]): Promise<Read[]> {
  const { definition, registers } = on;
  const day = ctx.clock.today();
  const secrets = secretsOf(ctx);
  const parameters = await parametersAt(tx, definition, actor.divisionCode ?? 0, day);
  const read = given.map((g): Read =>
    g.data ? { data: g.data, problems: [] } : readData(definition, g.input ?? {}, secrets, day, parameters, g.before),
  );
  if (!definition.fields.some((f) => f.copy !== undefined || f.asked !== undefined)) return read;
  const data = read.map((r) => r.data);
  const copies = await copiesOf(tx, definition, registers, data);
  const asking = data.map((d, i) => (given[i]!.complete && (given[i]!.input || given[i]!.entering) ? d : null));
  const answers = await askAssistedFields(ctx, definition, asking);
  return read.map((r, i) => ({
    data: withCalculated(definition, { ...(answers[i]?.data ?? r.data), ...copies[i] }, parameters),
    problems: [...r.problems, ...(answers[i]?.problems ?? [])],
  }));
}

function publicPart(definition: RegisterDefinition, record: NewRecord, known: Known, names: Names): Composed['shown'] {
  const { public: open } = definition;
  if (!open || record.state !== 'accepted' || (open.when && conditionTruth(open.when, known) !== true)) return null;
  const inFull = !open.named || conditionTruth(open.named, known) === true;
  const shown = open.fields
    .filter((key) => record.data[key] !== undefined)
    .map((key) => {
      const text = shownOf(definition, key, record.data, names);
      const masked = !inFull && definition.fields.some((f) => f.key === key && f.type === 'person');
      return [key, masked ? maskedName(text) : text] as const;
    });
  return Object.fromEntries(shown);
}

function recordOf(
  definition: RegisterDefinition,
  given: ToCompose & Pick<NewRecord, 'division_code' | 'institution_id' | 'title' | 'data'> & { day: string },
): NewRecord {
  const { data, day, state } = given;
  const { on, quantity, person, ends } = definition.counts ?? {};
  const acceptedOn = given.acceptedOn ?? (state === 'accepted' ? day : null);
  const text = (key: string | undefined) => (key === undefined ? null : ((data[key] as string | undefined) ?? null));
  return {
    record_id: given.recordId,
    register: definition.key,
    definition_version: definition.version,
    division_code: given.division_code,
    institution_id: given.institution_id,
    unit_id: given.unitId,
    state,
    stage: given.stage,
    title: given.title,
    data,
    shared: state === 'accepted' && definition.readers === 'all',
    unique_key: uniqueKey(definition, data),
    counted_on: text(on) ?? acceptedOn,
    accepted_on: acceptedOn,
    ended_on: text(ends),
    quantity: quantity === undefined ? 1 : ((data[quantity] as number | undefined) ?? 0),
    person_id: person === undefined ? null : ((data[person] as PersonValue | undefined)?.key ?? null),
  };
}

function shownOf(definition: RegisterDefinition, key: string, data: RecordData, names: Names): string {
  const field = definition.fields.find((f) => f.key === key)!;
  const value = data[key];
  return typeof value === 'object' && value !== null && ('mask' in value || 'sealed' in value)
    ? value.name
    : showField(field, value, names);
}

/** References that nothing bears: an institution of another kind, a record of another register or one not visible. */
function danglingProblems(definition: RegisterDefinition, data: RecordData, names: Names): Problem[] {
  return definition.fields
    .filter((f) => ['division', 'institution', 'unit', 'record'].includes(f.type))
    .filter((f) => typeof data[f.key] === 'string' && names[data[f.key] as string] === undefined)
    .map((f) => ({ path: f.key, message: `${f.title.zh}：没有找到，请从列表中选择`, level: 'refuse' as const }));
}

const OUTSIDE = '不在您的管辖范围内';

/** Where a record belongs and which institution it is about: what its fields say, otherwise the keeper's own place. */
function placeOf(
  definition: RegisterDefinition,
  data: RecordData,
  actor: Actor,
  places: ReadonlyMap<string, Place>,
): { division_code: number; institution_id: string | null; problems: Problem[] } {
  const named = definition.institution === undefined ? undefined : data[definition.institution];
  const institution_id = typeof named === 'string' && places.has(named) ? named : actor.institutionId;
  const where = definition.place === undefined ? undefined : data[definition.place];
  const own = actor.divisionCode ?? 0;
  const division_code = (typeof where === 'string' ? places.get(where)?.divisionCode : undefined) ?? own;
  const inside =
    actor.institutionId === null ? areasHold(actor.areas, division_code) : institution_id === actor.institutionId;
  const problems: Problem[] = inside
    ? []
    : [{ path: definition.place ?? definition.institution ?? '', message: OUTSIDE, level: 'refuse' }];
  return { division_code, institution_id, problems };
}

/**
 * Stops on what refuses, and on what needs a reason that was not given.
 * @throws RECORD_INVALID with a message per field, RECORD_NEEDS_REASON
 */
export function refuseOn(problems: readonly Problem[], reason: string | undefined): void {
  const fieldsOf = (level: Problem['level']) =>
    problems.filter((p) => p.level === level).map(({ path, message }) => ({ path, message }));
  const refused = fieldsOf('refuse');
  if (refused.length > 0) throw registerErrors.RECORD_INVALID({ fields: refused });
  const questioned = fieldsOf('reason');
  if (questioned.length > 0 && !reason)
    throw registerErrors.RECORD_NEEDS_REASON({
      message: `有 ${questioned.length} 项条件不满足，如需继续请写明理由。`,
      fields: [...questioned, { path: 'reason', message: '请写明理由' }],
    });
}

/** Puts what the public may read of records on the public page, and takes away what it may no longer. */
export async function publishRecords(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  composed: readonly Composed[],
): Promise<void> {
  if (!definition.public) return;
  const hidden = composed.filter((c) => c.shown === null).map((c) => c.record.record_id);
  if (hidden.length > 0) await tx.deleteFrom('register_public').where('record_id', 'in', hidden).execute();
  const open = composed.filter((c) => c.shown !== null);
  if (open.length === 0) return;
  const { under } = definition.public;
  const rows = open.map(({ record, shown }) => ({
    id: record.record_id,
    division: record.division_code,
    title: record.title,
    data: shown,
    since: definition.counts?.on === undefined ? null : record.counted_on,
    until: record.ended_on,
    under: (under === undefined ? undefined : record.data[under]) ?? null,
  }));
  await sql`insert into register_public (record_id, register, division_code, title, published_on, data, holds_from, holds_until, under_id)
    select id, ${definition.key}, division, title, ${ctx.clock.today()}, data, since, until, under
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, division bigint, title text, data jsonb, since date, until date, under uuid)
    on conflict (record_id) do update set division_code = excluded.division_code, title = excluded.title, data = excluded.data,
      holds_from = excluded.holds_from, holds_until = excluded.holds_until, under_id = excluded.under_id`.execute(tx);
}
