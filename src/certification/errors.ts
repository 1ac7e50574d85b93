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
  CONTEST_BODY_MISSING: {
    kind: 'invalid',
    message: '请选择负责评价和发证的机构。',
  },
  CONTEST_STATE: { kind: 'conflict', message: '该竞赛当前不能这样办。', hint: '竞赛日之后登记名次，结束后不再改动。' },
  CONTEST_RULE_OPEN: {
    kind: 'conflict',
    message: '本地还没有设定哪些名次可以取证、取哪一级，竞赛暂不能结束。',
    hint: '请部里或省里在“参数和地方标准”里设定可取证的最低名次和建议等级。',
  },
  CERTIFICATE_PERSON_UNKNOWN: { kind: 'invalid', message: '有人没有找到，请核对姓名和身份证号。' },
  DIPLOMA_ONLY: { kind: 'invalid', message: '这里只打印毕业证书。' },
  ISSUED_IN_FUTURE: { kind: 'invalid', message: '发证日期不能晚于今天。' },
});
