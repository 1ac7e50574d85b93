import { defineErrors } from '../../platform/errors.ts';

export const runErrors = defineErrors({
  MATCH_RUN_RUNNING: { kind: 'conflict', message: '比对还没有完成。', hint: '完成后再核对结果。' },
  MATCH_RESULT_PROVED: { kind: 'conflict', message: '这一行证件号码和姓名都相同，无需核对。' },
  MATCH_RESULT_NOT_OFFERED: { kind: 'invalid', message: '所选的人不在候选名单里。' },
  NUMBER_NOT_ACCEPTED: {
    kind: 'conflict',
    message: '这一行还没有认定是谁。',
    hint: '先核对认定是同一人，再凭证件更正号码。',
  },
  NUMBER_NOT_STORED: {
    kind: 'conflict',
    message: '上传的名单不在系统里，不能在这里更正。',
    hint: '请改正名单后重新上传比对；对象库的号码可以在这里更正。',
  },
  NUMBER_OF_ANOTHER: { kind: 'conflict', message: '这个号码已是另一个人的。', hint: '请核对证件。' },
  MATCH_LIST_EMPTY: {
    kind: 'invalid',
    message: '名单里没有可比对的人员。',
    hint: '请先导入学籍名册或培训花名册，或检查上传的名单。',
  },
});
