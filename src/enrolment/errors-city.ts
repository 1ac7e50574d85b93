import { defineErrors } from '../platform/errors.ts';

/** What can go wrong at county, city and school. */
export const cityErrors = defineErrors({
  COUNTY_BATCH_EMPTY: { kind: 'conflict', message: '没有乡镇审核通过、待汇总的申请。' },
  COUNTY_BATCH_NOT_OPEN: {
    kind: 'conflict',
    message: '这个批次已经上报，不能再改动。',
    hint: '需要更正的，请市级先退回。',
  },
  COUNTY_BATCH_CHANGED: {
    kind: 'conflict',
    message: '名单在您查看之后有变化，请重新核对。',
    hint: '刷新后核对新的名单和校验码，再确认。',
  },
  COUNTY_BATCH_NOT_CONFIRMED: {
    kind: 'conflict',
    message: '扶贫部门和人社部门都确认同一份名单后，才能上报。',
    hint: '请等另一部门会签。',
  },
  COUNTY_BATCH_DUPLICATES: {
    kind: 'conflict',
    message: '名单中有疑似同一人的重复申请，不能会签上报。',
    hint: '请核对标出的人员，把多余的一份退回乡镇。',
  },
  RECEIPT_DIFFERS: {
    kind: 'conflict',
    message: '市级核对的人数或校验码与县级上报的不一致，不能签收。',
    hint: '请与县级核对后重新上报。',
  },
  BATCH_NOT_SENT: { kind: 'conflict', message: '这个批次不在待签收状态。' },
  NOTHING_TO_NOTIFY: { kind: 'conflict', message: '没有待通知学校的录取人员。' },
  NOTICE_ALREADY_READ: { kind: 'conflict', message: '学校已经签阅这份通知。' },
  NOTICE_REMINDED_TODAY: { kind: 'conflict', message: '今天已经提醒过学校。' },
  RECEIVING_NOT_AWAITED: { kind: 'conflict', message: '这名录取人员不需要本市确认，或已经确认。' },
  LETTER_NOT_VALID: { kind: 'conflict', message: '这份通知书已撤回或已换发。' },
  LETTER_NOT_FOUND: { kind: 'conflict', message: '没有可打印的有效通知书。' },
  REPORT_DATE_WRONG: { kind: 'invalid', message: '报到日期不能早于发放日期，也不能晚于今天。' },
  ANNEX2_UNREADABLE: {
    kind: 'invalid',
    message: '这份文件不能作为附件2导入。',
    hint: '请使用附件2的格式（.xlsx、.xls、.csv），表头须含姓名、身份证号、拟就读技工院校。',
  },
  IMPORTED_ONLY: { kind: 'invalid', message: '只有由市级名单导入的申请在这里办理。' },
  IMPORTED_OTHER_SCHOOL: {
    kind: 'invalid',
    message: '所选专业不属于名单上登记的院校。',
    hint: '请只选登记在同一所院校的人，再选该校的专业。',
  },
});
