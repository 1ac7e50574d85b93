import type { PoolClient } from 'pg';
import { audit } from '../../platform/audit/audit.ts';
import { verifyAudit as walk, type AuditReport } from '../../platform/audit/audit-seal.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import type { Progress } from '../../platform/jobs.ts';

/** Faults kept in a report; one broken link can show thousands behind it. */
const KEPT = 100;

export type KeptReport = AuditReport & { faultCount: number };

/**
 * The job behind the verification: walks the chain on one snapshot with the system's view, which reads every entry and can change none, and
 * writes what was found into the audit log itself. The command line does the same on the owner's connection, for whoever trusts only that.
 */
export async function walkAuditChain(ctx: Context, _input: object, progress: Progress): Promise<KeptReport> {
  authorise(ctx, 'audit.verify');
  await progress.report(0, null, '正在核验审计链');
  const report = await onSnapshot(ctx, walk);
  const kept = { ...report, faults: report.faults.slice(0, KEPT), faultCount: report.faults.length };
  await transaction(ctx, (tx) =>
    audit(tx, ctx, {
      action: 'audit.verified',
      subjectType: 'job',
      subjectId: progress.jobId,
      summary:
        report.faults.length === 0
          ? `审计链完整，共 ${report.sealed} 条`
          : `审计链发现 ${report.faults.length} 处异常，共 ${report.sealed} 条`,
      payload: { sealed: report.sealed, unsealed: report.unsealed, faults: report.faults.length },
    }),
  );
  return kept;
}

async function onSnapshot<T>(ctx: Context, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await ctx.db.pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(`select set_config('jiqiao.line', 'system', true)`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
