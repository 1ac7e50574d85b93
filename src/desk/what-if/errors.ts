import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong when a change of the law is tried. */
export const whatIfErrors = defineErrors({
  TRY_NOTHING: { kind: 'invalid', message: '没有要试算的改动。', hint: '请填写参数的新值，或上传规则草案。' },
  TRY_FAULTY: { kind: 'invalid', message: '改动有误，未试算。', hint: '请按所列位置修改。' },
  SCHEDULE_DAY_PASSED: {
    kind: 'invalid',
    message: '生效日期不能早于今天。',
    hint: '改动从今天或以后的日期起生效，以前的事项按当时的规则。',
  },
  SCHEDULE_NOT_ALLOWED: {
    kind: 'invalid',
    message: '这项改动不能安排生效。',
    hint: '请核对层级、类型和上下限；本地区文件写明的数要以新文件调整。',
  },
});
