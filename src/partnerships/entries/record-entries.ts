import { sql } from 'kysely';
import { auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors, type FieldError } from '../../platform/errors.ts';
import { sidesOf } from '../agreements/side.ts';
import { commitmentsOf, findAgreement, partiesOf, type Party } from '../agreements/store.ts';
import type { EntryKind } from '../engine/definition.ts';
import { definitions } from '../engine/definition-files.ts';
import { partnershipErrors } from '../errors.ts';
import { RecordEntries, type EntryInput } from '../schema.ts';
import { faultsOfEntry, faultsOfSubjects, type Under } from './check-entry.ts';
import { secondInData } from './second-code.ts';

export type Recorded = { recorded: string[]; refused: (FieldError & { row: number })[] };

/**
 * Records one or many entries of a kind, under an agreement or alone. Of many rows those at fault are refused, each with the field and why,
 * and the others kept; a single row at fault is refused as a whole. Under an agreement only a side records, and only while it is in force
 * or being prepared.
 * @throws ENTRY_KIND_UNKNOWN, ENTRY_REFUSED, NOT_FOUND, AGREEMENT_NOT_A_PARTY, AGREEMENT_WRONG_STATE
 */
export async function recordEntries(ctx: Context, input: RecordEntries): Promise<Recorded> {
  const actor = authorise(ctx, 'agreement.keep');
  const { kind: name, agreementId, rows } = RecordEntries.parse(input);
  const kind = entryKindOf(name);
  return transaction(ctx, async (tx) => {
    const under = await underOf(tx, actor, kind, agreementId ?? null);
    const refused = await faultsOfRows(tx, ctx, kind, rows, under);
    if (refused.length > 0 && rows.length === 1)
      throw partnershipErrors.ENTRY_REFUSED({ message: `记录不符合要求：${refused[0]!.message}`, fields: refused });
    const wrong = new Set(refused.map((f) => f.row));
    const kept = rows.filter((_, i) => !wrong.has(i + 1));
    const recorded = await insertEntries(tx, ctx, actor, kind, kept, under);
    await auditMany(tx, ctx, [
      {
        action: 'entry.record',
        subjectType: agreementId ? 'agreement' : 'agreement_entry',
        subjectId: agreementId ?? recorded[0] ?? ctx.newId(),
        divisionCode: under.sides[0]?.divisionCode ?? actor.divisionCode,
        institutionId: actor.institutionId,
        summary: `登记${kind.title.zh} ${recorded.length} 条${refused.length > 0 ? `，退回 ${wrong.size} 条` : ''}`,
        payload: { kind: name, entries: recorded.slice(0, 50) },
      },
    ]);
    return { recorded, refused };
  });
}

/** @throws ENTRY_KIND_UNKNOWN */
export function entryKindOf(kind: string): EntryKind {
  const found = definitions().entries.get(kind);
  if (!found) throw partnershipErrors.ENTRY_KIND_UNKNOWN({ details: { kind } });
  return found;
}

/** Faults of rows (from 1) against their kind, the agreement, whom they are about, and each other. */
export async function faultsOfRows(
  tx: Tx,
  ctx: Context,
  kind: EntryKind,
  rows: readonly EntryInput[],
  under: Under,
): Promise<(FieldError & { row: number })[]> {
  const today = ctx.clock.today();
  const own = rows.flatMap((row, i) => faultsOfEntry(kind, row, under, today).map((f) => ({ ...f, row: i + 1 })));
  const subjects = await faultsOfSubjects(tx, kind, rows, today);
  const named = await linksNotThere(tx, kind, rows, under);
  return [...own, ...[...subjects].map(([i, f]) => ({ ...f, row: i + 1 })), ...named];
}

/** Parents and staff a row names must be there for the reader, and of the right kind. */
async function linksNotThere(
  tx: Tx,
  kind: EntryKind,
  rows: readonly EntryInput[],
  under: Under,
): Promise<(FieldError & { row: number })[]> {
  const found = async (table: 'agreement_entry' | 'support_staff', key: 'entry_id' | 'staff_id', ids: string[]) => {
    const kindOfParent = table === 'agreement_entry' && kind.parent ? sql`kind = ${kind.parent}` : sql`true`;
    const { rows: there } = await sql<{
      id: string;
    }>`select ${sql.ref(key)} as id from ${sql.table(table)} where ${sql.ref(key)} = any(${ids}::uuid[]) and ${kindOfParent}`.execute(
      tx,
    );
    return new Set(there.map((r) => r.id));
  };
  const parents = await found(
    'agreement_entry',
    'entry_id',
    rows.flatMap((r) => r.parentId ?? []),
  );
  const staff = await found(
    'support_staff',
    'staff_id',
    rows.flatMap((r) => r.staffId ?? []),
  );
  const promised = new Set(under.commitments.map((c) => c.commitmentId));
  return rows.flatMap((r, i) => {
    const faults: (FieldError & { row: number })[] = [];
    if (kind.parent && !r.parentId) faults.push({ row: i + 1, path: 'parentId', message: '请选择所属记录' });
    if (r.parentId && !parents.has(r.parentId))
      faults.push({ row: i + 1, path: 'parentId', message: '没有找到所属记录' });
    if (r.staffId && !staff.has(r.staffId)) faults.push({ row: i + 1, path: 'staffId', message: '没有找到这名人员' });
    if (r.commitmentId && !promised.has(r.commitmentId))
      faults.push({ row: i + 1, path: 'commitmentId', message: '没有找到这项承诺' });
    return faults;
  });
}

