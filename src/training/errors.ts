import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with classes and their rosters. */
export const trainingErrors = defineErrors({
  ROSTER_EMPTY: { kind: 'invalid', message: '文件里没有学员。', hint: '请核对是否为培训班学员花名册。' },
});
