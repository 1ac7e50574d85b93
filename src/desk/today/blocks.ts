import type { Actor } from '../../platform/context.ts';
import type { ApplicationState } from '../../enrolment/index.ts';
import { REPORT_BLOCKS, type ReportCount } from './report-blocks.ts';

/** What a number counts: applications in states, or something of its own. */
export type Counted =
  | { states: readonly ApplicationState[]; half?: boolean }
  | 'unanswered'
  | 'wishes_to_apply'
  | 'family_acts'
  | 'batches_to_confirm'
  | 'batches_to_accept'
  | 'receiving_to_confirm'
  | 'wishes_to_receive'
  | 'notices_unread_by_schools'
  | 'notices_to_read'
  | 'filings_to_receive'
  | 'lists_to_publish'
  | ReportCount
  | 'tasks'
  | 'disclosures'
  | 'first_passwords';

/** One queue of the first screen: who sees it (`level:line`, `*` for any line) and holding which permission, what it counts, which list it opens. */
export type Block = { key: string; roles: readonly string[]; permission: string; counts: Counted; list: string };

const state = (...states: ApplicationState[]): Counted => ({ states });

/** Every queue, in the order shown. A list's address carries the filter, so that the number and the list are one question. */
export const BLOCKS: readonly Block[] = [
  {
    key: 'returned_to_village',
    roles: ['village:village'],
    permission: 'application.draft',
    counts: state('returned_to_village'),
    list: '/enrolment/applications?state=returned_to_village',
  },
  {
    key: 'reselect',
    roles: ['village:village'],
    permission: 'application.draft',
    counts: state('reselect'),
    list: '/enrolment/applications?state=reselect',
  },
  {
    key: 'family_acts',
    roles: ['village:village'],
    permission: 'application.draft',
    counts: 'family_acts',
    list: '/outreach/family-acts?verdict=open',
  },
  {
    key: 'unanswered',
    roles: ['village:village', 'township:poverty'],
    permission: 'wish.record',
    counts: 'unanswered',
    list: '/wishes/unanswered',
  },
  {
    key: 'wishes_to_apply',
    roles: ['village:village'],
    permission: 'application.draft',
    counts: 'wishes_to_apply',
    list: '/enrolment/apply',
  },
  {
    key: 'drafts',
    roles: ['village:village'],
    permission: 'application.draft',
    counts: state('draft'),
    list: '/enrolment/applications?state=draft',
  },
  {
    key: 'to_agree',
    roles: ['village:village'],
    permission: 'application.agree',
    counts: state('village_registered'),
    list: '/enrolment/applications?state=village_registered',
  },
  {
    key: 'to_send',
    roles: ['village:village'],
    permission: 'application.send',
    counts: state('village_agreed'),
    list: '/enrolment/applications?state=village_agreed',
  },
  {
    key: 'my_half',
    roles: ['township:poverty', 'township:hr'],
    permission: 'application.review',
    counts: { states: ['township_review'], half: true },
    list: '/enrolment/review',
  },
  {
    key: 'returned_to_township',
    roles: ['township:poverty', 'township:hr'],
    permission: 'application.review',
    counts: state('returned_to_township'),
    list: '/enrolment/review?state=returned_to_township',
  },
  {
    key: 'returned_to_county',
    roles: ['county:poverty', 'county:hr'],
    permission: 'batch.compile',
    counts: state('returned_to_county'),
    list: '/enrolment/applications?state=returned_to_county',
  },
  {
    key: 'to_compile',
    roles: ['county:poverty', 'county:hr'],
    permission: 'batch.compile',
    counts: state('township_passed'),
    list: '/enrolment/applications?state=township_passed',
  },
  {
    key: 'to_confirm',
    roles: ['county:poverty', 'county:hr'],
    permission: 'batch.confirm',
    counts: 'batches_to_confirm',
    list: '/enrolment/batches?state=compiling',
  },
  {
    key: 'wishes_to_receive',
    roles: ['township:hr', 'county:hr', 'city:hr'],
    permission: 'wish.receive',
    counts: 'wishes_to_receive',
    list: '/wishes/received',
  },
  {
    key: 'to_accept',
    roles: ['city:hr'],
    permission: 'admission.decide',
    counts: 'batches_to_accept',
    list: '/enrolment/batches?state=sent',
  },
  {
    key: 'to_admit',
    roles: ['city:hr'],
    permission: 'admission.decide',
    counts: state('city_accepted'),
    list: '/enrolment/admission?state=city_accepted',
  },
  {
    key: 'receiving_to_confirm',
    roles: ['city:hr'],
    permission: 'admission.decide',
    counts: 'receiving_to_confirm',
    list: '/enrolment/receiving?confirmed=no',
  },
  {
    key: 'to_notify',
    roles: ['city:hr'],
    permission: 'admission.notify',
    counts: state('admitted'),
    list: '/enrolment/admission?state=admitted',
  },
  {
    key: 'notices_unread_by_schools',
    roles: ['city:hr'],
    permission: 'admission.notify',
    counts: 'notices_unread_by_schools',
    list: '/enrolment/notices?unread=yes',
  },
  {
    key: 'notices_to_read',
    roles: ['institution:school'],
    permission: 'letter.issue',
    counts: 'notices_to_read',
    list: '/enrolment/notices?unread=yes',
  },
  {
    key: 'letters_to_issue',
    roles: ['institution:school'],
    permission: 'letter.issue',
    counts: state('school_notified'),
    list: '/enrolment/letters?state=school_notified',
  },
  {
    key: 'waiting_to_report',
    roles: ['institution:school'],
    permission: 'student.register',
    counts: state('letter_issued'),
    list: '/enrolment/letters?state=letter_issued',
  },
  {
    key: 'without_status',
    roles: ['institution:school'],
    permission: 'student.register',
    counts: state('reported'),
    list: '/students/reported',
  },
  {
    key: 'without_card',
    roles: ['institution:school'],
    permission: 'student.register',
    counts: state('status_registered'),
    list: '/students/incomplete',
  },
  {
    key: 'filings_to_receive',
    roles: ['province:hr'],
    permission: 'catalogue.receive_filing',
    counts: 'filings_to_receive',
    list: '/catalogue/filings',
  },
  ...REPORT_BLOCKS,
  {
    key: 'lists_to_publish',
    roles: ['county:poverty', 'city:poverty'],
    permission: 'register.import',
    counts: 'lists_to_publish',
    list: '/lists',
  },
  {
    key: 'tasks',
    roles: ['village:*', 'township:*', 'county:*', 'city:*', 'institution:*'],
    permission: 'tasks.close',
    counts: 'tasks',
    list: '/tasks',
  },
  {
    key: 'disclosures',
    roles: ['*'],
    permission: 'audit.verify',
    counts: 'disclosures',
    list: '/audit/reads?act=export',
  },
  {
    key: 'first_passwords',
    roles: ['*'],
    permission: 'users.manage',
    counts: 'first_passwords',
    list: '/organizations/units',
  },
];

