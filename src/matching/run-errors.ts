import { defineErrors } from '../platform/errors.ts';

export const runErrors = defineErrors({
  MATCH_RUN_RUNNING: { kind: 'conflict', message: '比对还没有完成。', hint: '完成后再核对结果。' },
  MATCH_RESULT_PROVED: { kind: 'conflict', message: '这一行证件号码和姓名都相同，无需核对。' },
  MATCH_RESULT_NOT_OFFERED: { kind: 'invalid', message: '所选的人不在候选名单里。' },
  MATCH_LIST_EMPTY: {
    kind: 'invalid',
    message: '名单里没有可比对的人员。',
    hint: '请先导入学籍名册或培训花名册，或检查上传的名单。',
  },
});