/** @throws NOT_FOUND, ENTRY_REFUSED, AGREEMENT_NOT_A_PARTY, AGREEMENT_WRONG_STATE */
export async function underOf(tx: Tx, actor: Actor, kind: EntryKind, agreementId: string | null): Promise<Under> {
  if (agreementId === null) {
    if (kind.under === 'agreement')
      throw partnershipErrors.ENTRY_REFUSED({ fields: [{ path: 'agreementId', message: '请选择协议' }] });
    return { agreement: null, parties: [], commitments: [], sides: [] };
  }
  if (kind.under === 'alone')
    throw partnershipErrors.ENTRY_REFUSED({ fields: [{ path: 'agreementId', message: '这种记录不属于协议' }] });
  const agreement = await findAgreement(tx, agreementId);
  const parties = await partiesOf(tx, [agreementId]);
  const sides = sidesOf(actor, parties).filter((p) => kind.side.length === 0 || kind.side.includes(p.role));
  if (sides.length === 0) throw partnershipErrors.AGREEMENT_NOT_A_PARTY();
  if (['ended', 'discarded'].includes(agreement.state)) throw partnershipErrors.AGREEMENT_WRONG_STATE();
  return { agreement, parties, commitments: await commitmentsOf(tx, [agreementId]), sides };
}

type Side = Pick<Party, 'divisionCode' | 'institutionId'>;

async function insertEntries(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  kind: EntryKind,
  rows: readonly EntryInput[],
  under: Under,
): Promise<string[]> {
  if (rows.length === 0) return [];
  const side = under.sides[0] ?? (await placeOf(tx, actor));
  const at = ctx.clock.now().toISOString();
  const values = rows.map((r, ordinal) => ({
    ordinal,
    entry_id: ctx.newId(),
    kind: kind.kind,
    agreement_id: under.agreement?.agreementId ?? null,
    commitment_id: r.commitmentId ?? commitmentFor(kind, r, under),
    parent_id: r.parentId ?? null,
    division_code: side.divisionCode,
    institution_id: side.institutionId,
    unit_id: actor.unitId,
    state: kind.confirm === 'none' ? 'confirmed' : 'recorded',
    about_institution: r.aboutInstitution ?? null,
    about_division: r.aboutDivision ?? null,
    about_name: r.aboutName ?? null,
    code: r.code ?? null,
    quantity: r.quantity ?? null,
    on_date: r.onDate,
    ended_on: r.endedOn ?? null,
    due_on: r.dueOn ?? null,
    staff_id: r.staffId ?? null,
    person_id: r.personId ?? null,
    data: secondInData(kind, r),
    evidence: r.evidence,
    recorded_by: actor.userId,
    recorded_name: `${actor.unitName} ${actor.name}`,
    recorded_at: at,
    ...(kind.confirm === 'none' ? { confirmed_by: actor.userId, confirmed_unit: actor.unitId, confirmed_at: at } : {}),
    version: 1,
  }));
  await sql`insert into agreement_entry select * from jsonb_populate_recordset(null::agreement_entry, ${JSON.stringify(values)}::jsonb)`.execute(
    tx,
  );
  return values.map((v) => v.entry_id);
}

/** The commitment an entry fulfils without being told: the one of its kind, and of its code where commitments have codes. */
function commitmentFor(kind: EntryKind, row: EntryInput, under: Under): string | null {
  const fitting = under.commitments.filter((c) => c.kind === kind.fulfils);
  const coded = fitting.filter((c) => c.code !== null && c.code === row.code);
  const [only] = coded.length > 0 ? coded : fitting;
  return only?.commitmentId ?? null;
}

/** Where somebody records who is no side of an agreement: their institution's place, or their office's. @throws NOT_FOUND */
async function placeOf(tx: Tx, actor: Actor): Promise<Side> {
  if (actor.institutionId === null) {
    if (actor.divisionCode === null) throw errors.NOT_FOUND();
    return { divisionCode: actor.divisionCode, institutionId: null };
  }
  const own = await tx
    .selectFrom('institution')
    .select('location_code')
    .where('institution_id', '=', actor.institutionId)
    .executeTakeFirstOrThrow();
  return { divisionCode: own.location_code, institutionId: actor.institutionId };
}
