import type { TransitionTable } from '../review/index.ts';
import type { ApplicationState } from './states.ts';

export type ApplicationAction =
  | 'register'
  | 'agree'
  | 'not_agree'
  | 'send_to_township'
  | 'answer'
  | 'round_passed'
  | 'round_returned'
  | 'round_failed'
  | 'resubmit'
  | 'compile'
  | 'return_to_township'
  | 'review_again'
  | 'send_to_city'
  | 'accept'
  | 'return_to_county'
  | 'county_corrected'
  | 'ask_reselection'
  | 'reselect'
  | 'choose_major'
  | 'hear_doubt'
  | 'admit'
  | 'notify_school'
  | 'issue_letter'
  | 'report'
  | 'no_show'
  | 'register_status'
  | 'activate_benefits'
  | 'withdraw';

/** Roles of this process: level and department line, as `level:line`; 'system' for what follows by itself. */
export const PROCESS_ROLES = [
  'village:village',
  'township:poverty',
  'township:hr',
  'county:poverty',
  'county:hr',
  'city:hr',
  'institution:school',
  'system',
] as const;

const VILLAGE = ['village:village', 'township:poverty', 'township:hr'] as const; // townships only by 代录, checked by the verb
const TOWNSHIP = ['township:poverty', 'township:hr'] as const;
const COUNTY = ['county:poverty', 'county:hr'] as const;
const CITY = ['city:hr'] as const;
const SCHOOL = ['institution:school'] as const;
const SYSTEM = ['system'] as const;

