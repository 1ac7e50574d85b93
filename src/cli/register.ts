import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { ROOT } from '../house.ts';
import { checkRegisters, exportRecords, importRecords, listRecords, listRegisters } from '../registers/index.ts';
import { withSession } from './session.ts';

type Options = { as: string; json?: boolean };
type CheckOptions = { registers: string; rules: string; json?: boolean };

/** `register`: declared registers from the command line; the same verbs as on screen. */
export function registerCommand(program: Command): void {
  const register = program.command('register').description('登记册：检查定义、查看、导入、导出');
  register
    .command('check')
    .description('检查登记册定义：字段、条件、参数、义务编号；错误带文件和行号')
    .option('--registers <dir>', '登记册文件夹', join(ROOT, 'registers'))
    .option('--rules <dir>', '规则文件夹', join(ROOT, 'rules'))
    .option('--json', '输出 JSON')
    .action(async (options: CheckOptions) => {
      const { definitions, problems } = await checkRegisters(options.registers, options.rules);
      const lines = problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.code} ${p.message}`);
      const told = { registers: definitions.length, problems };
      const words = [...lines, `登记册 ${definitions.length} 个，错误 ${problems.length} 处`].join('\n');
      process.stdout.write(`${options.json ? JSON.stringify(told) : words}\n`);
      if (problems.length > 0) process.exitCode = 1;
    });
  asUser(register.command('list [key]').description('登记册目录，或一个登记册的前 200 条')).action(
    async (key: string | undefined, options: Options) => {
      await withSession(
        options,
        async (session) => {
          const ctx = await session.as(options.as);
          return key === undefined ? listRegisters(ctx) : listRecords(ctx, { key, size: '200' });
        },
        ({ rows }) =>
          rows
            .map((r) =>
              'recordId' in r ? `${r.title}　${r.place}　${r.state}` : `${r.key}　${r.title.zh}　${r.records}`,
            )
            .join('\n'),
      );
    },
  );
  asUser(register.command('import <key> <file>').description('按表导入；同一文件再次导入不会重复登记'))
    .option('--dry-run', '只试读，不登记')
    .action(async (key: string, path: string, options: Options & { dryRun?: boolean }) => {
      await withSession(
        options,
        async (session) => {
          const importId = createHash('sha256')
            .update(key)
            .update(await readFile(path))
            .digest('hex');
          return importRecords(await session.as(options.as), {
            key,
            path,
            name: basename(path),
            importId,
            dryRun: options.dryRun ?? false,
          });
        },
        (told) =>
          [
            `共 ${told.rows} 行：登记 ${told.accepted} 条，退回 ${told.refused} 行`,
            ...told.problems.map((p) => `${p.sheet} 第 ${p.row} 行：${p.message}`),
          ].join('\n'),
      );
    });
  asUser(register.command('export <key> <file>').description('导出为工作簿'))
    .option('--template', '导出空的填报模板')
    .action(async (key: string, path: string, options: Options & { template?: boolean }) => {
      await withSession(
        options,
        async (session) => {
          const { body } = await exportRecords(await session.as(options.as), {
            key,
            ...(options.template ? { template: 'yes' } : {}),
          });
          const bytes = body instanceof Readable ? await buffer(body) : Buffer.from(body);
          await writeFile(path, bytes);
          return { path, bytes: bytes.length };
        },
        (told) => `已写入 ${told.path}（${told.bytes} 字节）`,
      );
    });
}

const asUser = (command: Command): Command =>
  command.requiredOption('--as <user>', '以哪个用户名办理').option('--json', '输出 JSON');
