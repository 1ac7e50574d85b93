import { areasHold, findInstitutions } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { AppError, errors } from '../../platform/errors.ts';
import { transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { checkCommitments, insertCommitments } from '../agreements/commitments.ts';
import { insertAgreement, kindOf, type PlacedParty } from '../agreements/draft-agreement.ts';
import { takeStep } from '../agreements/steps.ts';
import { ImportPlan } from '../schema.ts';
import { differences, planKinds, planTitles, type PlanRow, type PlanTable } from './columns.ts';
import { plannedOf, type PlannedAgreement } from './plan-row.ts';
import { placeNamed, plannedRows, recipientKey, type Planned } from './plan-store.ts';
import { inScope } from './plan-scope.ts';
import { readPlan, type ReadPlanRow } from './read-plan.ts';

/** A row that comes back; `code` where the document itself refuses it. */
export type ReturnedRow = { row: number; column: string; message: string; code?: 'OUT_OF_SCOPE' };
export type ImportedPlan = {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  schoolsAdded: string[];
  returned: ReturnedRow[];
  differences: number;
};

/**
 * Takes a plan table of N2019 (附件1, 附件2) in: each row becomes a pairing agreed in the plan, or changes the one that is there while nothing has
 * been signed. Rows with something missing come back naming the column; the others are kept. The same table again changes nothing.
 * @throws NOT_FOUND for another unit's file, SheetRefused
 */
export async function importPlan(ctx: Context, input: ImportPlan): Promise<ImportedPlan> {
  const actor = authorise(ctx, 'agreement.lead');
  const { table, fileId } = ImportPlan.parse(input);
  return transaction(ctx, async (tx) => {
    const file = await tx
      .selectFrom('stored_file')
      .select(['sha256', 'name'])
      .where('file_id', '=', fileId)
      .executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId } });
    await lockUntilEnd(tx, `plan ${table}`);
    const rows = await readPlan(ctx.files.pathOf(file.sha256), file.name, table);
    const standing = await plannedRows(tx, { institutionId: null, areas: actor.areas }, table, ctx.clock.today());
    const result: ImportedPlan = {
      rows: rows.length,
      added: 0,
      changed: 0,
      unchanged: 0,
      schoolsAdded: [],
      returned: [],
      differences: 0,
    };
    for (const row of rows) await takeRow(tx, ctx, actor, table, row, standing, result);
    await audit(tx, ctx, {
      action: 'plan.import',
      subjectType: 'plan',
      subjectId: table,
      divisionCode: actor.divisionCode,
      summary: `导入${planTitles[table]}：新增 ${result.added}，变更 ${result.changed}，退回 ${new Set(result.returned.map((r) => r.row)).size}`,
      payload: { fileId, sha256: file.sha256 },
    });
    return result;
  });
}

async function takeRow(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  table: PlanTable,
  read: ReadPlanRow,
  standing: readonly Planned[],
  result: ImportedPlan,
): Promise<void> {
  const back: Back = (column, message, code) =>
    void result.returned.push({ row: read.row, column, message, ...(code && { code }) });
  if (read.faults.length > 0) return read.faults.forEach((f) => back(f.column, f.message));
  const kind = kindOf(planKinds[table]);
  const { planned, unknown } = plannedOf(table, kind.kind, read.values);
  if (unknown.length > 0)
    return unknown.forEach((column) => back(column, `“${String(read.values[column])}”不在规定的选项之内`));
  try {
    checkCommitments(kind, [], planned.commitments);
  } catch (error) {
    if (error instanceof AppError) return back('重点帮扶专业', error.message);
    throw error;
  }
  const parties = await partiesOfRow(tx, ctx, actor, table, read.values, back, result);
  if (parties === null) return;
  if (!(await inScope(tx, table, parties[0]!.divisionCode, planned.startsOn ?? ctx.clock.today())))
    return back('place', '不属于三区三州等深度贫困地区，也不在本省公布的同类地区内', 'OUT_OF_SCOPE');
  const recipient = recipientKey(table, planned.data, parties[0]!);
  const known = standing.find((s) => s.recipient === recipient && s.helper === parties[1]!.name);
  if (!known) {
    const side = parties.find((p) => areasHold(actor.areas, p.divisionCode))!;
    await insertAgreement(tx, ctx, actor, kind, {
      ...planned,
      sections: [],
      renews: null,
      parties,
      state: 'agreed',
      divisionCode: side.divisionCode,
      institutionId: null,
      serial: read.row,
    });
    result.added += 1;
    return;
  }
  await changeRow(tx, ctx, actor, table, known, { planned, parties, values: read.values }, back, result);
}

