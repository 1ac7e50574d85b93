import type { ColumnsSpec, WrittenColumn } from '../../platform/sheets/index.ts';

/** The two plan tables of N2019: schools to be built (附件1) and existing schools (附件2). */
export type PlanTable = 'annex1' | 'annex2';
export const planTitles: Record<PlanTable, string> = {
  annex1: '深度贫困地区建设技工院校对口帮扶计划表',
  annex2: '深度贫困地区现有技工院校对口帮扶计划表',
};
/** The kind of agreement a row of the table becomes. */
export const planKinds: Record<PlanTable, string> = { annex1: 'n2019_construction', annex2: 'n2019_pairing' };

export type PlanColumn = {
  key: string;
  heading: string;
  type: 'text' | 'number' | 'date';
  required?: boolean;
  width?: number;
  /** Says which agreement a row is, by its division; its wording is no difference. */
  identifies?: boolean;
  /** Written on the way out and not read on the way in, because it follows from other columns. */
  derived?: boolean;
};

const text = (key: string, heading: string, more: Partial<PlanColumn> = {}): PlanColumn => ({
  key,
  heading,
  type: 'text',
  ...more,
});
const number = (key: string, heading: string, more: Partial<PlanColumn> = {}): PlanColumn => ({
  key,
  heading,
  type: 'number',
  width: 9,
  ...more,
});
const date = (key: string, heading: string): PlanColumn => ({ key, heading, type: 'date', width: 12 });
const needed = { required: true };

const officers = (side: 'recipient' | 'helper', word: string): PlanColumn[] => [
  text(`${side}Unit`, `${word}责任单位`, side === 'recipient' ? needed : {}),
  text(`${side}Officer`, `${word}责任人`, { width: 9 }),
  text(`${side}Phone`, `${word}责任人电话`),
];

const annex1: readonly PlanColumn[] = [
  number('serial', '序号', { derived: true, width: 6 }),
  text('recipientProvince', '受援省份', { derived: true }),
  text('place', '深度贫困地区（地州、县）', { ...needed, identifies: true }),
  text('way', '建设方式', { ...needed, width: 10 }),
  text('schoolName', '拟建院校（校区）名称', { ...needed, width: 20 }),
  text('grade', '办学层次', needed),
  number('studentsAYear', '预计年生源（人）', needed),
  text('conditions', '建设条件结论', { ...needed, width: 9 }),
  text('hostSchool', '依托院校'),
  text('task', '建设任务与规模', { ...needed, width: 24 }),
  date('starts', '计划开工'),
  date('built', '计划建成'),
  date('firstIntake', '首次招生'),
  number('investment', '计划投资（万元）'),
  text('investmentSources', '投资来源'),
  text('helperProvince', '对口帮扶省市', { derived: true }),
  text('helperName', '对口帮扶院校', { ...needed, width: 20 }),
  text('focusMajors', '重点帮扶专业', needed),
  text('help', '主要帮扶内容', { width: 20 }),
  ...officers('recipient', '受援'),
  ...officers('helper', '帮扶'),
  text('remark', '备注'),
];

const annex2: readonly PlanColumn[] = [
  number('serial', '序号', { derived: true, width: 6 }),
  text('recipientProvince', '受援省份', { derived: true }),
  text('place', '所在地（地州、县）', { ...needed, identifies: true }),
  text('recipientName', '受援院校名称', { ...needed, width: 20 }),
  text('recipientCode', '受援院校代码'),
  text('recipientGrade', '受援院校层次'),
  number('students', '在校生数'),
  number('majors', '专业数'),
  number('teachers', '专任教师数'),
  date('countedOn', '基数统计日期'),
  text('needs', '帮扶需求', { width: 24 }),
  text('helperProvince', '对口帮扶省市', { derived: true }),
  text('helperName', '帮扶院校名称', { ...needed, width: 20 }),
  text('helperCode', '帮扶院校代码'),
  text('scope', '帮扶范围', { derived: true, width: 9 }),
  text('major1', '重点帮扶专业一', needed),
  text('major2', '重点帮扶专业二'),
  text('committee', '专业建设委员会'),
  text('station', '专家流动站'),
  number('sendPeople', '计划选派专家、教师（人次）'),
  number('takePeople', '计划接纳培训（人次）'),
  number('enterprises', '拟引进企业（家）'),
  text('measures', '主要帮扶措施与时间节点', { width: 28 }),
  date('startsOn', '帮扶开始时间'),
  date('endsOn', '帮扶结束时间'),
  ...officers('recipient', '受援'),
  ...officers('helper', '帮扶'),
  text('remark', '备注'),
];

export const planColumns: Record<PlanTable, readonly PlanColumn[]> = { annex1, annex2 };

/** One row of a plan table as plain values; what is empty is not there. */
export type PlanRow = Record<string, string | number>;

/** Columns as the reader looks for them: a missing column is refused, a missing value returns only its row. */
export function readingSpec(table: PlanTable): ColumnsSpec {
  return Object.fromEntries(
    planColumns[table]
      .filter((c) => !c.derived)
      .map((c) => [c.key, { heading: c.heading, required: c.required ?? false }]),
  );
}

export function writingColumns(table: PlanTable): WrittenColumn[] {
  return planColumns[table].map((c) => ({
    key: c.key,
    heading: c.heading,
    width: c.width ?? 14,
    kind: c.type === 'number' ? 'decimal' : c.type === 'date' ? 'date' : 'text',
  }));
}

/** Keys whose values differ between two rows; derived columns and those that identify the row aside. */
export function differences(table: PlanTable, before: PlanRow, after: PlanRow): string[] {
  return planColumns[table]
    .filter((c) => !c.derived && !c.identifies && (before[c.key] ?? '') !== (after[c.key] ?? ''))
    .map((c) => c.key);
}
