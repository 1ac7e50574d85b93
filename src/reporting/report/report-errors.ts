import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong on the way of a periodic report. */
export const reportErrors = defineErrors({
  REPORT_WRONG_STATE: {
    kind: 'conflict',
    message: '报表现在的状态不能这样办理，可能已由他人办理。',
    hint: '请刷新后查看最新状态。',
  },
  REPORT_SAME_PERSON: {
    kind: 'conflict',
    message: '填报、复核和审签不能由同一人办理。',
    hint: '请由本单位另一名有此岗位的人员办理。',
  },
  REPORT_REASON_REQUIRED: { kind: 'invalid', message: '请写明原因。' },
  REPORT_CONTACT_REQUIRED: { kind: 'invalid', message: '请填写填表人和联系电话。' },
  REPORT_FIGURES_REFUSED: {
    kind: 'invalid',
    message: '表内数字不成立，不能提交。',
    hint: '请按所列各校核对数据或核增核减。',
  },
  REPORT_ZERO_NOT_STATED: {
    kind: 'invalid',
    message: '六项都是 0，请勾选“零报告”后再提交。',
    hint: '没有发生也要报，零报告须明确填报。',
  },
  REPORT_NOT_ZERO: { kind: 'invalid', message: '表内有不为 0 的数字，不能作为零报告。' },
  REPORT_SCHOOL_UNKNOWN: { kind: 'invalid', message: '这所学校不在本市，不能核增核减。' },
  REPORT_ADJUSTED_ALREADY: { kind: 'conflict', message: '这一格已有核增核减，请先撤销原来的。' },
  REPORT_SCAN_UNREADABLE: {
    kind: 'invalid',
    message: '这个文件不是 PDF 或图片，不能作为盖章扫描件。',
    hint: '请上传盖章后扫描的 PDF、JPG 或 PNG。',
  },
  REPORT_SCAN_IS_PRINT: {
    kind: 'invalid',
    message: '这是系统打印的原件，还没有盖章。',
    hint: '请打印、盖章后扫描，再上传扫描件。',
  },
  REPORT_SCAN_MISSING: { kind: 'conflict', message: '还没有上传盖章扫描件，不能报送。' },
  REPORT_CORRECTION_OPEN: { kind: 'conflict', message: '已有一份更正件正在办理。', hint: '请先办完或撤回那一份。' },
  REPORT_NOT_LOCKED: { kind: 'conflict', message: '报表还没有提交，没有可查看的固定数据。' },
  REPORT_REMINDED_TODAY: { kind: 'conflict', message: '今天已经催报过。' },
  REPORT_NOT_MISSING: { kind: 'conflict', message: '已经报送，不需要催报。' },
});
