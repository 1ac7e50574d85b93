import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { AppError } from './platform/errors.ts';

// A second transport over the same verbs: JSON with --json, exit code 0 done, 1 refused, 2 used wrongly.
const program = new Command('jiqiao').description('技桥命令行：与网页相同的操作').showHelpAfterError().exitOverride();
// What was compiled once is kept beside the packages: a command begins a third sooner.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compile'));
// A match of millions of rows begins at once and keeps its memory for the rows: it loads no other command.
const commands =
  process.argv[2] === 'match'
    ? [(await import('./cli/match.ts')).matchCommand]
    : (await import('./cli/commands.ts')).commands;
for (const add of commands) add(program);
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
