import type { Command } from 'commander';
import { listReports, type ReportLine, type ReportList } from '../reporting/index.ts';
import { contextFor } from './operator.ts';
import { withSession } from './session.ts';

type Options = { year?: string; half?: string; city?: string; as?: string; json?: boolean };

export type ReportCounts = { due: number; sent: number; late: number; missing: number };
export type ListedReports = ReportList & { counts: ReportCounts };

/** `report list`: what is due, sent, late and missing, by city. */
export function reportListCommand(report: Command): void {
  report
    .command('list')
    .description('报表报送情况：未到期、已报送、逾期报送、逾期未报')
    .option('--year <yyyy>', '年度（默认全部）')
    .option('--half <first|second>', '上半年或下半年')
    .option('--city <code>', '市的代码，如 371700')
    .option('--as <user>', '以哪个用户的岗位查看（默认：本机操作员）')
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      await withSession(
        options,
        async (session): Promise<ListedReports> => {
          const ctx = await contextFor(session, options.as);
          const list = await listReports(ctx, {
            year: options.year,
            half: options.half as 'first' | 'second' | undefined,
            cityCode: options.city === undefined ? undefined : options.city.padEnd(12, '0'),
          });
          return { ...list, counts: countsOf(list.rows) };
        },
        words,
      );
    });
}

/** `due`: still in time and not sent; `sent`: in time or late; `late` of those sent; `missing`: not sent and over. */
export function countsOf(rows: readonly Pick<ReportLine, 'standing'>[]): ReportCounts {
  const n = (...standings: ReportLine['standing'][]) => rows.filter((r) => standings.includes(r.standing)).length;
  return { due: n('pending'), sent: n('on_time', 'late'), late: n('late'), missing: n('missing') };
}

const STANDING: Record<ReportLine['standing'], (r: ReportLine) => string> = {
  on_time: (r) => `按时（${r.sentOn}）`,
  late: (r) => `逾期 ${r.daysOver} 天报送（${r.sentOn}）`,
  pending: (r) => (r.workingDaysLeft === null ? '未到期' : `未到期，还有 ${r.workingDaysLeft} 个工作日`),
  missing: (r) => `逾期 ${r.daysOver} 天未报`,
};

function words({ today, rows, counts }: ListedReports): string {
  const head = `${today}　未到期 ${counts.due}，已报送 ${counts.sent}（其中逾期 ${counts.late}），逾期未报 ${counts.missing}`;
  const lines = rows.map((r) => `${r.dueOn}　${r.city}　${r.stateName}　${STANDING[r.standing](r)}`);
  return [head, ...lines].join('\n');
}
