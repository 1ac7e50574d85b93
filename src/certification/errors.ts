import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with assessments and certificates. */
export const certificationErrors = defineErrors({
  BODY_NOT_FILED: {
    kind: 'conflict',
    message: '该职业、等级在当日不在备案范围内。',
    hint: '请先向人社部门备案。',
  },
  ASSESSMENT_INSTITUTION_ONLY: { kind: 'forbidden', message: '只有评价机构自己的账号能办理。' },
  ASSESSMENT_FULL: { kind: 'conflict', message: '考场座位不够。' },
  ASSESSMENT_STATE: { kind: 'conflict', message: '该评价批次当前不能这样办。' },
  RESULT_NOT_PASSED: { kind: 'conflict', message: '有人没有合格的评价结果，不能发证。' },
  ISSUED_IN_FUTURE: { kind: 'invalid', message: '发证日期不能晚于今天。' },
});
