import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with matters under supervision and circulars. */
export const matterErrors = defineErrors({
  MATTER_WRONG_STATE: { kind: 'conflict', message: '这个事项现在的状态不能这样办理。', hint: '请刷新后再看。' },
  MATTER_NO_LEAD: { kind: 'invalid', message: '还没有明确责任单位和责任人，不能开始办理。' },
  MATTER_NEEDS: { kind: 'invalid', message: '办结所需的内容还不齐。' },
  MATTER_LOWER_OPEN: { kind: 'conflict', message: '下级还有没有办结的，不能办结。' },
  ROUND_BLOCKED: { kind: 'conflict', message: '还有没有解决的关键问题，不能进入下一阶段。' },
  ROUND_OPEN_MATTERS: { kind: 'conflict', message: '还有没有办结的事项，不能结束。' },
  ROUND_CLOSED: { kind: 'conflict', message: '这一轮已经结束。' },
  ROUND_NOTHING: { kind: 'invalid', message: '没有可以列入的对象。' },
  CIRCULAR_ISSUED: { kind: 'conflict', message: '通报已经印发，不能再改。' },
  CIRCULAR_NOBODY: { kind: 'invalid', message: '没有审定的对象，不能印发。' },
  CIRCULAR_NUMBER_TAKEN: { kind: 'conflict', message: '本单位已经用过这个文号。' },
});
