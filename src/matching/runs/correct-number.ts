import { amendPerson, correctionOf, nextPublication, PersonSealer } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { nameKey } from '../../standards/index.ts';
import { proveMatch } from '../records/decide-match.ts';
import { lockResult } from './decide-result.ts';
import { closeCorrectionTask } from './run-correction.ts';
import { runErrors } from './run-errors.ts';
import { CorrectNumber } from './run-schema.ts';
import { mustSeeRun } from './run-store.ts';

/** `proved`: both sides have equal number and name now, so the match carries money. */
export type CorrectedNumber = { personId: string; proved: boolean };

type Kept = {
  person_id: string;
  name: string;
  name_key: string;
  id_mask: string | null;
  id_state: string;
  id_index: Buffer | null;
  village_code: number;
};

/**
 * 证件更正: puts the number (and the name) of a row that was found to be somebody right, as the scanned papers have it, on the side where it is wrong.
 * The register's side is for those who keep the register. When both sides are equal afterwards the match is proved and its task is done.
 * @throws NOT_FOUND, NUMBER_NOT_ACCEPTED, NUMBER_NOT_STORED, NUMBER_OF_ANOTHER, PROBLEM_VALUE_WRONG, MATCH_RESULT_PROVED
 */
export async function correctNumber(ctx: Context, input: CorrectNumber): Promise<CorrectedNumber> {
  const actor = authorise(ctx, 'match.decide');
  const given = CorrectNumber.parse(input);
  if (given.side === 'register') authorise(ctx, 'register.import');
  await mustSeeRun(ctx, given.runId);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const row = await lockResult(tx, given.runId, given.rowNo);
    const chosen = row.chosen;
    if (row.decision !== 'accepted' || chosen === null) throw runErrors.NUMBER_NOT_ACCEPTED();
    const personId = given.side === 'list' ? row.record : chosen;
    if (personId === null) throw runErrors.NUMBER_NOT_STORED();
    await mustOwnFile(tx, actor, given.fileId);
    await amend(tx, ctx, actor, personId, given);
    const proved = row.record !== null && (await areEqual(tx, row.record, chosen));
    if (proved) {
      await proveMatch(tx, ctx, row.record!, chosen, given.reason);
      await closeCorrectionTask(tx, ctx, actor, { ...given, record: row.record, chosen });
    }
    await audit(tx, ctx, {
      action: 'match.correct',
      subjectType: 'match_run',
      subjectId: given.runId,
      personId,
      divisionCode: row.area,
      summary: `证件更正：名单第 ${given.rowNo} 行 ${row.name ?? ''}（${given.side === 'list' ? '名单' : '对象库'}的号码）`,
      payload: { rowNo: given.rowNo, side: given.side, fileId: given.fileId, reason: given.reason, proved },
    });
    return { personId, proved };
  });
}

/** Papers are of one's own unit. @throws NOT_FOUND */
async function mustOwnFile(tx: Tx, actor: Actor, fileId: string): Promise<void> {
  const file = await tx
    .selectFrom('stored_file')
    .select('file_id')
    .where('file_id', '=', fileId)
    .where('unit_id', '=', actor.unitId)
    .executeTakeFirst();
  if (!file) throw errors.NOT_FOUND();
}

async function amend(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  personId: string,
  given: ReturnType<typeof CorrectNumber.parse>,
): Promise<void> {
  const was = await keptOf(tx, personId);
  const sealer = new PersonSealer(ctx.vault);
  const number = correctionOf('id_number', given.idNumber, sealer);
  await mustBeFree(tx, was, number.person['id_index'] as Buffer, given.name ?? was.name);
  await amendPerson(ctx, tx, personId, 'id_number', number, '凭证件更正号码');
  if (given.name !== undefined && given.name !== was.name)
    await amendPerson(ctx, tx, personId, 'name', correctionOf('name', given.name, sealer));
  const now = await keptOf(tx, personId);
  await tx
    .insertInto('number_correction')
    .values({
      person_id: personId,
      correction_id: ctx.newId(),
      village_code: was.village_code,
      run_id: given.runId,
      row_no: given.rowNo,
      side: given.side,
      was_mask: was.id_mask,
      now_mask: now.id_mask!,
      name_was: was.name,
      name_now: now.name,
      file_id: given.fileId,
      reason: given.reason,
      known_from: await nextPublication(tx),
      corrected_by: actor.userId,
      corrected_name: actor.name,
      corrected_at: ctx.clock.now(),
    })
    .execute();
}

async function keptOf(tx: Tx, personId: string): Promise<Kept> {
  return tx
    .selectFrom('person')
    .select(['person_id', 'name', 'name_key', 'id_mask', 'id_state', 'id_index', 'village_code'])
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
}

/** A number of the register that bears another name is another human's. @throws NUMBER_OF_ANOTHER */
async function mustBeFree(tx: Tx, of: Kept, index: Buffer, name: string): Promise<void> {
  const owner = await tx
    .selectFrom('person')
    .select('person_id')
    .where('id_index', '=', index)
    .where('id_state', '=', 'valid')
    .where('source', '=', 'assisted_register')
    .where('person_id', '<>', of.person_id)
    .where('name_key', '<>', nameKey(name))
    .limit(1)
    .executeTakeFirst();
  if (owner) throw runErrors.NUMBER_OF_ANOTHER();
}

async function areEqual(tx: Tx, record: string, person: string): Promise<boolean> {
  const [a, b] = [await keptOf(tx, record), await keptOf(tx, person)];
  const hold = a.id_state === 'valid' && b.id_state === 'valid';
  return hold && a.id_index!.equals(b.id_index!) && a.name_key === b.name_key;
}