/** The queues of this person: their level and line, and a permission they hold. */
export function blocksOf(actor: Pick<Actor, 'level' | 'line' | 'permissions'>): Block[] {
  const roles = new Set(['*', `${actor.level}:*`, `${actor.level}:${actor.line}`]);
  return BLOCKS.filter((b) => actor.permissions.has(b.permission) && b.roles.some((role) => roles.has(role)));
}

/** For each level: which local setting limits it, which states its days run in, and the list of those cases. */
export const LIMITS: Record<string, { setting: string; states: readonly ApplicationState[]; list: string }> = {
  village: {
    setting: 'days.village_agree',
    states: ['village_registered', 'village_agreed', 'returned_to_village'],
    list: '/enrolment/dwell',
  },
  township: {
    setting: 'days.township_review',
    states: ['township_review', 'returned_to_township'],
    list: '/enrolment/dwell',
  },
  county: {
    setting: 'days.county_compile',
    states: ['township_passed', 'county_compiling', 'returned_to_county'],
    list: '/enrolment/dwell',
  },
  city: {
    setting: 'days.city_admit',
    states: ['submitted_to_city', 'city_accepted'],
    list: '/enrolment/dwell',
  },
  institution: {
    setting: 'days.school_letter',
    states: ['school_notified'],
    list: '/enrolment/letters?state=school_notified',
  },
};

/** What comes back to a level, and the list of it. */
export const RETURNS: Record<string, { states: readonly ApplicationState[]; list: string }> = {
  village: { states: ['returned_to_village', 'reselect'], list: '/enrolment/applications?state=returned_to_village' },
  township: { states: ['returned_to_township'], list: '/enrolment/review?state=returned_to_township' },
  county: { states: ['returned_to_county'], list: '/enrolment/applications?state=returned_to_county' },
};