type Back = (column: string, message: string, code?: 'OUT_OF_SCOPE') => void;
type NewRow = { planned: PlannedAgreement; parties: readonly PlacedParty[]; values: PlanRow };

async function changeRow(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  table: PlanTable,
  known: Planned,
  row: NewRow,
  back: Back,
  result: ImportedPlan,
): Promise<void> {
  const differing = differences(table, known.values, row.values);
  if (differing.length === 0) {
    result.unchanged += 1;
    return;
  }
  if (known.agreement.state !== 'agreed') return back('', '协议已送签，内容以协议为准，不再由计划表更改');
  const { agreementId, kind } = known.agreement;
  await tx
    .updateTable('agreement')
    .set({
      data: JSON.stringify(row.planned.data),
      starts_on: row.planned.startsOn,
      ends_on: row.planned.endsOn,
      version: known.agreement.version + 1,
    })
    .where('agreement_id', '=', agreementId)
    .execute();
  for (const p of row.parties)
    await tx
      .updateTable('agreement_party')
      .set({
        officer: p.officer ?? null,
        officer_phone: p.officerPhone ?? null,
        responsible_unit: p.responsibleUnit ?? null,
      })
      .where('agreement_id', '=', agreementId)
      .where('seq', '=', p.seq)
      .execute();
  await tx
    .updateTable('agreement_commitment')
    .set({ removed_at: ctx.clock.now() })
    .where('agreement_id', '=', agreementId)
    .where('removed_at', 'is', null)
    .execute();
  await insertCommitments(tx, ctx, kindOf(kind), agreementId, row.planned.commitments);
  await takeStep(tx, ctx, actor, known.agreement, { action: 'replan', summary: '计划表变更', data: { differing } });
  result.changed += 1;
  result.differences += differing.length;
}

/** Recipient first, helper second; null when one cannot be told or neither lies in the actor's area. */
async function partiesOfRow(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  table: PlanTable,
  values: PlanRow,
  back: Back,
  result: ImportedPlan,
): Promise<PlacedParty[] | null> {
  const place = await placeNamed(tx, String(values.place), ctx.clock.today());
  if (place === null) return (back('place', `没有找到“${String(values.place)}”`), null);
  const helper = await schoolNamed(tx, ctx, String(values.helperName), null, result);
  if (helper === null) return (back('helperName', `帮扶院校“${String(values.helperName)}”没有登记`), null);
  const recipient =
    table === 'annex1'
      ? { id: null, name: String(values.place), place }
      : await schoolNamed(tx, ctx, String(values.recipientName), place, result);
  if (recipient === null || recipient.id === helper.id) return (back('helperName', '帮扶院校与受援院校相同'), null);
  if (![recipient.place, helper.place].some((code) => areasHold(actor.areas, code)))
    return (back('place', '受援方和帮扶方都不在本级管辖范围'), null);
  const officer = (side: 'recipient' | 'helper') => ({
    officer: wordOf(values[`${side}Officer`]),
    officerPhone: wordOf(values[`${side}Phone`]),
    responsibleUnit: wordOf(values[`${side}Unit`]),
  });
  const party = (seq: number, role: string, of: { id: string | null; name: string; place: number }) => ({
    seq,
    role,
    institutionId: of.id,
    divisionCode: of.place,
    name: of.name,
    leads: false,
    kind: null,
  });
  return [
    { ...party(1, table === 'annex1' ? 'owner' : 'recipient', recipient), ...officer('recipient') },
    { ...party(2, 'helper', helper), ...officer('helper') },
  ];
}

const wordOf = (value: string | number | undefined): string | null => (value === undefined ? null : String(value));

/** A school by its name; one that is new is entered where the row says it lies. Null when that is not said. */
async function schoolNamed(
  tx: Tx,
  ctx: Context,
  name: string,
  place: number | null,
  result: ImportedPlan,
): Promise<{ id: string; name: string; place: number } | null> {
  const [known] = await findInstitutions(tx, name, ctx.clock.today(), 'technical_school');
  if (known) return { id: known.institutionId, name: known.name, place: known.locationCode };
  if (place === null) return null;
  const id = ctx.newId();
  await tx
    .insertInto('institution')
    .values({ institution_id: id, kind: 'technical_school', name, location_code: place, valid_from: ctx.clock.today() })
    .execute();
  result.schoolsAdded.push(name);
  return { id, name, place };
}
