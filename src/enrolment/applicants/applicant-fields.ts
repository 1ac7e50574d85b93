import type { Category, SourcedField } from '../schema.ts';
import type { ApplicantRecord } from './applicant-facts.ts';

/** The person's own data as the form needs them; number, telephone and address already readable or masked by the caller. */
export type ApplicantData = {
  name: string;
  sex: string | null;
  ethnic: string | null;
  birth: string | null;
  idNumber: string | null;
  phone: string | null;
  address: string | null;
  householdNo: string | null;
};

/** Everything known before anyone types, each with the list and its day: nothing is asked twice. */
export function prefilledFields(data: ApplicantData, record: ApplicantRecord): SourcedField[] {
  const source = record.register?.sender ?? '人员登记';
  const asOf = record.register?.listDate ?? null;
  const field = (name: string, label: string, value: string | null): SourcedField => ({
    field: name,
    label,
    value,
    source,
    asOf,
  });
  return [
    field('name', '姓名', data.name),
    field('sex', '性别', data.sex),
    field('ethnic', '民族', data.ethnic),
    field('birth', '出生日期', data.birth),
    field('idNumber', '身份证号', data.idNumber),
    field('cardNo', '扶贫卡编号', data.householdNo),
    field('phone', '联系电话', data.phone),
    field('address', '家庭详细地址', data.address),
    field('education', '文化程度', record.register?.education ?? null),
    field('inSchool', '在校生状况', record.register?.inSchool || null),
    field('householdTypes', '户类型', record.register?.householdTypes.join('、') || null),
  ].filter((f) => f.value !== null);
}

/** The category the register suggests; the family may choose another. */
export function suggestedCategory(record: ApplicantRecord): Category {
  if (record.register?.veteran === true) return 'veteran';
  return record.register?.education === '高中' ? 'senior_high' : 'junior_high';
}
