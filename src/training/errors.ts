import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with classes and their rosters. */
export const trainingErrors = defineErrors({
  ROSTER_EMPTY: { kind: 'invalid', message: '文件里没有学员。', hint: '请核对是否为培训班学员花名册。' },
  INSTITUTION_ONLY: { kind: 'forbidden', message: '只有培训机构或学校自己的账号能办理。' },
  ENTERPRISE_ONLY: { kind: 'forbidden', message: '只有企业自己的账号能办理。' },
  CLASS_WRONG_STATE: { kind: 'conflict', message: '班级当前的状态不能这样办。', hint: '请刷新后再看。' },
  CLASS_REASON_REQUIRED: { kind: 'invalid', message: '请写明原因。' },
  CLASS_NOT_READY: { kind: 'conflict', message: '班级还不能这样办。' },
  CLASS_FULL: { kind: 'conflict', message: '班级名额已满。' },
  RESULTS_MISSING: { kind: 'conflict', message: '还有学员没有考核结果。' },
  NOT_ON_ROSTER: { kind: 'invalid', message: '该人不在本班花名册上。' },
  NOT_NAMED_BY_ENTERPRISE: {
    kind: 'conflict',
    message: '该订单只培训企业职工或企业指定的人员。',
    hint: '请企业先在订单中列明。',
  },
  CONTRACT_REQUIRED: { kind: 'conflict', message: '没有与企业的劳动合同，不能列为学徒。' },
  SESSION_OUTSIDE: { kind: 'invalid', message: '课次日期不在开班起止日期之内。' },
  SESSION_CLOSED: { kind: 'conflict', message: '该课次已由教师确认，不能再改。' },
  LESSON_AHEAD: { kind: 'conflict', message: '还没到上课日期，不能登记考勤或确认。' },
  RESULT_AHEAD: { kind: 'invalid', message: '考核或发证日期还没到。' },
  CHECK_IN_CODE: { kind: 'invalid', message: '签到码不对或已过时。' },
  COMPARISON_UNREADABLE: { kind: 'invalid', message: '比对名单里没有可用的身份证号。' },
  ORDER_ANSWERED: {
    kind: 'conflict',
    message: '已有培训机构按该订单列课程或开班，不能撤回。',
    hint: '请先与培训机构联系，课程停止选择、未开班后再撤回。',
  },
  PURCHASE_USED: { kind: 'conflict', message: '已有班级使用该买单，不能取消。' },
  CHOICE_CLOSED: { kind: 'conflict', message: '该课程不再接受选择。' },
  OVER_CAPACITY: { kind: 'conflict', message: '超过申报的承训能力。' },
  CALL_CLOSED: { kind: 'conflict', message: '该项目当前不接受申报。' },
  TASK_TAKEN: { kind: 'conflict', message: '该任务已有单位承担。' },
  GROUP_CHARGED: { kind: 'conflict', message: '该学员本班已按另一类对象列支。' },
  RATIO_NOT_SET: { kind: 'conflict', message: '本地没有设置当年的课时折算系数，不能折算。' },
});
