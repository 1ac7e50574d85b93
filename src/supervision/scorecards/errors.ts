import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with evaluation sheets. */
export const cardErrors = defineErrors({
  SCORECARD_REPEATED: { kind: 'conflict', message: '本单位这一年已有同名的评价表。' },
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
  SCORECARD_COMPUTED: {
    kind: 'conflict',
    message: '这个维度按协议履行情况计算，不能手工填分。',
    hint: '请用“按记录计算”。',
  },
  SCORECARD_SUBJECT: { kind: 'invalid', message: '评价对象不在这张表的名册中。', hint: '请从名册中选择。' },
  SCORECARD_MISSING: { kind: 'conflict', message: '还有没有评完的分项，不能排名公布。' },
});