/** SD2017 三(二) as one table (numbers of systems-shandong 3B in `basis`); drives checks, buttons and tests. */
export const TRANSITIONS: TransitionTable<ApplicationState, ApplicationAction> = [
  {
    from: 'draft',
    action: 'register',
    roles: VILLAGE,
    to: 'village_registered',
    basis: 'SD2017 三(二) 2',
    label: '报名',
  },
  {
    from: 'village_registered',
    action: 'agree',
    roles: VILLAGE,
    to: 'village_agreed',
    basis: 'SD2017 三(二) 3',
    label: '同意',
  },
  {
    from: 'village_agreed',
    action: 'not_agree',
    roles: VILLAGE,
    to: 'village_not_agreed',
    needs: ['reason'],
    basis: 'implied 4',
    label: '不同意',
  },
  {
    from: 'village_registered',
    action: 'not_agree',
    roles: VILLAGE,
    to: 'village_not_agreed',
    needs: ['reason'],
    basis: 'implied 4',
    label: '不同意',
  },
  {
    from: 'village_agreed',
    action: 'send_to_township',
    roles: VILLAGE,
    to: 'township_review',
    basis: 'SD2017 三(二) 5',
    label: '报乡镇审核',
  },
  {
    from: 'township_review',
    action: 'answer',
    roles: TOWNSHIP,
    to: 'township_review',
    basis: 'SD2017 三(二) 6–7',
    label: '审核',
  },
  {
    from: 'township_review',
    action: 'round_passed',
    roles: SYSTEM,
    to: 'township_passed',
    basis: 'SD2017 三(二) 8',
    label: '审核通过',
  },
  {
    from: 'township_review',
    action: 'round_returned',
    roles: SYSTEM,
    to: 'returned_to_village',
    basis: 'implied 9',
    label: '退回补正',
  },
  {
    from: 'township_review',
    action: 'round_failed',
    roles: SYSTEM,
    to: 'township_not_passed',
    basis: 'SD2017 三(二) 11',
    label: '审核不通过',
  },
  {
    from: 'returned_to_village',
    action: 'resubmit',
    roles: VILLAGE,
    to: 'township_review',
    basis: 'implied 10',
    label: '补正后重报',
  },
  {
    from: 'township_passed',
    action: 'compile',
    roles: COUNTY,
    to: 'county_compiling',
    basis: 'SD2017 三(二) 12',
    label: '纳入汇总',
  },
  {
    from: 'county_compiling',
    action: 'return_to_township',
    roles: COUNTY,
    to: 'returned_to_township',
    needs: ['reason'],
    basis: 'implied 14',
    label: '退回乡镇',
  },
  {
    from: 'township_passed',
    action: 'return_to_township',
    roles: COUNTY,
    to: 'returned_to_township',
    needs: ['reason'],
    basis: 'implied 14',
    label: '退回乡镇',
  },
  {
    from: 'returned_to_township',
    action: 'review_again',
    roles: TOWNSHIP,
    to: 'township_review',
    basis: 'implied 15',
    label: '更正后重新审核',
  },
  {
    from: 'county_compiling',
    action: 'send_to_city',
    roles: COUNTY,
    to: 'submitted_to_city',
    basis: 'SD2017 三(二) 13',
    label: '上报市级',
  },
  { from: 'submitted_to_city', action: 'accept', roles: CITY, to: 'city_accepted', basis: 'implied 16', label: '签收' },
  {
    from: 'city_accepted',
    action: 'return_to_county',
    roles: CITY,
    to: 'returned_to_county',
    needs: ['reason'],
    basis: 'implied 17',
    label: '退回县级',
  },
  {
    from: 'returned_to_county',
    action: 'county_corrected',
    roles: COUNTY,
    to: 'county_compiling',
    basis: 'implied 18',
    label: '更正后重报',
  },
  {
    from: 'returned_to_county',
    action: 'return_to_township',
    roles: COUNTY,
    to: 'returned_to_township',
    needs: ['reason'],
    basis: 'implied 14',
    label: '退回乡镇',
  },
  {
    from: 'city_accepted',
    action: 'ask_reselection',
    roles: CITY,
    to: 'reselect',
    needs: ['reason'],
    basis: 'implied 19',
    label: '通知重选',
  },
  {
    from: 'reselect',
    action: 'reselect',
    roles: VILLAGE,
    to: 'city_accepted',
    needs: ['choice'],
    basis: 'implied 20',
    label: '重选学校专业',
  },
  {
    from: 'city_accepted',
    action: 'choose_major',
    roles: CITY,
    to: 'city_accepted',
    needs: ['choice'],
    basis: 'SD2017 附件2（表中只有院校）',
    label: '确定专业',
  },
  {
    from: 'city_accepted',
    action: 'hear_doubt',
    roles: CITY,
    to: 'city_accepted',
    needs: ['reason'],
    basis: 'implied 17',
    label: '核定受理',
  },
  { from: 'city_accepted', action: 'admit', roles: CITY, to: 'admitted', basis: 'SD2017 三(二) 21', label: '录取' },
  {
    from: 'admitted',
    action: 'notify_school',
    roles: CITY,
    to: 'school_notified',
    basis: 'SD2017 三(二) 22',
    label: '通知录取学校',
  },
  {
    from: 'school_notified',
    action: 'issue_letter',
    roles: SCHOOL,
    to: 'letter_issued',
    basis: 'SD2017 三(二) 23',
    label: '发放录取通知书',
  },
  {
    from: 'letter_issued',
    action: 'report',
    roles: SCHOOL,
    to: 'reported',
    needs: ['date'],
    basis: 'implied 24',
    label: '登记报到',
  },
  {
    from: 'letter_issued',
    action: 'no_show',
    roles: SCHOOL,
    to: 'no_show',
    needs: ['reason'],
    basis: 'implied 25',
    label: '登记未报到',
  },
  {
    from: 'reported',
    action: 'register_status',
    roles: SCHOOL,
    to: 'status_registered',
    basis: 'SD2017 三(四) 26',
    label: '注册学籍',
  },
  {
    from: 'status_registered',
    action: 'activate_benefits',
    roles: [...SCHOOL, 'system'],
    to: 'benefits_active',
    basis: 'SD2017 三(四) 27',
    label: '核定五免一享',
  },
  ...(
    [
      'draft',
      'village_registered',
      'village_agreed',
      'township_review',
      'returned_to_village',
      'township_passed',
      'county_compiling',
      'submitted_to_city',
      'returned_to_township',
      'city_accepted',
      'reselect',
      'returned_to_county',
      'admitted',
      'school_notified',
      'letter_issued',
    ] as const
  ).map((from) => ({
    from,
    action: 'withdraw' as const,
    roles: VILLAGE,
    to: 'withdrawn' as const,
    needs: ['evidence'] as const,
    basis: 'implied 28 (自愿)',
    label: '本人放弃',
  })),
];

/** The process role of someone at this level and line. */
export function processRole(actor: { level: string; line: string }): string {
  return `${actor.level}:${actor.line}`;
}
