import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with what is written of people's work. */
export const employmentErrors = defineErrors({
  EVIDENCE_FILE_REQUIRED: {
    kind: 'invalid',
    message: '单位证明、参保记录、营业执照要附文件。',
    hint: '没有文件的按“本人自述”登记。',
  },
  PLACEMENT_IN_FUTURE: { kind: 'invalid', message: '就业日期不能晚于今天。' },
  WISH_IN_FUTURE: { kind: 'invalid', message: '表达愿望的日期不能晚于今天。' },
  AGENCY_NOT_REGISTERED: { kind: 'conflict', message: '该中介没有登记或登记已失效，不能报送就业。' },
});
