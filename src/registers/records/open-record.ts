import { sql } from 'kysely';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { fen, formatAmount } from '../../platform/money.ts';
import { actsOpen } from '../../review/index.ts';
import type { Bilingual, Outcome } from '../../policy/schema.ts';
import { pathSql } from '../definition/compile-conditions.ts';
import { currentRegisters, type Registers } from '../definition/definition-store.ts';
import { showField, type Names } from '../definition/field-values.ts';
import { withoutSealed } from '../definition/contacts.ts';
import { nextStages, recordTransitions, roleWith, type RecordAct } from '../definition/process.ts';
import { TOTAL } from '../definition/totals.ts';
import { recordProblems } from '../definition/record-problems.ts';
import type { FieldValue, RecordData, RegisterDefinition } from '../definition/definition.ts';
import { RecordId, type RecordState } from '../schema.ts';
import { rankedOver } from './places/allocate-places.ts';
import { askedOf, knownOf, rulesOfMany } from './known.ts';
import { namesOf } from './record-names.ts';
import { dataOf, openStored, type StoredRecord } from './record-store.ts';

export type ShownField = {
  key: string;
  title: Bilingual;
  group: Bilingual | null;
  shown: string;
  value: FieldValue;
  link: string | null;
};
export type RecordChange = { key: string; title: Bilingual; before: string; after: string };
export type RecordHistory = {
  seq: number;
  at: string;
  action: string;
  to: RecordState;
  stage: Bilingual | null;
  by: string;
  unit: string;
  reason: string | null;
  /** Of a reminder: who was told, and how. */
  told: string | null;
  changes: RecordChange[];
};
/** Records of other registers that name this one, the newest few and how many there are. */
export type RelatedRecords = {
  register: string;
  title: Bilingual;
  count: number;
  rows: { recordId: string; title: string; countedOn: string | null; stage: Bilingual | null }[];
};

export type OpenedRecord = {
  recordId: string;
  register: string;
  registerTitle: Bilingual;
  title: string;
  state: RecordState;
  stage: Bilingual | null;
  version: number;
  place: string;
  keeper: string;
  countedOn: string | null;
  endedOn: string | null;
  data: RecordData;
  names: Names;
  fields: ShownField[];
  /** What other records add up to for it. */
  totals: { key: string; title: Bilingual; shown: string }[];
  /** How many wait for places of it that are given by rank; null where none are, or it is another's to give them. */
  waitingHere: number | null;
  /** What a change that waits for review would alter. */
  waiting: RecordChange[];
  mayChange: boolean;
  acts: { act: RecordAct; label: string; needsReason: boolean; reviewing: boolean }[];
  stages: { code: string; title: Bilingual }[];
  warnings: { path: string; message: string }[];
  /** What the law's rules say of it, sentence by sentence. */
  decisions: { title: Bilingual; outcome: Outcome; clause: string; why: readonly string[] }[];
  related: RelatedRecords[];
  history: RecordHistory[];
};

/** One record's file: its fields with names, what may be done with it now, what is doubtful today, what refers to it, and its history. @throws NOT_FOUND */
export async function openRecord(ctx: Context, input: RecordId): Promise<OpenedRecord> {
  const actor = authorise(ctx, 'record.read');
  const { recordId } = RecordId.parse(input);
  return read(ctx, async (tx) => {
    const { record, definition } = await openStored(tx, ctx, recordId);
    const registers = await currentRegisters(tx, ctx);
    const data = dataOf(record);
    const pending = record.pending as RecordData | null;
    const events = await tx
      .selectFrom('register_event')
      .selectAll()
      .where('record_id', '=', recordId)
      .orderBy('seq', 'desc')
      .limit(200)
      .execute();
    const told = [data, pending, ...events.flatMap((e) => [e.before, e.after])].filter(
      (d): d is RecordData => d !== null,
    );
    const { names } = await namesOf(
      tx,
      told.map((d) => ({ fields: definition.fields, data: d })),
      ctx.clock.today(),
      [record.division_code],
    );
    const unit = await tx.selectFrom('unit').select('name').where('unit_id', '=', record.unit_id).executeTakeFirst();
    const role = roleWith(definition, actor, record);
    const shown = withoutSealed(data);
    const state = record.state as RecordState;
    return {
      recordId,
      register: definition.key,
      registerTitle: definition.title,
      title: record.title,
      state,
      stage: definition.stages?.find((s) => s.code === record.stage)?.title ?? null,
      version: record.version,
      place: names[String(record.division_code).padStart(12, '0')] ?? '全国',
      keeper: unit?.name ?? events.at(-1)?.unit_name ?? '',
      countedOn: record.counted_on,
      endedOn: record.ended_on,
      data: shown,
      names,
      fields: fieldsOf(definition, shown, names),
      totals: await totalsOf(tx, definition, registers, record, ctx.clock.today()),
      waitingHere: role === 'keeper' ? await waitingHere(tx, registers, record) : null,
      waiting: pending ? changesOf(definition, data, pending, names) : [],
      mayChange:
        role === 'keeper' && actor.permissions.has('record.write') && ['draft', 'returned', 'accepted'].includes(state),
      acts: actsOf(definition, record, role, actor),
      stages: nextStages(definition, record.stage, role).map((s) => ({ code: s.code, title: s.title })),
      ...(await doubts(tx, ctx, definition, registers, record)),
      related: await relatedTo(tx, registers, record),
      history: events.map((e) => ({
        seq: e.seq,
        at: e.at.toISOString(),
        action: e.action,
        to: e.to_state as RecordState,
        stage: definition.stages?.find((s) => s.code === e.stage)?.title ?? null,
        by: e.by_name,
        unit: e.unit_name,
        reason: e.reason,
        told: e.told,
        changes: e.before && e.after ? changesOf(definition, e.before as RecordData, e.after as RecordData, names) : [],
      })),
    };
  });
}

