import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with a rectification list. */
export const rectificationErrors = defineErrors({
  RECTIFICATION_WRONG_STATE: { kind: 'conflict', message: '这一项现在的状态不能这样办理。', hint: '请刷新后再看。' },
  RECTIFICATION_SAME_UNIT: {
    kind: 'conflict',
    message: '本单位不能核验本单位的整改。',
    hint: '由上级或者另外的单位核验。',
  },
  RECTIFICATION_UNANSWERED: { kind: 'invalid', message: '还有没有逐项查摆的问题，不能报送。' },
  RECTIFICATION_NO_CAUSE: { kind: 'invalid', message: '存在的问题还没有分析原因，不能报送。' },
  RECTIFICATION_NO_MEASURE: { kind: 'invalid', message: '存在的问题还没有整改措施、责任人和时限，不能报送。' },
  RECTIFICATION_LOWER_OPEN: { kind: 'conflict', message: '下级还有没有销号的，不能申请销号。' },
  RECTIFICATION_EVIDENCE: { kind: 'invalid', message: '没有佐证材料，不能申请销号。', hint: '请先上传佐证材料。' },
  RECTIFICATION_RULE_OPEN: {
    kind: 'conflict',
    message: '按所附规则重新核验，当地仍有没有解决的人员，不能销号。',
    hint: '请在“政策找人”中逐人核实，全部解决后再核验。',
  },
  RECTIFICATION_NO_ITEMS: { kind: 'invalid', message: '清单上还没有问题，不能下达。' },
  RECTIFICATION_ISSUED: { kind: 'conflict', message: '清单已经下达，不能再改。' },
  RECTIFICATION_OWN_UNIT: { kind: 'invalid', message: '不能下达给本单位。' },
  RECTIFICATION_REASON: { kind: 'invalid', message: '请填写核验意见。' },
  RECTIFICATION_PARTS_MISSING: { kind: 'invalid', message: '书面报告的附件不全，不能报送。' },
  RECTIFICATION_REPORT_SENT: { kind: 'conflict', message: '书面报告已经报送，不能再报。' },
  RECTIFICATION_REPORT_SCAN: {
    kind: 'invalid',
    message: '这不是扫描件，不能作为盖章的书面报告。',
    hint: '请上传 PDF 或图片。',
  },
});
