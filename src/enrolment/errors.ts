import { defineErrors } from '../platform/errors.ts';

/** What can go wrong on the route of an application, in the words of the person who must act. */
export const enrolmentErrors = defineErrors({
  APPLICATION_WRONG_STATE: {
    kind: 'conflict',
    message: '这份申请现在不能这样办理，可能已由他人办理。',
    hint: '请刷新后查看最新状态。',
  },
  APPLICATION_EXISTS: {
    kind: 'conflict',
    message: '此人本年度已有一份在办申请。',
    hint: '请打开原申请继续办理；如要重新申请，须先由本人放弃原申请。',
  },
  REASON_REQUIRED: {
    kind: 'invalid',
    message: '退回、不同意、不通过必须写明理由，并告知申请人。',
    hint: '请选择理由并作说明。',
  },
  DEFECTS_REQUIRED: { kind: 'invalid', message: '请逐项写明需要补正的内容。' },
  EVIDENCE_REQUIRED: { kind: 'invalid', message: '请上传签字盖章的材料照片。' },
});