function fieldsOf(definition: RegisterDefinition, data: RecordData, names: Names): ShownField[] {
  return definition.fields
    .filter((f) => data[f.key] !== undefined || !f.when)
    .map((f) => {
      const value = data[f.key] ?? null;
      const unit = f.type === 'money' ? ' 元' : f.unit ? ` ${f.unit.zh}` : '';
      const shown = showField(f, value, names);
      return {
        key: f.key,
        title: f.title,
        group: f.group ?? null,
        shown: shown === '' ? '' : shown + unit,
        value,
        link: f.type === 'record' && typeof value === 'string' ? value : null,
      };
    });
}

function changesOf(
  definition: RegisterDefinition,
  before: RecordData,
  after: RecordData,
  names: Names,
): RecordChange[] {
  return definition.fields
    .map((f) => ({
      key: f.key,
      title: f.title,
      before: showField(f, before[f.key], names),
      after: showField(f, after[f.key], names),
    }))
    .filter((c) => c.before !== c.after);
}

function actsOf(
  definition: RegisterDefinition,
  record: StoredRecord,
  role: string | null,
  actor: Actor,
): OpenedRecord['acts'] {
  if (role === null || !actor.permissions.has(role === 'reviewer' ? 'record.review' : 'record.write')) return [];
  return actsOpen(recordTransitions(definition), record.state as RecordState, role)
    .filter((t) => t.action !== 'save')
    .filter((t) => record.state !== 'accepted' || record.pending !== null || !['pass', 'return'].includes(t.action))
    .map((t) => ({
      act: t.action,
      label: t.label,
      needsReason: t.needs?.includes('reason') ?? false,
      reviewing: role === 'reviewer',
    }));
}

async function doubts(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  registers: Registers,
  record: StoredRecord,
) {
  const asked = askedOf(record);
  const problems = recordProblems(definition, await knownOf(tx, ctx, definition, registers, asked));
  const [answers = []] = await rulesOfMany(tx, ctx, definition, [asked]);
  return {
    warnings: problems.map(({ path, message }) => ({ path, message })),
    decisions: answers.map(({ decision, why }) => ({
      title: decision.rule.title,
      outcome: decision.outcome,
      clause: `${decision.document.title.zh} ${decision.clause}`,
      why,
    })),
  };
}

/** What other records add up to for this one today. */
async function totalsOf(
  tx: Tx,
  definition: RegisterDefinition,
  registers: Registers,
  record: StoredRecord,
  day: string,
): Promise<OpenedRecord['totals']> {
  const { totals = [] } = definition;
  if (totals.length === 0) return [];
  const on = { definition, registers, parameters: {}, day, row: 'r' };
  const values = totals.map((t) => sql`(${pathSql(`${TOTAL}.${t.key}`, on)})::text as ${sql.ref(t.key)}`);
  const { rows } = await sql<Record<string, string | null>>`
    select ${sql.join(values)} from register_record r where r.record_id = ${record.record_id}`.execute(tx);
  return totals.map(({ key, title, unit, register, sum: summed }) => {
    const value = rows[0]?.[key] ?? null;
    if (value === null) return { key, title, shown: '' };
    const money = registers.get(register)?.fields.some((f) => f.key === summed && f.type === 'money');
    const shown = money
      ? `${formatAmount(fen(Number(value)))} 元`
      : `${Number.isNaN(Number(value)) ? value : Number(value)}`;
    return { key, title, shown: unit ? `${shown} ${unit.zh}` : shown };
  });
}

async function waitingHere(tx: Tx, registers: Registers, record: StoredRecord): Promise<number | null> {
  const over = rankedOver(registers, record.register);
  if (over.length === 0) return null;
  const asked = over.map(
    ({ definition, capacity }) =>
      sql`(r.register = ${definition.key} and r.stage = ${capacity.waiting!} and r.data ->> ${capacity.of} = ${record.record_id})`,
  );
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from register_record r
    where r.state = 'accepted' and (${sql.join(asked, sql` or `)})`.execute(tx);
  return rows[0]!.n;
}

async function relatedTo(tx: Tx, registers: Registers, record: StoredRecord): Promise<RelatedRecords[]> {
  const naming = [...registers.values()].flatMap((d) =>
    d.fields
      .filter((f) => f.type === 'record' && f.register === record.register)
      .map((f) => ({ definition: d, field: f.key })),
  );
  const related: RelatedRecords[] = [];
  for (const { definition, field } of naming) {
    const { rows } = await sql<{
      record_id: string;
      title: string;
      counted_on: string | null;
      stage: string | null;
      n: number;
    }>`
      select r.record_id, r.title, r.counted_on, r.stage, count(*) over ()::int as n from register_value v join register_record r on r.record_id = v.record_id
      where v.register = ${definition.key} and v.field = ${field} and v.value = ${record.record_id} and r.state = 'accepted'
      order by r.counted_on desc, r.record_id limit 20`.execute(tx);
    related.push({
      register: definition.key,
      title: definition.title,
      count: rows[0]?.n ?? 0,
      rows: rows.map((r) => ({
        recordId: r.record_id,
        title: r.title,
        countedOn: r.counted_on,
        stage: definition.stages?.find((s) => s.code === r.stage)?.title ?? null,
      })),
    });
  }
  return related;
}
