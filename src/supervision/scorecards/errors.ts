import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with evaluation sheets. */
export const cardErrors = defineErrors({
  SCORECARD_SHEET: {
    kind: 'invalid',
    message: '评价表不符合要求。',
    hint: '各维度权重之和应为100，文件要求的维度权重应大于0。',
  },
  SCORECARD_STATE: {
    kind: 'conflict',
    message: '评价表现在的状态不能这样办理。',
    hint: '先起草、再启用、评分后公布。',
  },
  SCORECARD_MISSING: { kind: 'conflict', message: '还有没有评完的分项，不能排名公布。' },
});
