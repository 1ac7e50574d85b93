import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong on the way from a call to the schools that undertake the programme. */
export const designationErrors = defineErrors({
  DESIGNATION_CALL_OPEN: {
    kind: 'conflict',
    message: '该年度已有一轮申报尚未认定。',
    hint: '请先完成这一轮的认定，再组织下一轮申报。',
  },
  DESIGNATION_NOT_OPEN: { kind: 'conflict', message: '这一轮申报不在受理期内。' },
  DESIGNATION_STILL_OPEN: {
    kind: 'conflict',
    message: '这一轮申报尚未截止，不能认定。',
    hint: '请在申报截止之后认定。',
  },
  DESIGNATION_STATE: { kind: 'conflict', message: '申报现在的状态不能这样办理。' },
  DESIGNATION_INCOMPLETE: {
    kind: 'invalid',
    message: '申报材料不完整，不能提交。',
    hint: '学校和每个专业都要对五项条件逐项说明；须有的登记（如领导机构）要先登记。',
  },
  DESIGNATION_MAJOR_TAKEN: { kind: 'conflict', message: '已申报同一专业、层次、招生对象和学制。' },
  DESIGNATION_UNSCORED: {
    kind: 'conflict',
    message: '五项条件尚未全部评定，不能认定。',
    hint: '请逐项评定后再认定。',
  },
  DESIGNATION_NOT_ALL: {
    kind: 'invalid',
    message: '每所申报学校都要有认定结果。',
    hint: '请对每所提交申报的学校作出认定或不予认定的决定。',
  },
  DESIGNATION_REASON_REQUIRED: { kind: 'invalid', message: '不予认定须说明理由。' },
  DESIGNATION_NOT_MET: {
    kind: 'conflict',
    message: '有条件评定为不符合，不能认定。',
    hint: '请核实评定结果，或作出不予认定的决定。',
  },
  DESIGNATION_BY_STANDARD: {
    kind: 'conflict',
    message: '这一项已设定标准，评定须与标准一致。',
  },
});
