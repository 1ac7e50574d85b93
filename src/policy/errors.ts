import { defineErrors } from '../platform/errors.ts';

export const errors = defineErrors({
  POLICY_NOT_LOADED: { kind: 'unavailable', message: '政策规则尚未载入。', hint: '请运行 jiqiao policy load。' },
  POLICY_RULES_INVALID: { kind: 'invalid', message: '政策规则文件有误，未载入。', hint: '请按所列文件和行号修改。' },
  POLICY_VERSION_CHANGED: {
    kind: 'conflict',
    message: '已载入的规则版本不能改动。',
    hint: '请把改动写成新的版本号。',
  },
});
