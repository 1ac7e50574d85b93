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
  APPLICATION_ELSEWHERE: {
    kind: 'conflict',
    message: '同一身份本年度已在其他村（居）报名，不能重复申请。',
    hint: '请与所列村（居）核对；确属同一人的，只保留一份申请。',
  },
  POLICY_EXPIRED: {
    kind: 'conflict',
    message: '现行政策已过有效期，没有接续政策，不能新办申请。',
    hint: '请等上级发布接续政策后再办理。',
  },
  APPLICATION_INCOMPLETE: { kind: 'invalid', message: '申请还缺少必填内容，请补齐后再办理。' },
  CONSENT_REQUIRED: { kind: 'invalid', message: '报名须由本人自愿，请确认本人同意。' },
  CHOICE_NOT_OFFERED: { kind: 'invalid', message: '所选院校专业不能报名。', hint: '请从当年公布的目录中选择。' },
  ID_NUMBER_WRONG: {
    kind: 'invalid',
    message: '身份证号码不正确，请对照证件核对。',
    hint: '系统不会替您改号；末位校验不符的号码不能手工录入。',
  },
  TOWNSHIP_OWN_NAME: {
    kind: 'forbidden',
    message: '报名由村（居）办理，乡镇不能以本单位名义报名。',
    hint: '如为没有账号的村代录，请上传该村盖章的名单。',
  },
  ENTERED_BY_VILLAGE: { kind: 'forbidden', message: '这份申请由村（居）自行办理，乡镇不能代办。' },
  BATCH_EMPTY: { kind: 'conflict', message: '没有已同意、待报送的申请。', hint: '请先逐人办理同意或不同意。' },
  BATCH_PREVIEW_STALE: { kind: 'conflict', message: '预览之后名单有变化，请重新预览。' },
  REVIEW_ALREADY_DECIDED: {
    kind: 'conflict',
    message: '本部门已对这份申请作出审核意见。',
    hint: '请刷新队列，办理下一份。',
  },
  REVIEW_WAITS: {
    kind: 'conflict',
    message: '按本地规定，须由另一部门先审核。',
    hint: '对方办理后，此件会出现在您的队列。',
  },
  REVIEW_SAME_PERSON: {
    kind: 'forbidden',
    message: '同一人不能代表两个部门审核同一份申请。',
    hint: '请由本部门其他人员办理。',
  },
  REVIEW_NOT_ELIGIBLE: {
    kind: 'conflict',
    message: '核验结果不符合条件，不能审核通过。',
    hint: '请退回补正或作出不通过意见；名单有误的先更正名单。',
  },
  PAPER_KIND_WRONG: { kind: 'invalid', message: '这类申请不需要这种材料。' },
  PAPER_UNREADABLE: {
    kind: 'invalid',
    message: '只能上传照片或 PDF 文件，这个文件无法识别。',
    hint: '请重新拍照或扫描后上传。',
  },
});
