import { inAreas } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { locked } from '../locked.ts';

/** The recovery, locked. @throws NOT_FOUND */
export const lockRecovery = (tx: Tx, actor: Actor, recoveryId: string) =>
  locked(
    tx
      .selectFrom('recovery')
      .selectAll()
      .where('recovery_id', '=', recoveryId)
      .where((eb) => inAreas(eb, 'division_code', actor)),
  );
