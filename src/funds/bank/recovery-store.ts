import { inAreas } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';

/** The recovery, locked. @throws NOT_FOUND */
export async function lockRecovery(tx: Tx, actor: Actor, recoveryId: string) {
  const row = await tx
    .selectFrom('recovery')
    .selectAll()
    .where('recovery_id', '=', recoveryId)
    .where((eb) => inAreas(eb, 'division_code', actor))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}
