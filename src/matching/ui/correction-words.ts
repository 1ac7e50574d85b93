import { defineWords } from '../../platform/ui-kit/index.ts';

export const correctionWords = defineWords('number-correction', {
  zh: {
    title: '证件更正',
    proved: '两边的证件号码和姓名都相同，可以凭此发放补贴。',
    notProved: '已认定是同一人，但两边的证件号码或姓名还不相同。凭证件更正以后才能发放补贴。',
    correct: '凭证件更正号码',
    elsewhere: '上传的名单请改正后重新上传比对；对象库的号码由扶贫部门凭证件更正。',
    side: '哪一边有误',
    number: '证件上的号码',
    numberHint: '身份证或户口簿上的 18 位号码',
    name: '证件上的姓名',
    nameHint: '姓名没有错就不填',
    reason: '依据',
    reasonDefault: '核对身份证、户口簿原件',
    upload: '证件扫描件或照片',
    uploadNote: '身份证、户口簿本人页；图片或 PDF',
    done: '{{at}} {{by}}：{{side}}现为 {{now}}，姓名 {{name}}（原号码 {{was}}）。{{reason}}',
    paper: '证件',
  },
  en: {
    title: 'Correction of the number',
    proved: 'Number and name are equal on both sides: allowances may be paid.',
    notProved:
      'Found to be the same person, but number or name still differ. Allowances may be paid once the papers have put them right.',
    correct: 'Correct with papers',
    elsewhere:
      'Put an uploaded list right and upload it again; the register’s number is corrected by the poverty office.',
    side: 'Which side is wrong',
    number: 'Number on the papers',
    numberHint: '18 characters, from identity card or household book',
    name: 'Name on the papers',
    nameHint: 'Leave empty where the name is right',
    reason: 'Grounds',
    reasonDefault: 'Originals of identity card and household book seen',
    upload: 'Scan or photo of the papers',
    uploadNote: 'Identity card or page of the household book; image or PDF',
    done: '{{at}} {{by}}: {{side}} now {{now}}, name {{name}} (was {{was}}). {{reason}}',
    paper: 'Papers',
  },
});
