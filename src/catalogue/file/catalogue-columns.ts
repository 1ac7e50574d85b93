import type { ColumnsSpec } from '../../platform/sheets/index.ts';

/** Columns of a city's catalogue of schools and majors. */
export type CatalogueField =
  | 'seq'
  | 'school'
  | 'schoolGrade'
  | 'major'
  | 'level'
  | 'base'
  | 'years'
  | 'plan'
  | 'tuition'
  | 'accommodation'
  | 'designated'
  | 'requirement';

/** Headings of the catalogue, and what other cities write above the same columns. */
export const catalogueColumns: ColumnsSpec<CatalogueField> = {
  seq: { heading: '序号', aliases: ['编号'] },
  school: {
    heading: '学校名称',
    aliases: ['院校名称', '技工院校名称', '学校', '院校', '学校全称', '办学单位'],
    required: true,
  },
  schoolGrade: {
    heading: '学校层次',
    aliases: ['学校类别', '学校类型', '院校类别', '办学层次', '院校层次', '学校等级'],
  },
  major: { heading: '专业名称', aliases: ['专业', '招生专业', '专业（工种）', '开设专业'], required: true },
  level: {
    heading: '培养层次',
    aliases: ['层次', '培养级别', '培养层级', '培养目标', '技能等级', '培养等级'],
    required: true,
  },
  base: { heading: '招生对象', aliases: ['生源', '招生类型', '招收对象', '入学起点', '学历要求', '起点', '生源类型'] },
  years: { heading: '学制（年）', aliases: ['学制', '修业年限', '学习年限'] },
  plan: {
    heading: '招生计划（人）',
    aliases: [
      '招生计划',
      '计划数',
      '招生名额',
      '计划招收人数',
      '计划人数',
      '计划招生数',
      '计划招生人数',
      '招生计划数',
      '计划招生',
      '招生人数',
      '计划',
    ],
  },
  tuition: { heading: '学费（元/学年）', aliases: ['学费', '学费标准', '学费（元/年）', '学费（元）'] },
  accommodation: { heading: '住宿费（元/学年）', aliases: ['住宿费', '住宿费标准', '住宿费（元/年）', '住宿费（元）'] },
  designated: {
    heading: '是否承担精准技能扶贫',
    aliases: [
      '是否承担精准技能扶贫任务',
      '承担精准技能扶贫',
      '是否承担技能扶贫',
      '是否承担任务',
      '承担精准扶贫任务',
      '承担技能扶贫任务',
      '承担扶贫任务',
      '是否承担',
    ],
  },
  requirement: { heading: '报名条件', aliases: ['招生条件', '录取条件', '报考条件', '要求'] },
};
