import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { exportAnnex2 } from '../enrolment/annex2/export-annex2.ts';
import { ANNEX1_COLUMNS } from '../reporting/annex1/figure.ts';
import { exportAnnex1, showAnnex1, type Annex1View } from '../reporting/index.ts';
import type { Download } from '../platform/http.ts';
import { prepareReference } from '../prepare.ts';
import { contextFor } from './operator.ts';
import { withSession } from './session.ts';

type Options = {
  city: string;
  asOf?: string;
  knownAt?: string;
  reading?: string[];
  out?: string;
  filler?: string;
  phone?: string;
  as?: string;
  json?: boolean;
};
type Annex1Line = { seq: number; schoolId: string; school: string } & Annex1View['total'];
type Annex1Answer = Pick<Annex1View, 'asOf' | 'knownAt' | 'unitName' | 'total' | 'readings'> & {
  rows: Annex1Line[];
  out: string | null;
};

/** A line to be filled in by hand. */
const BY_HAND = '＿＿＿＿＿＿';

/** `report annex1`: the figures per school and in total, and the table as a workbook. */
export function reportAnnex1Command(report: Command): void {
  report
    .command('annex1')
    .description('附件1：全省技工院校服务脱贫攻坚工作进展情况表')
    .requiredOption('--city <code>', '市（或省）的代码，如 371700')
    .option('--as-of <yyyy-mm-dd>', '报表日期（默认今天）')
    .option('--known-at <N>', '按第 N 次发布时所知')
    .option('--reading <name...>', '有争议口径的另一种读法，可写多个')
    .option('--out <file>', '写成表格文件（xlsx）')
    .option('--filler <name>', '填表人', '')
    .option('--phone <number>', '联系电话', '')
    .option('--as <user>', '以哪个用户的岗位办理（默认：本机操作员）')
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      await withSession(
        options,
        async (session): Promise<Annex1Answer> => {
          await prepareReference(session.services, (line) => void process.stderr.write(`${line}\n`));
          const ctx = await contextFor(session, options.as);
          const { city, asOf, knownAt, reading: readings = [], filler, phone } = options;
          const asked = {
            city: Number(city.padEnd(12, '0')),
            asOf,
            knownAt,
            readings: readings.flatMap((r) => r.split(',')),
          };
          const view = await showAnnex1(ctx, asked);
          if (options.out !== undefined) await save(await exportAnnex1(ctx, { ...asked, filler, phone }), options.out);
          const { total, unitName } = view;
          const rows = view.rows.map(({ schoolId, school, figures }, i) => ({
            seq: i + 1,
            schoolId,
            school,
            ...figures,
          }));
          return {
            asOf: view.asOf,
            knownAt: view.knownAt,
            unitName,
            readings: view.readings,
            rows,
            total,
            out: options.out ?? null,
          };
        },
        words,
      );
    });
}

/** `report annex2`: the register of persons of a city's year or batch as a workbook. */
export function reportAnnex2Command(report: Command): void {
  report
    .command('annex2')
    .description('附件2：精准技能扶贫对象登记汇总表')
    .requiredOption('--city <code>', '市的代码，如 371700')
    .requiredOption('--out <file>', '表格文件（xlsx）')
    .option('--batch <id>', '只要一个批次')
    .option('--year <yyyy>', '年度（默认今年）')
    .option('--filler <name>', '填表人（默认：办理人）')
    .option('--phone <number>', '联系电话', BY_HAND)
    .option('--purpose <words>', '导出用途', '报送省厅')
    .option('--as <user>', '以哪个用户的岗位办理', 'shi-renshe')
    .option('--json', '输出 JSON')
    .action(async (options: Options & { batch?: string; year?: string; purpose: string }) => {
      await withSession(
        options,
        async (session) => {
          await prepareReference(session.services, (line) => void process.stderr.write(`${line}\n`));
          const ctx = await contextFor(session, options.as);
          const { filler = ctx.actor!.name, phone = BY_HAND, purpose, batch, year } = options;
          const asked = {
            purpose,
            filledBy: filler,
            phone,
            ...(batch ? { batchId: batch } : {}),
            ...(year ? { year: Number(year) } : {}),
          };
          await save(await exportAnnex2(ctx, asked), options.out!);
          return { out: options.out };
        },
        (r) => `已写入 ${r.out}`,
      );
    });
}

async function save(download: Download, path: string): Promise<void> {
  const { body } = download;
  await pipeline(body instanceof Readable ? body : Readable.from([body]), createWriteStream(path));
}

function words(a: Annex1Answer): string {
  const cells = (f: Annex1View['total']) =>
    ANNEX1_COLUMNS.map((c) => (f[c] === null ? '－' : String(f[c])).padStart(6)).join(' ');
  return [
    `${a.unitName}　${a.asOf}（第 ${a.knownAt} 次发布时所知）`,
    `     ${ANNEX1_COLUMNS.map((c) => c.padStart(6)).join(' ')}  学校`,
    ...a.rows.map((r) => `${String(r.seq).padStart(4)} ${cells(r)}  ${r.school}`),
    `总计 ${cells(a.total)}`,
  ].join('\n');
}
