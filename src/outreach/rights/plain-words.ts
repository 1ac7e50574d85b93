import type { Bilingual } from '../schema.ts';

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Everyday words beside the terms of the documents, by the last part of a rule's name. They say what a term means, never how much. */
const GLOSSES: Readonly<Record<string, Bilingual>> = {
  enrolment: w(
    '可以在村（居）委会报名，去技工学校读书。',
    'You may apply at the village to study at a technical school.',
  ),
  'enrolment-choice': w(
    '只能从当年公布的招生目录里选学校和专业。',
    'School and major are chosen from the catalogue published for the year.',
  ),
  'goal-study': w('愿意读技校的，都应当不花钱读上。', 'Whoever wishes to attend a technical school is to study free.'),
  training: w('可以参加免费的职业培训，学一门手艺。', 'You may take part in free vocational training.'),
  tuition: w('上学不用交学费。', 'No tuition is charged.'),
  accommodation: w('住校不用交住宿费。', 'No fee for living at the school.'),
  textbooks: w('课本不用花钱。', 'Textbooks cost nothing.'),
  'work-study-post': w(
    '学校给安排勤工俭学的岗位，边学边挣生活费，不收介绍费。',
    'The school offers a work-study post without a fee.',
  ),
  'job-recommendation': w(
    '毕业时学校帮着推荐工作，不收费。',
    'The school recommends jobs at graduation without a fee.',
  ),
  'national-grant': w(
    '国家给在校生的生活补助，按标准发到学生本人。',
    'A state grant towards living costs, paid to the student.',
  ),
  yulu: w(
    '雨露计划：家里有孩子读技校的，补给家庭的钱。',
    'The Yulu plan: paid to the household of a child at a technical school.',
  ),
  'appraisal-fee': w(
    '毕业时考本专业的技能等级，不收鉴定费。',
    'No fee for the skill appraisal of the own major at graduation.',
  ),
  'certificate-fee': w('领技能证书不收工本费。', 'No fee for the certificate.'),
  'training-subsidy': w(
    '培训合格后，补贴直接付给培训单位，个人不用先垫钱。',
    'After training the subsidy goes to the provider; you advance nothing.',
  ),
};

export const suffixOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

/** The everyday words for a rule; its own title where nobody has written any. */
export function plainOf(key: string, title: Bilingual): Bilingual {
  return GLOSSES[suffixOf(key)] ?? title;
}

/** Whether somebody has told this rule in everyday words: those that concern a family are. */
export const isToldPlainly = (key: string): boolean => suffixOf(key) in GLOSSES;

const PERIODS: Readonly<Record<string, Bilingual>> = {
  once: w('一次', 'once'),
  term: w('每学期', 'each term'),
  school_year: w('每学年', 'each school year'),
  calendar_year: w('每年', 'each year'),
  event: w('每次', 'each time'),
};
const PAYEES: Readonly<Record<string, Bilingual>> = {
  student: w('给学生本人', 'to the student'),
  household: w('给家庭', 'to the household'),
  training_provider: w('给培训单位', 'to the training provider'),
};

export const periodOf = (period: string | null): Bilingual | null =>
  period === null ? null : (PERIODS[period] ?? null);
export const payeeOf = (payee: string | null): Bilingual | null => (payee === null ? null : (PAYEES[payee] ?? null));

/** How to apply, step by step, each with the clause it follows from. */
export const HOW_TO_APPLY: Readonly<Record<string, readonly { text: Bilingual; clause: string }[]>> = {
  SD2017: [
    {
      text: w(
        '在村（居）委会说明愿意，从公布的目录里自己选学校和专业。',
        'Tell the village that you wish to study and choose school and major from the published catalogue.',
      ),
      clause: '三(二)',
    },
    {
      text: w(
        '带身份证、户口簿和毕业证（退役士兵带退出现役证）报名，村里给一张受理回执。',
        'Register with identity card, household book and certificate (veterans: discharge certificate); the village gives a receipt.',
      ),
      clause: '三(二)',
    },
    {
      text: w(
        '乡镇扶贫办和人社所审核，县里两个部门汇总，报到市里。不用自己跑。',
        'The two township offices review and the county compiles and sends it to the city; you need not go there.',
      ),
      clause: '三(二)',
    },
    {
      text: w(
        '市里录取，学校发录取通知书，按通知书上的日期报到。',
        'The city admits, the school issues the letter; report on its day.',
      ),
      clause: '三(二)',
    },
    {
      text: w(
        '入学后学校直接办理五免一享，不用再申请。',
        'Once at school the benefits are settled by the school without another application.',
      ),
      clause: '三(四)',
    },
  ],
};
