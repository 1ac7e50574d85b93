import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with indicators, their goals and returned figures. */
export const indicatorErrors = defineErrors({
  INDICATOR_UNKNOWN: { kind: 'not_found', message: '没有这个指标。' },
  INDICATOR_NO_GOAL: {
    kind: 'conflict',
    message: '这个地区这项指标没有目标，不能分解。',
    hint: '请等上级下达目标后再分解。',
  },
  INDICATOR_NOT_SPLIT: { kind: 'invalid', message: '比率类指标各地目标相同，不用分解。' },
  INDICATOR_NOT_BELOW: { kind: 'invalid', message: '只能分解给直接下一级的地区，每个地区一次。' },
  INDICATOR_SPLIT_SHORT: {
    kind: 'conflict',
    message: '各地目标之和小于总目标，不能下达。',
    hint: '请补足差额后再下达。',
  },
  INDICATOR_SPLIT_STATE: { kind: 'conflict', message: '这次分解已下达或已被替换。', hint: '请刷新后查看最新一版。' },
  INDICATOR_NOT_RETURNED: { kind: 'invalid', message: '这项指标只由记录计算，不能补报数字。' },
  INDICATOR_HAS_RECORDS: {
    kind: 'conflict',
    message: '本地区这一年已有记录，不能再补报数字，否则会重复计算。',
    hint: '请核对记录；缺少的人员请补录。',
  },
  INDICATOR_RETURNED_ALREADY: { kind: 'conflict', message: '这一天的数字已补报，请先撤销原来的。' },
  INDICATOR_PART_TOO_LARGE: { kind: 'invalid', message: '部分数大于总数，不能保存。' },
  INDICATOR_FUTURE: { kind: 'invalid', message: '日期晚于今天，还不能锁定或补报。' },
  INDICATOR_MOVING: { kind: 'conflict', message: '记录正在变动，没有锁定。', hint: '请稍后再试。' },
  INDICATOR_SUMMARY_LINE: { kind: 'forbidden', message: '这份总结不由本部门确认。' },
  INDICATOR_LOCKED_ALREADY: { kind: 'conflict', message: '这一天的数字已经锁定。' },
});
