import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with money, in the words of the person who must act. */
export const fundErrors = defineErrors({
  BUDGET_EXCEEDED: {
    kind: 'conflict',
    message: '超出预算可用余额，不能办理。',
    hint: '请先追加预算，或减少本次金额。',
  },
  BUDGET_SOURCE_CLOSED: { kind: 'invalid', message: '这个资金来源在所填年度不能使用。' },
  BUDGET_OTHER_PLACE: { kind: 'invalid', message: '只能向下级地区分配预算。' },
  FUND_NOT_ALLOWED: {
    kind: 'invalid',
    message: '这项补助不能从这个资金来源列支。',
    hint: '请改用政策规定的资金来源或其接续资金。',
  },
  CLAIM_EMPTY: {
    kind: 'conflict',
    message: '没有可以列入的应发项目。',
    hint: '请先核定应发项目，或检查预算和暂缓原因。',
  },
  CLAIM_DUPLICATE: {
    kind: 'conflict',
    message: '同一人、同一期间、同一项目已从其他资金列支，不能重复申领。',
    hint: '请在应发项目中查看原发放表。',
  },
  CLAIM_WRONG_STATE: { kind: 'conflict', message: '这份发放表现在不能这样办理，可能已由他人办理。' },
  CLAIM_SAME_PERSON: {
    kind: 'forbidden',
    message: '经办、复核、审批须由不同的人办理，您已办理过前面的环节。',
    hint: '请由其他人办理这一步。',
  },
  CLAIM_REASON_NEEDED: { kind: 'invalid', message: '请写明原因。' },
  CLAIM_NOTICE_OPEN: {
    kind: 'conflict',
    message: '公示还没有结束，或还有未答复的异议。',
    hint: '公示期满并答复全部异议后再审批。',
  },
  BATCH_NOTHING: { kind: 'conflict', message: '这份发放表没有需要发放的明细。' },
  BATCH_WRONG_STATE: { kind: 'conflict', message: '这个批次现在不能这样办理。' },
  RETURN_REFUSED: {
    kind: 'invalid',
    message: '回盘文件与发出的批次不符，整个文件没有读入。',
    hint: '请向银行核对后重新取回文件。',
  },
  RETURN_UNREADABLE: {
    kind: 'invalid',
    message: '不能识别这个回盘文件。',
    hint: '支持分隔符、定长和 pain.002 三种格式。',
  },
  RECOVERY_TOO_MUCH: { kind: 'invalid', message: '追回金额超过已发放金额。' },
  RECOVERY_WRONG_STATE: { kind: 'conflict', message: '这笔追回现在不能这样办理。' },
  RECOVERY_SAME_PERSON: { kind: 'forbidden', message: '登记追回和确认到账须由不同的人办理。' },
  ACCOUNT_NUMBER_WRONG: { kind: 'invalid', message: '账号不正确，请对照存折或银行卡核对。' },
  NO_RULE: {
    kind: 'invalid',
    message: '当地没有制定这项补助的办法（NO_RULE），不能核定。',
    hint: '请先在“地方标准”中录入当地办法。',
  },
  FEE_ON_FREE_ITEM: {
    kind: 'invalid',
    message: '这一项对此人免费，不能收费。',
    hint: '已经收取的，请登记为“先收后免”并尽快退还。',
  },
  GRANT_EXCEEDED: { kind: 'conflict', message: '支出超过拨付的经费。' },
  GRANT_USE_WRONG: { kind: 'invalid', message: '这项经费不能用于所填用途。' },
  DONOR_OVERDRAWN: { kind: 'conflict', message: '超过捐赠方承诺或到账的金额。' },
});
