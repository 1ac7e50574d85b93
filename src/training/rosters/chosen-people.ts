import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { ClassRow } from '../classes/class-store.ts';
import type { Entered } from './enrol-trainees.ts';

/** The people behind choices of the class's own course, as they stand in the register; who chose has agreed to be enrolled. @throws NOT_FOUND */
export async function chosenPeople(
  tx: Tx,
  ctx: Context,
  row: ClassRow,
  choiceIds: readonly string[],
): Promise<Entered[]> {
  if (choiceIds.length === 0) return [];
  const rows = await tx
    .selectFrom('training_choice as c')
    .innerJoin('person as p', 'p.person_id', 'c.person_id')
    .select(['c.choice_id', 'p.name', 'p.id_number', 'p.phone'])
    .where('c.choice_id', 'in', [...choiceIds])
    .where('c.course_id', '=', row.course_id)
    .where('c.state', '<>', 'withdrawn')
    .orderBy('p.name_sort')
    .execute();
  if (rows.length !== new Set(choiceIds).size) throw errors.NOT_FOUND();
  return rows.map((r) => ({
    name: r.name,
    idNumber: ctx.vault.decrypt(r.id_number) ?? '',
    phone: ctx.vault.decrypt(r.phone) ?? undefined,
    choiceId: r.choice_id,
  }));
}
