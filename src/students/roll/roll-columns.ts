import type { ColumnsSpec } from '../../platform/sheets/index.ts';
import { PERSON_HEADINGS } from '../../standards/cleaning/index.ts';

/** Columns of a school's registration export (学籍信息). */
export type RollField =
  | 'seq'
  | 'statusNumber'
  | 'name'
  | 'idNumber'
  | 'sex'
  | 'ethnic'
  | 'enrolledOn'
  | 'years'
  | 'level'
  | 'mode'
  | 'major'
  | 'className'
  | 'state'
  | 'graduatedOn'
  | 'employer'
  | 'employedOn'
  | 'phone'
  | 'address';

/** Headings as the national system exports them, and what schools write above the same columns. */
export const rollColumns: ColumnsSpec<RollField> = {
  seq: { heading: '序号', aliases: ['编号', '顺序号'] },
  statusNumber: { heading: '学籍号', aliases: ['学号', '全国学籍号', '学籍编号', '学生学籍号', '注册号'] },
  name: { heading: '姓名', aliases: ['学生姓名', '学员姓名'], required: true },
  idNumber: {
    heading: '证件号',
    aliases: PERSON_HEADINGS.idNumber,
    required: true,
  },
  sex: { heading: '性别' },
  ethnic: { heading: '民族' },
  enrolledOn: {
    heading: '入学日期',
    aliases: ['入学时间', '入学年月', '注册日期', '入校时间', '入校日期'],
    required: true,
  },
  years: { heading: '学制', aliases: ['学制年限', '修业年限', '学制（年）'] },
  level: { heading: '培养层次', aliases: ['层次', '培养级别', '培养等级', '办学层次', '学历层次'] },
  mode: { heading: '学习形式', aliases: ['是否全日制', '学习方式', '就读方式', '就读形式', '办学形式'] },
  major: { heading: '专业', aliases: ['专业名称', '所学专业', '就读专业'] },
  className: { heading: '班级', aliases: ['班级名称', '所在班级', '班别'] },
  state: { heading: '学籍状态', aliases: ['状态', '学生状态', '在籍状态', '当前状态', '在校状态'], required: true },
  graduatedOn: { heading: '毕业日期', aliases: ['毕业时间', '毕业年月', '预计毕业日期', '离校日期'] },
  employer: { heading: '就业单位', aliases: ['毕业去向', '就业去向', '工作单位', '就业单位名称', '去向'] },
  employedOn: { heading: '就业日期', aliases: ['就业时间', '上岗日期', '入职日期', '入职时间', '上岗时间'] },
  phone: { heading: '联系电话', aliases: PERSON_HEADINGS.phone },
  address: { heading: '家庭住址', aliases: PERSON_HEADINGS.address },
};
