import type { Command } from 'commander';
import pg from 'pg';
import { sealAudit, verifyAudit, type AuditReport } from '../platform/audit/audit-seal.ts';
import { withSession } from './session.ts';

/** `audit verify`: walks the chain; exit code 1 when it is broken. */
export function auditCommand(program: Command): void {
  program
    .command('audit')
    .argument('<what>', 'verify：核验审计链')
    .option('--json', '输出 JSON')
    .option('--seal', '先封存尚未封存的记录')
    .action(async (what: string, options: { json?: boolean; seal?: boolean }) => {
      if (what !== 'verify') throw new Error(`未知操作 ${what}`);
      await withSession(
        options,
        ({ services }) => verifyInstallation(services.ownerUrl, options.seal ? services.clock.today() : null),
        words,
      );
    });
}

async function verifyInstallation(ownerUrl: string, sealOn: string | null): Promise<AuditReport> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    if (sealOn) while ((await sealAudit(client, sealOn)) > 0);
    const report = await verifyAudit(client);
    if (report.faults.length > 0) process.exitCode = 1;
    return report;
  } finally {
    await client.end();
  }
}

const FAULT = {
  changed: '被改动',
  removed: '被删除',
  inserted: '被插入',
  reordered: '顺序被改',
  root_differs: '与公布的摘要不符',
};

function words(report: AuditReport): string {
  const lines = [
    `已封存 ${report.sealed} 条，未封存 ${report.unsealed} 条${report.oldestUnsealed ? `（最早 ${report.oldestUnsealed}）` : ''}`,
  ];
  if (report.lastRoot) lines.push(`最近公布的摘要 ${report.lastRoot.day}：${report.lastRoot.hash}`);
  if (report.faults.length === 0) lines.push('审计链完整。');
  for (const f of report.faults)
    lines.push(`第 ${f.seq ?? '—'} 条${FAULT[f.kind]}${f.entryId ? `（${f.entryId}）` : ''}`);
  return lines.join('\n');
}
