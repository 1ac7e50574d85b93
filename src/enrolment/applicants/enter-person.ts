import { z } from 'zod';
import { sql } from 'kysely';
import { areasHold } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import {
  maskCitizenId,
  nameKey,
  nameTokens,
  pinyinSortKey,
  readCitizenId,
  type CitizenId,
} from '../../standards/index.ts';
import { enrolmentErrors } from '../errors.ts';

/** A person whom no list of the village names, as the clerk reads the identity card. */
export const EnteredPerson = z.object({
  villageCode: z.coerce.number().int().min(100_000_000_000).max(999_999_999_999),
  name: z.string().trim().min(1, '请填写姓名').max(60),
  idNumber: z.string().trim().min(1, '请填写身份证号').max(40),
  ethnic: z.string().trim().min(1).max(20).optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\d{7,12}$/, '请填写正确的电话号码')
    .optional(),
  address: z.string().trim().max(200).optional(),
});
export type EnteredPerson = z.infer<typeof EnteredPerson>;

/**
 * A citizen number typed by hand: right to its check digit or refused, never repaired (SD2017-A2-06).
 * @throws ID_NUMBER_WRONG
 */
export function citizenNumber(typed: string): CitizenId {
  const read = readCitizenId(typed);
  if (read.ok) return read;
  throw enrolmentErrors.ID_NUMBER_WRONG({
    fields: [{ path: 'idNumber', message: read.reason === 'check' ? '末位校验不符，请对照证件核对' : '号码不正确' }],
    details: { reason: read.reason },
  });
}

/** What is stored of a valid number: sealed, indexed, masked. */
export function sealedNumber(ctx: Context, read: CitizenId) {
  return {
    id_kind: read.kind,
    id_state: 'valid',
    id_number: ctx.vault.encrypt(read.id18),
    id_index: ctx.vault.index('id', read.id18),
    id_tail_index: ctx.vault.index('id.tail', read.id18.slice(-4)),
    id_mask: maskCitizenId(read.id18),
  };
}

/**
 * The person behind a hand-entered number: the one of the village who has it, if names agree, or a new record of source `entered`.
 * @throws ID_NUMBER_WRONG, NOT_FOUND for a village outside the actor's area
 */
export async function enterPerson(tx: Tx, ctx: Context, given: EnteredPerson): Promise<string> {
  const read = citizenNumber(given.idNumber);
  if (!areasHold(ctx.actor!.areas, given.villageCode)) throw errors.NOT_FOUND();
  const number = sealedNumber(ctx, read);
  const known = await tx
    .selectFrom('person')
    .select('person_id')
    .where('id_index', '=', number.id_index)
    .where('name_key', '=', nameKey(given.name))
    .where('village_code', '=', given.villageCode)
    .executeTakeFirst();
  if (known) return known.person_id;
  const personId = ctx.newId();
  await tx
    .insertInto('person')
    .values({
      person_id: personId,
      source: 'entered',
      name: given.name,
      name_key: nameKey(given.name),
      name_sort: pinyinSortKey(given.name),
      sex: read.sex,
      ethnic: given.ethnic ?? null,
      birth: read.birth,
      ...number,
      phone: ctx.vault.encrypt(given.phone ?? null),
      phone_index: ctx.vault.index('phone', given.phone ?? null),
      phone_mask: given.phone ? `${given.phone.slice(0, 3)}****${given.phone.slice(-4)}` : null,
      address: ctx.vault.encrypt(given.address ?? null),
      village_code: given.villageCode,
      created_seq: 0,
    })
    .execute();
  const tokens = nameTokens(given.name).map((t) => ctx.vault.token('name', t).toString());
  await sql`insert into person_token (person_id, token, village_code) select ${personId}::uuid, t, ${given.villageCode}::bigint
    from unnest(${tokens}::bigint[]) t on conflict do nothing`.execute(tx);
  await audit(tx, ctx, {
    action: 'person.enter',
    subjectType: 'person',
    subjectId: personId,
    personId,
    divisionCode: given.villageCode,
    summary: '录入名单以外的人员',
  });
  return personId;
}
