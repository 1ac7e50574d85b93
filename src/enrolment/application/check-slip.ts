import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Defect } from '../store.ts';
import { slipKey } from './slip-code.ts';
import { HELD_BY, STATES, type ApplicationState } from '../states.ts';

export const CheckSlip = z.object({ code: z.string().trim().min(8).max(40) });
export type CheckSlip = z.infer<typeof CheckSlip>;

export type SlipAnswer = {
  number: string;
  stateName: string;
  heldBy: string;
  schoolName: string | null;
  major: string | null;
  decidedBy: string;
  on: string;
  reason: string | null;
  defects: Defect[];
};

type Row = {
  number: string;
  state: ApplicationState;
  school_name: string | null;
  major: string | null;
  at: Date;
  unit_name: string;
  reason: string | null;
  defects: Defect[];
};

/** What the holder of a slip may know without signing in: state, deciding unit, day and reason; nothing of the person (SD2017-3.2-18). @throws NOT_FOUND */
export async function checkSlip(ctx: Context, input: CheckSlip): Promise<SlipAnswer> {
  const { code } = CheckSlip.parse(input);
  const index = ctx.vault.index('slip', slipKey(code));
  const found = await transactionAs(
    ctx.db,
    null,
    async (tx) => (await sql<Row>`select * from check_slip(${index})`.execute(tx)).rows[0],
  );
  if (!found) throw errors.NOT_FOUND({ message: '没有找到这张回执对应的申请。', hint: '请核对回执上的查询码。' });
  return {
    number: found.number,
    stateName: STATES[found.state],
    heldBy: HELD_BY[found.state],
    schoolName: found.school_name,
    major: found.major,
    decidedBy: found.unit_name,
    on: found.at.toISOString(),
    reason: found.reason,
    defects: found.defects,
  };
}
