import { Command, CommanderError } from 'commander';
import { importCommand } from './cli/import.ts';
import { catalogueCommand } from './cli/catalogue.ts';
import { coverageCommand } from './cli/coverage.ts';
import { auditCommand } from './cli/audit.ts';
import { demoCommand } from './cli/demo.ts';
import { decideCommand } from './cli/decide.ts';
import { policyCommand } from './cli/policy.ts';
import { AppError } from './platform/errors.ts';

// A second transport over the same verbs: JSON with --json, exit code 0 done, 1 refused, 2 used wrongly.
const program = new Command('jiqiao').description('技桥命令行：与网页相同的操作').showHelpAfterError().exitOverride();
for (const add of [importCommand, catalogueCommand, decideCommand, policyCommand, auditCommand, demoCommand, coverageCommand])
  add(program);
await program.parseAsync(process.argv).catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  const shown = error instanceof Error ? error.message : String(error);
  const code = error && typeof error === 'object' && 'code' in error ? String(error.code) : 'INTERNAL';
  const fields = error instanceof AppError ? error.fields : undefined;
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { code, message: shown, ...(fields ? { fields } : {}) } })}\n`);
  else console.error([`${code}: ${shown}`, ...(fields ?? []).map((f) => `  ${f.path} ${f.message}`)].join('\n'));
  process.exitCode = 1;
});
process.exit();
