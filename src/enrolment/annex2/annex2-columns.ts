import type { ColumnsSpec } from '../../platform/sheets/index.ts';
import { PERSON_HEADINGS } from '../../standards/cleaning/index.ts';

/** Columns of Annex 2, the summary of persons registered for precise skills assistance (SD2017 附件2). */
export type Annex2Field = 'seq' | 'name' | 'sex' | 'ethnic' | 'cardNo' | 'idNumber' | 'phone' | 'address' | 'school';

/** Headings of the form, and what filled-in forms say above the same columns. */
export const annex2Columns: ColumnsSpec<Annex2Field> = {
  seq: { heading: '序号', aliases: ['编号'] },
  name: { heading: '姓名', aliases: ['学生姓名', '人员姓名'], required: true },
  sex: { heading: '性别' },
  ethnic: { heading: '民族' },
  cardNo: { heading: '扶贫卡编号', aliases: ['扶贫卡号', '户编号', '贫困户编号', '建档立卡编号', '扶贫手册编号'] },
  idNumber: { heading: '身份证号', aliases: PERSON_HEADINGS.idNumber, required: true },
  phone: { heading: '联系电话', aliases: PERSON_HEADINGS.phone },
  address: { heading: '家庭详细地址', aliases: PERSON_HEADINGS.address },
  school: {
    heading: '拟就读技工院校',
    aliases: ['就读技工院校', '拟就读学校', '拟就读院校', '就读学校', '技工院校', '意向学校', '报读学校'],
    required: true,
  },
};
