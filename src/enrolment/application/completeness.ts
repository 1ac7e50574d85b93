import type { FieldError } from '../../platform/errors.ts';
import { papersLacking } from '../papers/paper-checklist.ts';
import type { Category } from '../schema.ts';

/** What the check of completeness looks at. */
export type ApplicationContents = {
  category: Category;
  name: string | null;
  sex: string | null;
  ethnic: string | null;
  idState: string;
  cardNo: string | null;
  phone: string | null;
  address: string | null;
  entryKey: string | null;
  graduationSchool: string | null;
  graduationYear: number | null;
  notContinuing: boolean | null;
  veteranCertificate: string | null;
  dischargedOn: string | null;
  papers: readonly string[];
};

/**
 * What is lacking before registration: the columns of annex 2 (the serial number comes by itself; the card number only where the person is in the
 * register), the category's own facts, the papers of its checklist. Empty when complete (SD2017 三(二), 附件2).
 */
export function lackingOf(c: ApplicationContents, inRegister: boolean): FieldError[] {
  const lacking: FieldError[] = [];
  const need = (path: string, label: string, value: unknown): void => {
    if (value === null || value === undefined || value === '') lacking.push({ path, message: `请填写${label}` });
  };
  need('name', '姓名', c.name);
  need('sex', '性别', c.sex);
  need('ethnic', '民族', c.ethnic);
  if (c.idState !== 'valid') lacking.push({ path: 'idNumber', message: '身份证号缺失或有疑问，请对照证件录入' });
  if (inRegister) need('cardNo', '扶贫卡编号', c.cardNo);
  need('phone', '联系电话', c.phone);
  need('address', '家庭详细地址', c.address);
  need('entryKey', '拟就读技工院校和专业', c.entryKey);
  if (c.category === 'veteran') {
    need('veteranCertificate', '退出现役证编号', c.veteranCertificate);
    need('dischargedOn', '退役日期', c.dischargedOn);
  } else {
    need('graduationSchool', '毕业学校', c.graduationSchool);
    need('graduationYear', '毕业年份', c.graduationYear);
    if (c.notContinuing !== true) lacking.push({ path: 'notContinuing', message: '请确认毕业后未能继续升学' });
  }
  for (const paper of papersLacking(c.category, c.papers))
    lacking.push({ path: `papers.${paper.kind}`, message: `请上传${paper.name}` });
  return lacking;
}
