import { expect, test } from 'vitest';
import { catalogueColumns } from '../catalogue/file/catalogue-columns.ts';
import { annex2Columns } from '../enrolment/annex2/annex2-columns.ts';
import { registerColumns } from '../people/register/sheet/register-columns.ts';
import { wishColumns } from '../people/wishes/wishes-columns.ts';
import { findHeader, type ColumnsSpec } from '../platform/sheets/index.ts';

/** The headings of each sample as another clerk might write them, in another order: official heading → written. */
const CASES: [string, ColumnsSpec, Record<string, string>][] = [
  [
    'a register',
    registerColumns,
    {
      备注: '备注说明',
      户编号: '户 编 号',
      证件号码: '公民身份证号码',
      姓名: '姓  名',
      户主: '户主姓名',
      联系电话: '联系电话（手机）',
      户类型: '户类型（类别）',
      识别时间: '识别时间（年月日）',
      脱贫时间: '脱贫（退出）时间',
      文化程度: '文化程度/学历',
      在校生状况: '在校生状况（年级）',
      与户主关系: '与户主关系*',
      '乡（镇）': '所在乡镇',
      行政村: '所在行政村',
      性别: '性\n别',
      家庭住址: '家庭详细住址',
      劳动技能: '劳动技能状况',
      是否退役士兵: '是否为退役士兵',
      户籍类别: '户籍性质',
      风险是否消除: '风险是否消除（是/否）',
    },
  ],
  [
    'a survey of wishes',
    wishColumns,
    {
      调查日期: '调查时间',
      行政村: '村（居）名称',
      姓名: '被调查人姓名',
      户主姓名: '户主',
      身份证号: '身份证号（18位）',
      联系电话: '联系方式（手机）',
      愿意就读技工院校: '是否愿意就读技工院校（是/否）',
      愿意参加培训: '是否愿意参加技能培训',
      不愿意原因: '不愿意的原因说明',
    },
  ],
  [
    'a catalogue',
    catalogueColumns,
    {
      专业名称: '专业（工种）名称',
      学校名称: '院校名称',
      培养层次: '培养层级',
      招生对象: '招收对象',
      '招生计划（人）': '计划招生人数',
      '学费（元/学年）': '学费（元/生·年）',
      是否承担精准技能扶贫: '是否承担精准扶贫任务',
    },
  ],
  [
    'Annex 2',
    annex2Columns,
    {
      拟就读技工院校: '拟就读技工院校名称',
      姓名: '姓    名',
      身份证号: '居民身份证号码（必填）',
      扶贫卡编号: '扶贫卡号',
      家庭详细地址: '家庭住址（详细到村组）',
    },
  ],
];

test.each(CASES)('every column of %s is known under other headings and in another order', (_name, spec, written) => {
  const fields = Object.entries(spec).toReversed();
  const heads = fields.map(([, { heading }]) => written[heading] ?? heading);
  const header = findHeader([{ sheet: '表', row: 3, cells: [null, ...heads] }], spec);
  expect(header?.missing).toEqual([]);
  expect(header?.columns).toEqual(Object.fromEntries(fields.map(([field], at) => [field, at + 1])));
});
