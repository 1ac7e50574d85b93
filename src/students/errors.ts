import { defineErrors } from '../platform/errors.ts';

/** What can go wrong on the roll, in the words of the school that must act. */
export const studentErrors = defineErrors({
  STUDENT_WRONG_STATE: {
    kind: 'conflict',
    message: '学籍现在的状态不能这样办理，可能已由他人办理。',
    hint: '请刷新后查看最新状态。',
  },
  STUDENT_REASON_REQUIRED: { kind: 'invalid', message: '请写明原因。' },
  STUDENT_DATE_WRONG: { kind: 'invalid', message: '日期不正确：不能晚于今天，也不能早于上一次变动。' },
  STUDENT_ACTIVE_ELSEWHERE: {
    kind: 'conflict',
    message: '此人已有在籍的全日制学籍，不能重复注册。',
    hint: '请与所列学校核对；原学校办理转出或退学后再注册。',
  },
  STUDENT_NUMBER_TAKEN: { kind: 'conflict', message: '这个学号已被本校其他学生使用。', hint: '请核对学号。' },
  STUDENT_NUMBER_NEEDED: {
    kind: 'invalid',
    message: '证件号码未经证实，不能生成全国学籍号，请填写本校学号。',
    hint: '证件核实后可换发学籍号。',
  },
  PART_TIME_END_NEEDED: { kind: 'invalid', message: '企业职工非全日制学籍要填写预计毕业日期。' },
  PART_TIME_TOO_SHORT: {
    kind: 'invalid',
    message: '企业职工非全日制学籍的学习期限不够。',
    hint: '请核对入学日期和预计毕业日期；短期学习请登记为培训班学员。',
  },
  STUDENT_NOT_REPORTED: { kind: 'conflict', message: '只有已报到的新生可以注册学籍。', hint: '请先登记报到。' },
  STUDENT_ID_WRONG: { kind: 'invalid', message: '身份证号码不正确，请对照证件核对。', hint: '系统不会替您改号。' },
  SCHOOL_ONLY: { kind: 'forbidden', message: '只有学校可以办理。', hint: '请以学校岗位登录。' },
  CARD_NOT_DECIDED: {
    kind: 'conflict',
    message: '这名学生本学年的五免一享还没有核定。',
    hint: '请先核定。',
  },
  COUNTY_ONLY: { kind: 'forbidden', message: '只有县级部门可以批准。', hint: '请由县级扶贫或人社部门办理。' },
  ROLL_EMPTY: { kind: 'invalid', message: '文件里没有学生。', hint: '请核对是否为学籍信息表。' },
});
