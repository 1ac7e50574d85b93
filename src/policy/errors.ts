import { defineErrors } from '../platform/errors.ts';

export const errors = defineErrors({
  POLICY_CASE_INVALID: {
    kind: 'invalid',
    message: '情形文件有误，未核验。',
    hint: '请按所列文件和行号修改；格式见 jiqiao policy case-schema。',
  },
  POLICY_BENEFIT_UNKNOWN: {
    kind: 'not_found',
    message: '该地没有这个事项的规则。',
    hint: '请核对事项名称和区划；不写事项则列出全部。',
  },
  POLICY_FILE_UNREADABLE: { kind: 'invalid', message: '文件打不开。', hint: '请核对路径和权限。' },
  POLICY_NOT_LOADED: { kind: 'unavailable', message: '政策规则尚未载入。', hint: '请运行 jiqiao policy load。' },
  POLICY_RULES_INVALID: { kind: 'invalid', message: '政策规则文件有误，未载入。', hint: '请按所列文件和行号修改。' },
  POLICY_VERSION_CHANGED: {
    kind: 'conflict',
    message: '已载入的规则版本不能改动。',
    hint: '请把改动写成新的版本号。',
  },
});
