import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { partnershipErrors } from '../errors.ts';
import { AmendEntry, EntryInput } from '../schema.ts';
import { entryKindOf, faultsOfRows, underOf } from './record-entries.ts';
import { secondInData } from './second-code.ts';
import { entryRole } from './side.ts';
import { lockEntries, type Entry } from './store.ts';

/**
 * Changes an entry that was not confirmed yet, or is still open; a returned one is thereby put forward again. What it said before stays in the audit.
 * @throws NOT_FOUND, ENTRY_NOT_YOURS, ENTRY_WRONG_STATE, ENTRY_REFUSED
 */
export async function amendEntry(ctx: Context, input: AmendEntry): Promise<{ version: number }> {
  const actor = authorise(ctx, 'agreement.keep');
  const { entryId, ...change } = AmendEntry.parse(input);
  return transaction(ctx, async (tx) => {
    const entry = (await lockEntries(tx, [entryId]))[0]!;
    const { own } = await entryRole(tx, actor, entry);
    if (!own) throw partnershipErrors.ENTRY_NOT_YOURS();
    if (!['recorded', 'returned', 'open'].includes(entry.state)) throw partnershipErrors.ENTRY_WRONG_STATE();
    const kind = entryKindOf(entry.kind);
    const next = EntryInput.parse({ ...inputOf(entry), ...change, data: { ...inputOf(entry).data, ...input.data } });
    const under = await underOf(tx, actor, kind, entry.agreementId);
    const faults = await faultsOfRows(tx, ctx, kind, [next], under);
    if (faults.length > 0)
      throw partnershipErrors.ENTRY_REFUSED({ message: `记录不符合要求：${faults[0]!.message}`, fields: faults });
    await sql`update agreement_entry set state = case state when 'returned' then 'recorded' else state end, version = version + 1,
        about_institution = ${next.aboutInstitution ?? null}, about_division = ${next.aboutDivision ?? null}, about_name = ${next.aboutName ?? null},
        code = ${next.code ?? null}, quantity = ${next.quantity ?? null}, on_date = ${next.onDate}, ended_on = ${next.endedOn ?? null},
        due_on = ${next.dueOn ?? null}, staff_id = ${next.staffId ?? null}, person_id = ${next.personId ?? null},
        data = ${JSON.stringify(secondInData(kind, next))}, evidence = ${next.evidence}::uuid[]
      where entry_id = ${entryId}::uuid`.execute(tx);
    await audit(tx, ctx, {
      action: 'entry.amend',
      subjectType: 'agreement_entry',
      subjectId: entryId,
      divisionCode: entry.divisionCode,
      institutionId: entry.institutionId,
      summary: `修改${kind.title.zh}`,
      payload: { before: inputOf(entry), after: change },
    });
    return { version: entry.version + 1 };
  });
}

function inputOf(entry: Entry) {
  const { second, ...data } = entry.data;
  return {
    commitmentId: entry.commitmentId,
    parentId: entry.parentId,
    aboutInstitution: entry.aboutInstitution,
    aboutDivision: entry.aboutDivision,
    aboutName: entry.aboutName,
    code: entry.code,
    second: typeof second === 'string' ? second : null,
    quantity: entry.quantity,
    onDate: entry.onDate,
    endedOn: entry.endedOn,
    dueOn: entry.dueOn,
    staffId: entry.staffId,
    personId: entry.personId,
    data,
    evidence: entry.evidence,
  };
}
