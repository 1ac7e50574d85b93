import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_SCHOOL } from './matrix-places.ts';

const AT = '2020-08-30T09:00:00+08:00';
const LATER = '2020-12-01';

/** OWN school's running class with a lesson and a finding, its course with a choice and a purchase, a closed call, a task, an assessment, a certificate. */
export async function matrixTraining(
  house: TestHouse,
  personId: string,
  listId: string,
  fileId: string,
): Promise<Record<string, Record<string, unknown>>> {
  const ids = Object.fromEntries(
    [
      'classId',
      'sessionId',
      'findingId',
      'orderId',
      'courseId',
      'choiceId',
      'purchaseId',
      'callId',
      'taskId',
      'assessment',
      'certificateId',
      'contestId',
    ].map((key) => [key, newId()]),
  );
  const place = { institution_id: OWN_SCHOOL, location_code: OWN.county };
  const person = { person_id: personId, institution_id: OWN_SCHOOL, village_code: OWN.village };
  const put = (table: string, row: Record<string, unknown>) =>
    house.owner(
      `insert into ${table} (${Object.keys(row).join(', ')}) select ${Object.keys(row).join(', ')} from jsonb_populate_record(null::${table}, $1::jsonb)`,
      [JSON.stringify(row)],
    );
  const klass = { class_id: ids.classId };
  await put('training_class', {
    ...klass,
    ...place,
    state: 'running',
    kind: 'employment',
    name: '矩阵班',
    trade: '焊工',
    starts_on: '2020-08-01',
    ends_on: LATER,
    days: 10,
    hours: 20,
    capacity: 30,
  });
  await put('training_session', {
    ...klass,
    ...place,
    session_id: ids.sessionId,
    held_on: '2020-08-03',
    from_minute: 480,
    to_minute: 720,
    hours: 4,
    mode: 'offline',
  });
  await put('training_participation', {
    ...person,
    ...klass,
    participation_id: newId(),
    known_from: 1,
    list_id: listId,
    list_row: 1,
    fingerprint: 'x',
  });
  await put('class_trainee', { ...person, ...klass, state: 'enrolled' });
  await put('training_check', {
    ...person,
    ...klass,
    check_kind: 'deaths',
    outcome: 'not_checked',
    checked_at: AT,
    checked_by: 'test',
  });
  await put('training_finding', {
    ...klass,
    ...place,
    finding_id: ids.findingId,
    rule: 'holiday',
    subject: '2020-08-03',
    evidence: {},
    found_at: AT,
    state: 'open',
  });
  await put('training_order', {
    ...place,
    order_id: ids.orderId,
    number: 'MATRIX-DD',
    trade: '焊工',
    places: 10,
    starts_on: '2020-06-01',
    only_named: false,
    state: 'open',
    placed_by: 'test',
    placed_at: AT,
  });
  const course = { ...place, course_id: ids.courseId };
  await put('training_course', {
    ...course,
    number: 'MATRIX-KC',
    title: '矩阵课',
    trade: '焊工',
    kind: 'employment',
    hours: 20,
    fee_fen: 0,
    places: 10,
    state: 'open',
    listed_by: 'test',
    listed_at: AT,
  });
  await put('training_choice', {
    ...person,
    choice_id: ids.choiceId,
    course_id: ids.courseId,
    via: 'village',
    chosen_on: '2020-08-01',
    chosen_by: 'test',
    chosen_at: AT,
    state: 'chosen',
  });
  await put('training_purchase', {
    ...course,
    purchase_id: ids.purchaseId,
    number: 'MATRIX-MD',
    places: 5,
    price_fen: 1,
    state: 'held',
    held_for: 'order_missing',
    bought_by: 'test',
    bought_at: AT,
  });
  const call = { call_id: ids.callId };
  await put('training_call', {
    ...call,
    number: 'MATRIX-ZB',
    location_code: OWN.county,
    title: '矩阵项目',
    places: 10,
    opens_on: '2020-08-01',
    closes_on: '2020-08-31',
    state: 'awarded',
    made_by: 'test',
    made_at: AT,
  });
  await put('training_bid', { ...call, ...place, capacity: 10, bid_by: 'test', bid_at: AT });
  await put('training_task', {
    ...place,
    task_id: ids.taskId,
    number: 'MATRIX-RW',
    title: '矩阵任务',
    basis: 'assigned',
    year: 2020,
    places: 10,
    made_by: 'test',
    made_at: AT,
  });
  await put('assessment_session', {
    ...place,
    session_id: ids.assessment,
    number: 'MATRIX-PJ',
    occupation: '焊工',
    level: 5,
    held_on: '2020-08-20',
    room: '考场',
    capacity: 10,
    state: 'planned',
    planned_by: 'test',
    planned_at: AT,
  });
  const candidate = { ...person, session_id: ids.assessment };
  await put('assessment_candidate', { ...candidate, recorded_by: 'test', recorded_at: AT });
  const contest = { contest_id: ids.contestId };
  await put('skill_contest', {
    ...place,
    ...contest,
    name: '矩阵竞赛',
    occupation: '焊工',
    held_on: '2020-08-20',
    state: 'open',
    kept_by: 'test',
    kept_at: AT,
  });
  const placed = { ...person, ...contest, person_name: '矩阵', rank: 1 };
  await put('contest_entrant', { ...placed, recorded_by: 'test', recorded_at: AT });
  await put('certificate_proposal', {
    ...placed,
    occupation: '焊工',
    level: 3,
    rule_key: 'fyp14.contest-certificate',
    rule_version: 1,
    law_version: 1,
    clause: 'FYP14 四(十)',
    proposed_at: AT,
  });
  await put('certificate', {
    ...person,
    certificate_id: ids.certificateId,
    number: 'MATRIX-ZS',
    number_index: '\\x01',
    kind: 'skill_level',
    holder_name: '矩阵',
    name_key: '矩阵',
    occupation: '焊工',
    level: 5,
    issued_on: '2020-08-21',
    valid: true,
    issued_by: 'test',
    issued_at: AT,
  });
  const answers = [{ personId, found: false }];
  return {
    '/api/training/classes': { classId: ids.classId!, kind: 'deaths', fileId, answers },
    '/api/training/lessons': { sessionId: ids.sessionId! },
    '/api/training/findings': { findingId: ids.findingId! },
    '/api/training/orders': { orderId: ids.orderId! },
    '/api/training/courses': { courseId: ids.courseId!, personIds: [personId] },
    '/api/training/choices': { choiceId: ids.choiceId! },
    '/api/training/purchases': { purchaseId: ids.purchaseId! },
    '/api/training/calls': { callId: ids.callId!, institutionId: OWN_SCHOOL },
    '/api/training/tasks': { taskId: ids.taskId! },
    '/api/certification/assessments': { sessionId: ids.assessment!, rows: [{ personId, result: '合格' }] },
    '/api/certification/contests': { contestId: ids.contestId! },
    '/api/certification/certificates': { certificateId: ids.certificateId! },
    '/api/employment/classes': { classId: ids.classId! },
  };
}
