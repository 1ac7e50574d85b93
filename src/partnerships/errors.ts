import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with agreements and what is done under them, in the words of whoever must act. */
export const partnershipErrors = defineErrors({
  AGREEMENT_KIND_UNKNOWN: { kind: 'invalid', message: '没有这种协议。' },
  AGREEMENT_PARTIES_WRONG: { kind: 'invalid', message: '协议各方不符合要求。' },
  AGREEMENT_TERM_WRONG: { kind: 'invalid', message: '起止时间不正确。' },
  AGREEMENT_COMMITMENTS_WRONG: { kind: 'invalid', message: '协议承诺不符合要求。' },
  AGREEMENT_WRONG_STATE: {
    kind: 'conflict',
    message: '协议现在的状态不能这样办理，可能已由他人办理。',
    hint: '请刷新后查看最新状态。',
  },
  AGREEMENT_NOT_A_PARTY: {
    kind: 'forbidden',
    message: '只有协议一方可以这样办理。',
    hint: '没有账号的一方，由所在地人社部门上传其签字扫描件代为登记。',
  },
  AGREEMENT_REASON_NEEDED: { kind: 'invalid', message: '请写明原因。' },
  AGREEMENT_NOT_READY: { kind: 'conflict', message: '协议还不能启动。', hint: '请先补齐所列各项。' },
  AGREEMENT_TAKEN: {
    kind: 'conflict',
    message: '对方已有一份同类协议正在执行，定点帮扶不能重复设定。',
    hint: '原协议写明原因终止后，才能改由另一方帮扶。',
  },
  ENTRY_KIND_UNKNOWN: { kind: 'invalid', message: '没有这种记录。' },
  ENTRY_REFUSED: { kind: 'invalid', message: '记录不符合要求，请按提示修改。' },
  ENTRY_WRONG_STATE: {
    kind: 'conflict',
    message: '记录现在的状态不能这样办理，可能已由他人办理。',
    hint: '请刷新后查看最新状态。',
  },
  ENTRY_NOT_READY: { kind: 'conflict', message: '记录还不能这样办理。', hint: '请先补齐所列各项。' },
  ENTRY_NOT_YOURS: { kind: 'forbidden', message: '这一步应由另一方办理。' },
  MEASURE_UNKNOWN: { kind: 'invalid', message: '没有这个指标。' },
  MEASURE_TOO_WIDE: { kind: 'too_large', message: '所选范围的记录过多，请缩小到下级区划。' },
  SERVICE_NONE: {
    kind: 'conflict',
    message: '没有经对方确认的服务时间，不能开具证明。',
    hint: '请对方先确认支教、驻站记录。',
  },
  RANKING_UNKNOWN: { kind: 'invalid', message: '这个地方、这个时间没有这项优先规定。' },
  SUMMARY_PROVINCE_ONLY: { kind: 'forbidden', message: '年度总结由省级人社部门填报。' },
  SUMMARY_MINISTRY_ONLY: { kind: 'forbidden', message: '年度总结由部级接收。' },
  SUMMARY_NOT_DUE: { kind: 'invalid', message: '这一年没有报送年度总结的规定。' },
  SUMMARY_SENT: { kind: 'conflict', message: '总结已经报送，不能再改。' },
  SUMMARY_NOT_SENT: { kind: 'conflict', message: '总结还没有报送。' },
  SUMMARY_INCOMPLETE: {
    kind: 'conflict',
    message: '总结的四个部分还没有写完。',
    hint: '请填写工作进展、典型做法、存在问题和下步打算。',
  },
  STAFF_SCHOOL_NEEDED: { kind: 'invalid', message: '请选择学校。' },
});
