import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong when a decision is asked for. */
export const decisionErrors = defineErrors({
  BENEFIT_UNKNOWN: {
    kind: 'not_found',
    message: '此人所在地没有这个事项的规则。',
    hint: '请核对事项名称；不写事项则列出全部。',
  },
});
