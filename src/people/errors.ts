import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with lists, people and wishes, in the words of the clerk who must act. */
export const peopleErrors = defineErrors({
  LIST_NOT_CHECKED: {
    kind: 'conflict',
    message: '名单还没有检查完，不能发布。',
    hint: '请等检查结束、看过问题后再发布。',
  },
  LIST_ALREADY_PUBLISHED: {
    kind: 'conflict',
    message: '名单已经发布，不能取消。',
    hint: '如有错误，请报送更正后的名单。',
  },
  LIST_COLUMNS_FIXED: {
    kind: 'conflict',
    message: '名单正在检查，或已发布、已取消，不能更改列的对应。',
    hint: '请刷新后查看名单状态。',
  },
  LIST_CANCELLED: { kind: 'conflict', message: '名单已取消，没有保存任何内容。', hint: '如需使用，请重新上传。' },
  LIST_OLDER_THAN_PUBLISHED: {
    kind: 'conflict',
    message: '本地区已发布日期更晚的名单，不能再发布较早的名单。',
    hint: '请核对名单日期。',
  },
  LIST_STAGING_LOST: { kind: 'conflict', message: '检查结果已失效，正在重新检查。', hint: '请稍后重试。' },
  LIST_EMPTY: { kind: 'invalid', message: '名单里没有可以登记的人员。', hint: '请检查是否选错了文件或工作表。' },
  PROBLEM_VALUE_WRONG: { kind: 'invalid', message: '更正的内容不符合要求，请核对。' },
  PROBLEM_RESOLVED: { kind: 'conflict', message: '这个问题已由他人处理。', hint: '请刷新后查看处理结果。' },
  EVENT_IN_FUTURE: { kind: 'invalid', message: '发生日期不能晚于今天。' },
  PERSON_DECEASED: { kind: 'conflict', message: '此人已登记死亡，不能再登记其他变动。' },
  PERSON_NOT_LISTED: { kind: 'conflict', message: '此人没有帮扶名单上的现行记录，不能登记家庭变动。' },
  WISH_REASON_MISSING: { kind: 'invalid', message: '就读和培训都不愿意时，请填写原因。' },
  WISH_DATE_WRONG: { kind: 'invalid', message: '调查日期应在登记年度内，且不能晚于今天。' },
  WISHES_NONE_TO_HAND_OVER: { kind: 'conflict', message: '没有需要移交的意愿。', hint: '新登记的意愿会出现在这里。' },
  HANDOVER_RECEIVER_MISSING: {
    kind: 'conflict',
    message: '本级没有登记人社部门，无法移交。',
    hint: '请联系管理员登记单位。',
  },
  HARDSHIP_SETTLED: { kind: 'conflict', message: '这份报告已经作出另外的处理。', hint: '请刷新后再看。' },
  NEED_WITHOUT_WISH: {
    kind: 'conflict',
    message: '此人今年没有登记培训意愿，不能登记培训需求。',
    hint: '请先在档案里登记意愿。',
  },
  TASK_CLOSED: { kind: 'conflict', message: '这件待办已经办结。', hint: '请刷新后查看办理结果。' },
  SEARCH_NEEDS_AREA: { kind: 'invalid', message: '按证件后四位查找时，请先选定乡镇或村。' },
});
