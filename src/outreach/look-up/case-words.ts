import type { ApplicationState } from '../../enrolment/index.ts';
import type { Bilingual } from '../schema.ts';

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** What each state means to a family, in everyday words, and what the family is to do next. */
export const CASE_WORDS: Record<ApplicationState, { plain: Bilingual; next: Bilingual }> = {
  draft: {
    plain: w('村里正在填写报名表，还没有报上去。', 'The village is filling in the form; it has not been sent yet.'),
    next: w(
      '请带户口簿、身份证、毕业证到村（居）委会，把材料补齐并确认自愿报名。',
      'Bring household book, identity card and certificate to the village and confirm that you apply of your own will.',
    ),
  },
  village_registered: {
    plain: w(
      '已经在村（居）委会报上名，等村里汇总。',
      'You are registered at the village, which will compile its list.',
    ),
    next: w('不用做什么，等村里汇总后报到乡镇。', 'Nothing to do; the village will send its list to the township.'),
  },
  village_agreed: {
    plain: w('村里已经同意，等着报到乡镇。', 'The village has agreed and will send the case on.'),
    next: w('不用做什么。', 'Nothing to do.'),
  },
  village_not_agreed: {
    plain: w('村里没有同意这次报名，原因见下面。', 'The village did not agree; the reason is below.'),
    next: w(
      '如果觉得不对，可以到村（居）委会或乡镇人社所询问。',
      'If you think this is wrong, ask the village or the township office.',
    ),
  },
  township_review: {
    plain: w('乡镇的扶贫办和人社所正在审核。', 'The two township offices are reviewing.'),
    next: w('不用做什么；请保持登记的手机能打通。', 'Nothing to do; keep your telephone reachable.'),
  },
  returned_to_village: {
    plain: w(
      '乡镇把材料退回来了，需要补正，要补什么见下面。',
      'The township sent the papers back; what to put right is below.',
    ),
    next: w(
      '请尽快到村（居）委会补上下面写的材料，补好后村里会重新报上去。',
      'Go to the village soon with what is listed below; the village will send it again.',
    ),
  },
  township_not_passed: {
    plain: w('乡镇审核没有通过，原因见下面。', 'The township did not pass the case; the reason is below.'),
    next: w(
      '如果觉得不对，可以到乡镇人社所询问；明年符合条件时可以再报名。',
      'If you think this is wrong, ask the township HR station; you may apply again next year.',
    ),
  },
  township_passed: {
    plain: w('乡镇两个部门都审核通过了，等县里汇总。', 'Both township offices passed it; the county compiles next.'),
    next: w('不用做什么。', 'Nothing to do.'),
  },
  county_compiling: {
    plain: w('县里正在汇总名单。', 'The county is compiling its list.'),
    next: w('不用做什么。', 'Nothing to do.'),
  },
  submitted_to_city: {
    plain: w('名单已经报到市里。', 'The list is with the city.'),
    next: w('不用做什么，等市里签收和录取。', 'Nothing to do; the city will sign for it and admit.'),
  },
  returned_to_township: {
    plain: w('县里把材料退回乡镇核对。', 'The county sent the case back to the township to check.'),
    next: w(
      '一般不用做什么；需要补材料时村里会通知您。',
      'Usually nothing; the village tells you if papers are needed.',
    ),
  },
  city_accepted: {
    plain: w('市里已经收下，正在安排录取。', 'The city has received it and is admitting.'),
    next: w('不用做什么。', 'Nothing to do.'),
  },
  reselect: {
    plain: w(
      '原来选的学校或专业不能录取，需要重新选一个。',
      'The chosen school or major cannot admit you; choose another.',
    ),
    next: w(
      '请在招生目录里另选一个，凭领取码在网上重选，或者到村（居）委会请经办人代选。',
      'Choose another from the catalogue, online with your slip code or at the village.',
    ),
  },
  returned_to_county: {
    plain: w('市里把名单退回县里更正。', 'The city sent the list back to the county to correct.'),
    next: w(
      '一般不用做什么；需要补材料时村里会通知您。',
      'Usually nothing; the village tells you if papers are needed.',
    ),
  },
  admitted: {
    plain: w('恭喜，已经录取。市里会通知学校。', 'Admitted. The city will tell the school.'),
    next: w('等学校发录取通知书。', 'Wait for the letter of admission.'),
  },
  school_notified: {
    plain: w('学校已经接到录取名单，正在办录取通知书。', 'The school has the list and is preparing the letter.'),
    next: w('等学校发录取通知书；两周没收到可以打学校电话问。', 'Wait for the letter; call the school if none comes.'),
  },
  letter_issued: {
    plain: w('录取通知书已经发出。', 'The letter of admission has been issued.'),
    next: w(
      '请按通知书上写的日期，带上通知书、身份证、户口簿到学校报到。',
      'Report at the school on the day in the letter, with letter, identity card and household book.',
    ),
  },
  reported: {
    plain: w('已经到学校报到。', 'Reported at the school.'),
    next: w(
      '等学校注册学籍。学费等应免的项目不用先交。',
      'The school will register you; do not pay in advance what is free.',
    ),
  },
  status_registered: {
    plain: w(
      '学籍已经注册，学校正在核定五免一享。',
      'You are on the roll; the school is settling the five free items and the grant.',
    ),
    next: w('不用另外申请；核定结果见下面。', 'No further application is needed; see below.'),
  },
  benefits_active: {
    plain: w('学籍和五免一享都已经办好。', 'Roll and benefits are settled.'),
    next: w(
      '安心读书。有该免没免的，可以向学校或县人社局反映。',
      'Study well. If something free was charged, tell the school or the county HR bureau.',
    ),
  },
  withdrawn: {
    plain: w('本人已经放弃这次申请。', 'The applicant has withdrawn.'),
    next: w('想再报名，请到村（居）委会重新报名。', 'To apply again, go to the village.'),
  },
  no_show: {
    plain: w('没有按时到学校报到，这次录取已经结束。', 'The student did not report; this admission has ended.'),
    next: w('想再报名，请到村（居）委会询问。', 'To apply again, ask the village.'),
  },
};
