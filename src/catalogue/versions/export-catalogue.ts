import { PassThrough } from 'node:stream';
import type { Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { formatAmount, fen } from '../../platform/money.ts';
import { formatChineseDate, plainDate } from '../../platform/plain-date.ts';
import { writeWorkbook, type WrittenColumn, type WrittenRow } from '../../platform/sheets/index.ts';
import { entryStateTitles, VersionId, type Entry, type Version } from '../schema.ts';
import { entriesOf, findVersion } from '../store.ts';

const COLUMNS: readonly WrittenColumn[] = [
  { key: 'seq', heading: '序号', width: 6, kind: 'integer', align: 'center' },
  { key: 'school', heading: '学校名称', width: 28 },
  { key: 'grade', heading: '学校层次', width: 14 },
  { key: 'major', heading: '专业名称', width: 26 },
  { key: 'level', heading: '培养层次', width: 10 },
  { key: 'base', heading: '招生对象', width: 10 },
  { key: 'years', heading: '学制（年）', width: 10, kind: 'decimal' },
  { key: 'plan', heading: '招生计划（人）', width: 12, kind: 'integer' },
  { key: 'tuition', heading: '学费（元/学年）', width: 14, align: 'right' },
  { key: 'accommodation', heading: '住宿费（元/学年）', width: 14, align: 'right' },
  { key: 'designated', heading: '是否承担精准技能扶贫', width: 12, align: 'center' },
  { key: 'requirement', heading: '报名条件', width: 28 },
  { key: 'state', heading: '状态', width: 18 },
];

/**
 * A version of a catalogue as a workbook for print: the official columns, number, day and checksum of the version. Texts that look like
 * formulas are neutralised. What is published is for everybody; a draft only for its city. @throws NOT_FOUND
 */
export async function exportCatalogue(ctx: Context, input: VersionId): Promise<Download> {
  const { versionId } = VersionId.parse(input);
  const { version, entries, city } = await read(ctx, async (tx) => {
    const found = await findVersion(tx, versionId);
    const named = await tx
      .selectFrom('division')
      .select('name')
      .where('code', '=', found.cityCode)
      .orderBy('valid_from', 'desc')
      .executeTakeFirst();
    return { version: found, entries: await entriesOf(tx, versionId), city: named?.name ?? String(found.cityCode) };
  });
  const title = `${city}${version.year}年承担精准技能扶贫技工院校和专业目录`;
  const out = new PassThrough();
  const footer = version.checksum ? [`校验码：${version.checksum}`] : [];
  const sheet = {
    name: '目录',
    titles: [title, subtitle(version)],
    columns: COLUMNS,
    rows: entries.map(rowOf),
    footer,
  };
  writeWorkbook({ sheets: [{ ...sheet, orientation: 'landscape' }] }, out).catch((error: Error) => out.destroy(error));
  return new Download(`${title}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', out);
}

function subtitle(version: Version): string {
  const day = version.publishedOn ? `${formatChineseDate(plainDate(version.publishedOn))}公布` : '草稿，未公布';
  return `第${version.version}版　${day}　共${version.entries}条`;
}

function rowOf(entry: Entry, index: number): WrittenRow {
  const amount = (value: number | null) => (value === null ? '' : formatAmount(fen(value)));
  const since = entry.stateFrom === null ? '' : `（自${entry.stateFrom}）`;
  return {
    seq: index + 1,
    school: entry.schoolName,
    grade: entry.schoolGrade,
    major: entry.major,
    level: entry.level,
    base: entry.base,
    years: entry.years,
    plan: entry.plan,
    tuition: amount(entry.tuitionFen),
    accommodation: amount(entry.accommodationFen),
    designated: entry.designated ? '是' : '否',
    requirement: entry.requirement,
    state: entry.state === 'open' && entry.stateFrom === null ? '招生' : entryStateTitles[entry.state] + since,
  };
}
