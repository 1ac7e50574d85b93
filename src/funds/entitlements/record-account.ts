import { inAreas } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { cleanNumber, nameKey } from '../../standards/index.ts';
import { fundErrors } from '../errors.ts';
import { RecordAccount, RecordInstitutionAccount } from './schema.ts';

/** First four and last four: 6299********1234. */
const maskOf = (account: string): string => `${account.slice(0, 4)}********${account.slice(-4)}`;

/** Digits only, as banks write them. @throws ACCOUNT_NUMBER_WRONG */
function cleaned(written: string): string {
  const account = cleanNumber(written).text.replace(/[\s-]/g, '');
  if (!/^\d{8,32}$/.test(account)) throw fundErrors.ACCOUNT_NUMBER_WRONG();
  return account;
}

/** Two who record an account of one holder at once come one after the other. */
const lockAccountsOf = (tx: Tx, holderId: string) => lockUntilEnd(tx, `account ${holderId}`);

/**
 * Records the card account of a person or their household; the earlier one ends today. The number is kept encrypted, screens show its mask.
 * @throws ACCOUNT_NUMBER_WRONG, NOT_FOUND
 */
export async function recordAccount(ctx: Context, input: RecordAccount): Promise<{ accountId: string; mask: string }> {
  const actor = authoriseAny(ctx, ['funds.prepare', 'people.event']);
  const { personId, holderName, bank, account: written } = RecordAccount.parse(input);
  const account = cleaned(written);
  return transaction(ctx, async (tx) => {
    const person = await tx
      .selectFrom('person')
      .select(['person_id', 'village_code'])
      .where('person_id', '=', personId)
      .where((eb) => inAreas(eb, 'village_code', actor))
      .executeTakeFirst();
    if (!person) throw errors.NOT_FOUND();
    const today = ctx.clock.today();
    await lockAccountsOf(tx, personId);
    await tx
      .updateTable('payee_account')
      .set({ valid_to: today })
      .where('person_id', '=', personId)
      .where('valid_to', 'is', null)
      .execute();
    const accountId = ctx.newId();
    await tx
      .insertInto('payee_account')
      .values({
        person_id: personId,
        account_id: accountId,
        holder_name: holderName,
        holder_key: nameKey(holderName),
        bank,
        account: ctx.vault.encrypt(account)!,
        account_index: ctx.vault.index('account', account)!,
        account_mask: maskOf(account),
        village_code: person.village_code,
        valid_from: today,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'funds.record_account',
      subjectType: 'person',
      subjectId: personId,
      personId,
      divisionCode: person.village_code,
      summary: '登记一卡通账户',
      payload: { bank },
    });
    return { accountId, mask: maskOf(account) };
  });
}

/** Records the public account of a school, training institution or enterprise; the earlier one ends today. @throws ACCOUNT_NUMBER_WRONG, NOT_FOUND */
export async function recordInstitutionAccount(
  ctx: Context,
  input: RecordInstitutionAccount,
): Promise<{ accountId: string; mask: string }> {
  const actor = authoriseAny(ctx, ['funds.prepare']);
  const { institutionId, holderName, bank, account: written } = RecordInstitutionAccount.parse(input);
  const account = cleaned(written);
  return transaction(ctx, async (tx) => {
    const place = await tx
      .selectFrom('institution')
      .select('location_code')
      .where('institution_id', '=', institutionId)
      .where((eb) => inAreas(eb, 'location_code', actor))
      .executeTakeFirst();
    if (!place) throw errors.NOT_FOUND();
    await lockAccountsOf(tx, institutionId);
    await tx
      .updateTable('institution_account')
      .set({ valid_to: ctx.clock.today() })
      .where('institution_id', '=', institutionId)
      .where('valid_to', 'is', null)
      .execute();
    const accountId = ctx.newId();
    await tx
      .insertInto('institution_account')
      .values({
        account_id: accountId,
        institution_id: institutionId,
        area_code: place.location_code,
        holder_name: holderName,
        bank,
        account: ctx.vault.encrypt(account)!,
        account_mask: maskOf(account),
        valid_from: ctx.clock.today(),
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'funds.record_account',
      subjectType: 'institution',
      subjectId: institutionId,
      institutionId,
      summary: `登记收款账户：${holderName}`,
      payload: { bank },
    });
    return { accountId, mask: maskOf(account) };
  });
}
