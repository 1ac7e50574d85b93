import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with a selection of projects. */
export const selectionErrors = defineErrors({
  SELECTION_REPEATED: { kind: 'conflict', message: '本单位已有同名的评选。' },
  SELECTION_DECIDED: { kind: 'conflict', message: '评选已经确定，不能再改。' },
  SELECTION_EMPTY: { kind: 'invalid', message: '还没有材料齐全的申报单位，不能确定。' },
  SELECTION_TIED: {
    kind: 'conflict',
    message: '最后一个名额前后的申报单位得分和成效认定都相同。',
    hint: '规定没有写明如何区分，请设定“仍相同时的次序”、复评得分，或调整名额。',
  },
  CANDIDATE_REPEATED: { kind: 'conflict', message: '该申报单位已经登记。' },
});
