import { defineErrors } from '../../platform/errors.ts';

export const lawErrors = defineErrors({
  LAW_FILE_UNREADABLE: {
    kind: 'invalid',
    message: '这个文件不能作为文件原文。',
    hint: '请上传 PDF、Word（docx）、Excel（xlsx）、OFD 或图片；按内容识别，改扩展名无效。',
  },
  LAW_TEXT_NOT_PUBLIC: {
    kind: 'conflict',
    message: '这份文件的正式文本不能对外公开。',
    hint: '只有本地制发、注明“主动公开”的文件，才由制发地区的单位对外公开。',
  },
  LAW_FOLDER_INVALID: {
    kind: 'invalid',
    message: '上传的文件规则有误，没有登记。',
    hint: '请按所列文件和行号修改后重新上传；写法与规则库的文件夹相同。',
  },
  LAW_FOLDER_UNREADABLE: {
    kind: 'invalid',
    message: '打不开上传的规则文件。',
    hint: '请上传一个 .zip（内含 document.yaml、parameters.yaml 和规则文件）。',
  },
  LAW_VALUE_NOT_ALLOWED: {
    kind: 'invalid',
    message: '这个值不能设定。',
    hint: '请核对层级、类型、日期和文件规定的下限或上限。',
  },
  LAW_CONTINUATION_INVALID: {
    kind: 'invalid',
    message: '这份文件不能这样延续。',
    hint: '只有已载明期限的文件可以延续，新的截止日期须在原期限之后。',
  },
  LAW_DAY_PASSED: {
    kind: 'conflict',
    message: '生效日期已过。',
    hint: '改动从今天或以后的日期起生效；请撤回后另定日期重新提交。',
  },
  LAW_PROPOSAL_WRONG_STATE: {
    kind: 'conflict',
    message: '这件事已不在这一步。',
    hint: '请刷新后再看。',
  },
  LAW_SAME_PERSON: {
    kind: 'forbidden',
    message: '经办、复核、审批须由三个不同的人办理。',
    hint: '请由本单位的另一位同志办理这一步。',
  },
  LAW_REASON_NEEDED: { kind: 'invalid', message: '请写明原因。' },
});
