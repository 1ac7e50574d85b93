import type { ColumnsSpec } from '../../../platform/sheets/index.ts';
import { PERSON_HEADINGS } from '../../../standards/cleaning/index.ts';

/** Columns of a register of assisted households and their members. */
export type RegisterField =
  | 'seq'
  | 'province'
  | 'city'
  | 'county'
  | 'township'
  | 'village'
  | 'householdNo'
  | 'headName'
  | 'name'
  | 'relation'
  | 'sex'
  | 'ethnic'
  | 'idNumber'
  | 'phone'
  | 'householdTypes'
  | 'identifiedOn'
  | 'exitedOn'
  | 'riskCleared'
  | 'education'
  | 'inSchool'
  | 'health'
  | 'labourSkill'
  | 'veteran'
  | 'residence'
  | 'address'
  | 'note';

/** Headings of the register, and what other counties write above the same columns. */
export const registerColumns: ColumnsSpec<RegisterField> = {
  seq: { heading: '序号', aliases: ['编号', '序', 'No', '行号'] },
  province: { heading: '省', aliases: ['省份', '省（区、市）', '省（自治区、直辖市）'] },
  city: { heading: '市', aliases: ['地市', '市（州）', '市（地、州、盟）', '设区市', '地级市'] },
  county: {
    heading: '县（市、区）',
    aliases: ['县', '区县', '县区', '县（区）', '区（县）', '县（市、区、旗）', '县市区'],
  },
  township: {
    heading: '乡（镇）',
    aliases: [
      '乡镇',
      '镇',
      '镇街',
      '乡镇（街道）',
      '镇（街道）',
      '乡（镇、街道）',
      '乡镇街道',
      '街道',
      '镇办',
      '乡（镇）街道',
    ],
  },
  village: {
    heading: '行政村',
    aliases: ['村', '村居', '村（居）', '村名', '村（社区）', '行政村（社区）', '村委会', '行政村名称', '村（居）委会'],
  },
  householdNo: {
    heading: '户编号',
    aliases: ['户号', '扶贫卡编号', '扶贫卡号', '户编码', '家庭编号', '建档立卡户编号', '贫困户编号', '户代码', '卡号'],
  },
  headName: { heading: '户主', aliases: ['户主姓名', '户主名', '家庭户主', '户主名字'] },
  name: {
    heading: '姓名',
    aliases: ['成员姓名', '家庭成员姓名', '人员姓名', '家庭成员', '名字', '姓 名'],
    required: true,
  },
  relation: { heading: '与户主关系', aliases: ['与户主的关系', '关系', '户主关系', '家庭关系', '成员关系'] },
  sex: { heading: '性别' },
  ethnic: { heading: '民族', aliases: ['族别'] },
  idNumber: {
    heading: '证件号码',
    aliases: PERSON_HEADINGS.idNumber,
    required: true,
  },
  phone: { heading: '联系电话', aliases: PERSON_HEADINGS.phone },
  householdTypes: {
    heading: '户类型',
    aliases: [
      '农户类型',
      '户属性',
      '贫困户属性',
      '脱贫户类型',
      '家庭类型',
      '户类别',
      '监测对象类别',
      '农户属性',
      '贫困类型',
    ],
  },
  identifiedOn: {
    heading: '识别时间',
    aliases: ['识别日期', '建档时间', '建档立卡时间', '认定时间', '纳入时间', '识别年月', '建档日期', '纳入日期'],
  },
  exitedOn: {
    heading: '脱贫时间',
    aliases: ['脱贫日期', '退出时间', '脱贫年度', '脱贫年月', '退出日期', '脱贫退出时间'],
  },
  riskCleared: { heading: '风险是否消除', aliases: ['是否消除风险', '风险消除', '风险是否已消除', '风险消除情况'] },
  education: { heading: '文化程度', aliases: ['学历', '受教育程度', '文化水平', '最高学历', '教育程度'] },
  inSchool: {
    heading: '在校生状况',
    aliases: ['在校状况', '在校情况', '在校生情况', '就学情况', '是否在校', '就读情况'],
  },
  health: { heading: '健康状况', aliases: ['身体状况', '健康情况', '身体健康状况'] },
  labourSkill: { heading: '劳动技能', aliases: ['劳动能力', '劳动力状况', '劳动力类型', '劳动力情况', '劳动力'] },
  veteran: {
    heading: '是否退役士兵',
    aliases: ['退役士兵', '是否退役军人', '退役军人', '是否退伍军人', '退伍军人', '是否退役'],
  },
  residence: { heading: '户籍类别', aliases: ['户口性质', '户籍性质', '户口类别', '户籍类型', '户口类型'] },
  address: {
    heading: '家庭住址',
    aliases: PERSON_HEADINGS.address,
  },
  note: { heading: '备注', aliases: ['说明', '附注', '备 注'] },
};
