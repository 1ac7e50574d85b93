import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListVerifications, type Verification } from '../schema.ts';
import { VERIFY_JOB } from '../audit/verify-audit.ts';

/** The verifications of the audit chain that the unit asked for, newest first, with what each found. */
export async function listVerifications(ctx: Context, input: ListVerifications): Promise<Page<Verification>> {
  const actor = authorise(ctx, 'audit.verify');
  const { page, size } = ListVerifications.parse(input);
  return read(ctx, async (tx) => {
    const own = tx.selectFrom('job').where('unit_id', '=', actor.unitId).where('kind', '=', VERIFY_JOB);
    const { total } = await own.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await own
      .selectAll()
      .orderBy('created_at', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return {
      total,
      page,
      size,
      rows: rows.map((r) => ({
        id: r.job_id,
        state: r.state,
        createdAt: r.created_at.toISOString(),
        finishedAt: r.finished_at?.toISOString() ?? null,
        report: r.result as Verification['report'],
      })),
    };
  });
}
