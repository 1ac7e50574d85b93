import { sql } from 'kysely';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { currentRegisters, registerNamed } from '../definition/definition-store.ts';
import { isOpenTo, isParty } from '../definition/process.ts';
import type { RegisterDefinition } from '../definition/definition.ts';
import { RegisterKey } from '../schema.ts';

export type RegisterCard = Pick<RegisterDefinition, 'key' | 'title' | 'note' | 'document' | 'clause'> & {
  /** What the actor's unit has to do with it. */
  part: 'keeper' | 'reviewer' | 'reader';
  /** Valid records that the actor may see. */
  records: number;
  /** What waits for the actor's unit: to review, or to put right. */
  waiting: number;
};

const part = (definition: RegisterDefinition, actor: Actor): RegisterCard['part'] =>
  isParty(definition.keepers, actor) ? 'keeper' : isParty(definition.reviewers, actor) ? 'reviewer' : 'reader';

/** Every declared register that is open to the actor, with what the actor's unit has to do there. */
export async function listRegisters(ctx: Context): Promise<{ rows: RegisterCard[] }> {
  const actor = authorise(ctx, 'record.read');
  return read(ctx, async (tx) => {
    const registers = [...(await currentRegisters(tx, ctx)).values()].filter((d) => isOpenTo(d, actor));
    const { rows } = await sql<{ register: string; records: number; waiting: number; returned: number }>`
      select register, count(*) filter (where state = 'accepted')::int as records,
        count(*) filter (where (state = 'submitted' or pending is not null) and unit_id <> ${actor.unitId || null})::int as waiting,
        count(*) filter (where state = 'returned' and unit_id = ${actor.unitId || null})::int as returned
      from register_record group by register`.execute(tx);
    const counts = new Map(rows.map((r) => [r.register, r]));
    return {
      rows: registers.map((d) => {
        const found = counts.get(d.key);
        const reviews = isParty(d.reviewers, actor) ? (found?.waiting ?? 0) : 0;
        const { key, title, note, document, clause } = d;
        return {
          key,
          title,
          note,
          document,
          clause,
          part: part(d, actor),
          records: found?.records ?? 0,
          waiting: reviews + (found?.returned ?? 0),
        };
      }),
    };
  });
}

export type OpenedRegister = {
  definition: RegisterDefinition;
  mayWrite: boolean;
  mayReview: boolean;
  ownPlace: string | null;
};

/** The definition of a register, from which the screens are drawn, and what the actor may do in it. @throws REGISTER_NOT_FOUND */
export async function openRegister(ctx: Context, input: RegisterKey): Promise<OpenedRegister> {
  const actor = authorise(ctx, 'record.read');
  const { key } = RegisterKey.parse(input);
  return read(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    return {
      definition,
      mayWrite: actor.permissions.has('record.write') && isParty(definition.keepers, actor),
      mayReview: actor.permissions.has('record.review') && isParty(definition.reviewers, actor),
      ownPlace: actor.divisionCode === null ? null : String(actor.divisionCode).padStart(12, '0'),
    };
  });
}
