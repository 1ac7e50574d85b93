import type { Bilingual } from '../../../schema.ts';
import { say, w } from '../language.ts';
import { h } from '../view.ts';

const WORDS = {
  title: w('上技校、学技能，国家帮你', "Study a trade with the state's help"),
  lead: w(
    '这里可以查政策、查学校、查自己的申请，不用登录。不会用也没关系，到村（居）委会，经办人帮您办。',
    'Read policies, find schools and follow your own application without an account. Or go to your village: the clerk does it for you.',
  ),
  steps: w('怎样报名上技工学校', 'How to apply to a technical school'),
  circulars: w('表扬和批评通报', 'Circulars'),
  registers: w('公开的登记册（名册、教材、典型事例）', 'Public registers (lists, textbooks, stories)'),
  roots: w('每日摘要（办理记录防改动的凭据）', 'Daily digests (proof that records were not altered)'),
};
const ENTRIES: readonly { path: string; title: Bilingual; about: Bilingual }[] = [
  {
    path: '/public/rights',
    title: w('我能享受什么', 'What am I entitled to'),
    about: w('回答五个问题，看看能免哪些费、补多少钱', 'Five questions: what is free, what is paid'),
  },
  {
    path: '/public/catalogue',
    title: w('招生目录', 'Schools and majors'),
    about: w('有哪些学校、哪些专业，电话和地址', 'Which schools and majors, with telephone and address'),
  },
  {
    path: '/public/policies',
    title: w('政策', 'Policies'),
    about: w('谁可以、有什么、给多少、怎么办', 'Who, what, how much, how to apply'),
  },
  {
    path: '/public/case',
    title: w('查我的申请', 'My application'),
    about: w('到哪一步了，在谁手里，下一步做什么', 'How far it is, who has it, what comes next'),
  },
  {
    path: '/public/act',
    title: w('网上办理', 'Act online'),
    about: w(
      '凭村里发的领取码：填意愿、选学校、选培训、放弃申请',
      'With the slip from your village: wishes, school, training, withdrawal',
    ),
  },
  {
    path: '/public/letters',
    title: w('查验录取通知书', 'Check a letter'),
    about: w('通知书是真是假，扫码或输入查验码', 'Is a letter genuine: scan it or type its code'),
  },
  {
    path: '/public/certificates',
    title: w('查询证书', 'Check a certificate'),
    about: w('技能证书是谁发的、还有没有效', 'Who issued a certificate, and whether it holds'),
  },
];
const STEPS: readonly Bilingual[] = [
  w('告诉村（居）委会愿意学，从目录里选学校和专业', 'Tell your village and choose from the catalogue'),
  w('带身份证、户口簿、毕业证报名，拿回执', 'Register with your papers and take the receipt'),
  w('村、乡镇、县、市依次审核，不用自己跑', 'Village, township, county and city review it'),
  w('收到录取通知书，按日期去学校报到', 'Report at the school on the day in the letter'),
];

/** 首页: what can be done here, one line each. */
export function homePage(): HTMLElement {
  return h(
    'div',
    null,
    h('h1', null, say(WORDS.title)),
    h('p', { class: 'lead' }, say(WORDS.lead)),
    h(
      'ul',
      { class: 'entries' },
      ENTRIES.map(({ path, title, about }) =>
        h(
          'li',
          null,
          h(
            'a',
            { href: path },
            h('span', { class: 'entry-title' }, say(title)),
            h('span', { class: 'entry-about' }, say(about)),
          ),
        ),
      ),
    ),
    h('h2', null, say(WORDS.steps)),
    h(
      'ol',
      { class: 'steps' },
      STEPS.map((step) => h('li', null, say(step))),
    ),
    h('p', { class: 'small' }, h('a', { href: '/public/registers', class: 'target' }, say(WORDS.registers))),
    h('p', { class: 'small' }, h('a', { href: '/public/circulars', class: 'target' }, say(WORDS.circulars))),
    h('p', { class: 'small' }, h('a', { href: '/public/audit-roots', class: 'target' }, say(WORDS.roots))),
  );
}
