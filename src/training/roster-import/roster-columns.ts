import type { ColumnsSpec } from '../../platform/sheets/index.ts';

/** Columns of a real-name roster of a training class (学员花名册). */
export type RosterField =
  | 'seq'
  | 'name'
  | 'sex'
  | 'idNumber'
  | 'ethnic'
  | 'phone'
  | 'address'
  | 'category'
  | 'attended'
  | 'result'
  | 'certificateNo'
  | 'employer'
  | 'employedOn'
  | 'note';

/** Headings as rosters have them, and what institutions write above the same columns. */
export const rosterColumns: ColumnsSpec<RosterField> = {
  seq: { heading: '序号', aliases: ['编号', '学号'] },
  name: { heading: '姓名', aliases: ['学员姓名', '人员姓名', '参训人员姓名'], required: true },
  sex: { heading: '性别' },
  idNumber: {
    heading: '身份证号',
    aliases: ['身份证号码', '公民身份号码', '证件号码', '证件号', '身份证'],
    required: true,
  },
  ethnic: { heading: '民族' },
  phone: { heading: '联系电话', aliases: ['电话', '手机号', '手机号码', '联系方式'] },
  address: { heading: '家庭住址', aliases: ['住址', '家庭地址', '家庭详细地址', '户籍地址', '地址'] },
  category: { heading: '人员类别', aliases: ['类别', '学员类别', '培训对象类别', '人员类型', '身份类别', '人员性质'] },
  attended: { heading: '出勤天数', aliases: ['出勤', '实际出勤天数', '出勤（天）', '到课天数', '考勤天数'] },
  result: { heading: '考核结果', aliases: ['考试结果', '成绩', '结业考核', '考核成绩', '是否合格', '鉴定结果'] },
  certificateNo: {
    heading: '证书编号',
    aliases: ['证书号', '证书号码', '结业证书编号', '合格证书编号', '资格证书编号'],
  },
  employer: {
    heading: '培训后就业单位',
    aliases: ['就业单位', '就业去向', '就业创业单位', '培训后就业去向', '就业（创业）单位', '就业情况'],
  },
  employedOn: { heading: '就业时间', aliases: ['就业日期', '上岗时间', '就业创业时间', '上岗日期'] },
  note: { heading: '备注', aliases: ['说明'] },
};
