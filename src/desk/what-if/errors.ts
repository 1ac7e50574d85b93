import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong when a change of the law is tried. */
export const whatIfErrors = defineErrors({
  TRY_NOTHING: { kind: 'invalid', message: '没有要试算的改动。', hint: '请填写参数的新值，或上传规则草案。' },
  TRY_FAULTY: { kind: 'invalid', message: '改动有误，未试算。', hint: '请按所列位置修改。' },
});
