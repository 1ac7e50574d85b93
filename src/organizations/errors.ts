import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with sign-in, units, users, delegations, settings and institutions. */
export const organizationErrors = defineErrors({
  SIGN_IN_FAILED: {
    kind: 'unauthenticated',
    message: '用户名或密码不正确。',
    hint: '请核对后再试；忘记密码请联系本单位管理员重置。',
  },
  SIGN_IN_LOCKED: {
    kind: 'too_many',
    message: '输错次数过多，暂时不能登录。',
    hint: '请稍后再试，或联系本单位管理员解锁。',
  },
  ONE_TIME_CODE_WRONG: {
    kind: 'unauthenticated',
    message: '验证码不正确或已过期。',
    hint: '请输入手机验证器上最新的六位数字；多次失败后需重新登录。',
  },
  ACCOUNT_DISABLED: { kind: 'forbidden', message: '此账号已停用。', hint: '请联系本单位管理员。' },
  NO_POST: { kind: 'forbidden', message: '您目前没有在任何单位担任岗位。', hint: '请联系本单位管理员分配岗位。' },
  PASSWORD_MUST_CHANGE: {
    kind: 'forbidden',
    message: '请先修改初始密码。',
    hint: '在“登录安全”中设置新密码后即可继续。',
  },
  PASSWORD_WRONG: { kind: 'invalid', message: '当前密码不正确。' },
  PASSWORD_WEAK: {
    kind: 'invalid',
    message: '新密码不符合要求。',
    hint: '至少 10 位，同时含字母和数字，且不含用户名。',
  },
  ONE_TIME_CODE_ALREADY_ON: { kind: 'conflict', message: '两步验证已开启。' },
  USERNAME_TAKEN: { kind: 'conflict', message: '这个用户名已有人使用。', hint: '请换一个用户名。' },
  UNIT_NAME_TAKEN: { kind: 'conflict', message: '已有同名单位。', hint: '请核对是否重复建立。' },
  ROLE_DOES_NOT_FIT: { kind: 'invalid', message: '该岗位不适用于这个单位的层级或部门。' },
  UNIT_HAS_ADMINISTRATOR: {
    kind: 'forbidden',
    message: '该单位有自己的管理员，请由其办理。',
    hint: '如需更换管理员，可以重新指定单位管理员岗位。',
  },
  DATES_REVERSED: { kind: 'invalid', message: '结束日期应晚于开始日期。' },
  DELEGATION_NOT_HELD: { kind: 'invalid', message: '移交人在该单位没有可移交的岗位。' },
  DELEGATION_TO_SELF: { kind: 'invalid', message: '不能委托给本人。' },
  SETTING_UNKNOWN: { kind: 'invalid', message: '没有这个设置项。' },
  SETTING_VALUE_INVALID: { kind: 'invalid', message: '设置值不符合要求。' },
  SETTING_NEEDS_THREE: {
    kind: 'forbidden',
    message: '这一项影响其他部门的审核，不能由一个人设置。',
    hint: '请提交经办，由本单位另外两位同志复核、审批后生效。',
  },
  SETTING_DATE_TAKEN: { kind: 'conflict', message: '同一生效日期已有设置，且已生效。', hint: '请另选一个生效日期。' },
  INSTITUTION_NAME_TAKEN: { kind: 'conflict', message: '已有同名机构。' },
  LIST_OF_ANOTHER: {
    kind: 'conflict',
    message: '表头写的是另一家单位的名册，不能由本单位导入。',
    hint: '请核对文件；其他单位的名册由其本单位或所在市导入。',
  },
  LIST_NOT_NAMED: {
    kind: 'invalid',
    message: '看不出这是哪家学校或机构的名册。',
    hint: '请在表头写明单位全称，或在导入时选定单位。',
  },
});
