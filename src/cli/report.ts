import type { Command } from 'commander';
import { reportAnnex1Command, reportAnnex2Command } from './report-annex.ts';
import { reportListCommand } from './report-list.ts';

/** `report`: the statutory tables and how they come in. */
export function reportCommand(program: Command): void {
  const report = program.command('report').description('报表');
  reportListCommand(report);
  reportAnnex1Command(report);
  reportAnnex2Command(report);
}
