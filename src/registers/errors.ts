import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with declared registers and their records. */
export const registerErrors = defineErrors({
  REGISTER_NOT_FOUND: { kind: 'not_found', message: '没有这个登记册，或者它不对您的单位开放。' },
  REGISTER_NOT_YOURS: {
    kind: 'forbidden',
    message: '这个登记册不由您的单位填报。',
    hint: '登记册说明里写明由谁填报、由谁审核。',
  },
  REGISTERS_INVALID: { kind: 'invalid', message: '登记册定义有误，没有载入。', hint: '按文件名和行号改正后重新载入。' },
  REGISTER_VERSION_CHANGED: {
    kind: 'conflict',
    message: '同一版本号的登记册定义内容不同。',
    hint: '修改定义时把 version 加一；已载入的版本不能改动。',
  },
  REGISTER_FIGURE: { kind: 'not_found', message: '这个登记册没有这项可以逐条列出的汇总数。' },
  RECORD_NO_WAITING: { kind: 'conflict', message: '没有登记册的记录在这里排队等候名额。' },
  RECORD_KEPT_BY_OTHER: {
    kind: 'forbidden',
    message: '这条记录由其他单位填报，您只能退回并写明意见。',
    hint: '需要修改时请退回填报单位。',
  },
  RECORD_WRONG_STATE: { kind: 'conflict', message: '记录当前的状态不能办理这一步。', hint: '请刷新后查看最新状态。' },
  RECORD_NEEDS_REASON: { kind: 'invalid', message: '请写明理由。' },
  RECORD_OWN_REVIEW: { kind: 'forbidden', message: '不能审核本单位填报的记录。' },
  RECORD_INVALID: { kind: 'invalid', message: '填报内容不符合登记册的要求。', hint: '按字段旁的提示修改。' },
  RECORD_REPEATED: {
    kind: 'conflict',
    message: '已有相同的记录。',
    hint: '请在列表中找到那一条后修改，不要重复登记。',
  },
  RECORD_CHANGED_SINCE: { kind: 'conflict', message: '这条记录打开后已被改动。', hint: '请重新打开后再改。' },
  RECORD_WRONG_STAGE: { kind: 'conflict', message: '不能从当前阶段转到这个阶段。' },
  RECORD_OUTSIDE_AREA: { kind: 'invalid', message: '所填地点不在您的管辖范围内。' },
  RECORD_SHEET_COLUMNS: {
    kind: 'invalid',
    message: '表里没有登记册的必填列。',
    hint: '请下载登记册的填报模板后填写。',
  },
});
