import type { ColumnsSpec } from '../../platform/sheets/index.ts';
import { PERSON_HEADINGS } from '../../standards/cleaning/index.ts';

/** Columns of a village survey of wishes. */
export type WishField =
  | 'seq'
  | 'village'
  | 'headName'
  | 'name'
  | 'idNumber'
  | 'phone'
  | 'wishStudy'
  | 'wishTrain'
  | 'trade'
  | 'reason'
  | 'askedBy'
  | 'askedOn';

/** Headings of the survey, and what other villages write above the same columns. */
export const wishColumns: ColumnsSpec<WishField> = {
  seq: { heading: '序号', aliases: ['编号', '序'] },
  village: { heading: '行政村', aliases: ['村', '村居', '村（居）', '村名', '村（社区）', '社区', '行政村名称'] },
  headName: { heading: '户主姓名', aliases: ['户主', '家庭户主'] },
  name: {
    heading: '姓名',
    aliases: ['成员姓名', '家庭成员姓名', '本人姓名', '被调查人', '被调查人姓名'],
    required: true,
  },
  idNumber: {
    heading: '身份证号',
    aliases: PERSON_HEADINGS.idNumber,
  },
  phone: { heading: '联系电话', aliases: PERSON_HEADINGS.phone },
  wishStudy: {
    heading: '愿意就读技工院校',
    aliases: [
      '是否愿意就读技工院校',
      '就读意愿',
      '就读技工院校意愿',
      '是否就读技工院校',
      '技工院校就读意愿',
      '上技校意愿',
      '愿意上技校',
      '愿意就读',
    ],
    required: true,
  },
  wishTrain: {
    heading: '愿意参加培训',
    aliases: [
      '是否愿意参加培训',
      '培训意愿',
      '参加培训意愿',
      '是否参加培训',
      '是否愿意参加技能培训',
      '技能培训意愿',
      '愿意培训',
    ],
    required: true,
  },
  trade: { heading: '工种', aliases: ['培训工种', '意向工种', '培训专业', '意愿工种', '拟培训工种', '意向专业'] },
  reason: { heading: '不愿意原因', aliases: ['原因', '不愿意的原因', '不参加原因', '不愿意理由', '未参加原因'] },
  askedBy: { heading: '调查人', aliases: ['调查员', '登记人', '入户人员', '填表人', '调查人员'] },
  askedOn: { heading: '调查日期', aliases: ['调查时间', '登记日期', '入户时间', '入户日期', '日期'] },
};
