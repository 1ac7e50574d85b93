import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong when people are looked for by a rule. */
export const entitledErrors = defineErrors({
  FIND_BENEFIT_UNKNOWN: {
    kind: 'not_found',
    message: '这个区划没有这个事项的规则。',
    hint: '请核对事项名称，如 yulu、tuition、enrolment。',
  },
  FIND_AREA_LARGE: {
    kind: 'invalid',
    message: '这个区划人数较多，不能在页面上直接查找。',
    hint: '请选到县（区），或者作为任务在后台查找。',
  },
  FIND_NOBODY: { kind: 'invalid', message: '没有需要派发的人。', hint: '可能已经在其他清单上，请刷新后再看。' },
  FIND_CHANGED: { kind: 'conflict', message: '清单刚被其他人派发过一部分。', hint: '请刷新后重试。' },
  FIND_LIST_TOO_LONG: { kind: 'too_large', message: '一张清单不能超过两万人。', hint: '请按县或乡镇分别派发。' },
});
