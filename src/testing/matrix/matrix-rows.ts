import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { anApplication } from '../../enrolment/builders.ts';
import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_SCHOOL, OWN_UNIT } from './matrix-places.ts';

export const ENTRY = newId();
export const PUBLISHED_ENTRY = newId();
/** What the own unit has uploaded. */
export const SHEET = Buffer.from('姓名,行政村\n张三,青堌集村\n');
const LATER = '2020-08-30T09:00:00+08:00';

export type App = Awaited<ReturnType<typeof anApplication>>;
type Ids = Record<string, string>;

export async function insertOffer(house: TestHouse, app: App, statusId: string, ids: Ids): Promise<void> {
  await house.owner(
    `insert into service_offer (person_id, offer_id, status_id, institution_id, village_code, kind, school_year, offered_on, place, post, offered_by, offered_at)
     values ($1, $2, $3, $4, $5, 'work_study_post', '2020-2021', '2020-09-01', '矩阵图书馆', '整理员', 'test', $6)`,
    [app.person_id, ids.offer, statusId, OWN_SCHOOL, OWN.village, LATER],
  );
}

export async function insertCases(house: TestHouse, app: App, ids: Ids): Promise<void> {
  const put = (table: string, row: Record<string, unknown>) =>
    house.owner(
      `insert into ${table} (${Object.keys(row).join(', ')}) select ${Object.keys(row).join(', ')} from jsonb_populate_record(null::${table}, $1::jsonb)`,
      [JSON.stringify(row)],
    );
  const person = { person_id: app.person_id };
  const by = { created_by: 'test', created_at: LATER };
  await put('source_list', {
    list_id: ids.list,
    kind: 'assisted_register',
    sender_unit_id: OWN_UNIT,
    sender_name: '矩阵扶贫办',
    area_lo: OWN.county,
    area_hi: OWN.county + 1_000_000,
    coverage: 'supplement',
    list_date: '2020-08-01',
    file_name: 'matrix.xlsx',
    sha256: createHash('sha256').update(SHEET).digest('hex'),
    state: 'checked',
    received_at: LATER,
  });
  for (const [list, kind] of [
    [ids.roll, 'students'],
    [ids.roster, 'training_roster'],
  ])
    await put('source_list', {
      list_id: list,
      kind,
      sender_unit_id: OWN_UNIT,
      sender_name: '矩阵技师学院',
      institution_id: OWN_SCHOOL,
      area_lo: OWN.county,
      area_hi: OWN.county + 1_000_000,
      coverage: 'complete',
      list_date: '2020-08-01',
      file_name: 'matrix.xlsx',
      sha256: createHash('sha256').update(SHEET).digest('hex'),
      state: 'published',
      received_at: LATER,
    });
  await put('import_problem', {
    list_id: ids.list,
    seq: 1,
    sheet: '名单',
    row: 2,
    code: 'id_typo',
    decision: 'review',
    message: '测试',
    list_row: 2,
  });
  await put('task', {
    task_id: ids.task,
    kind: 'no_longer_listed',
    division_code: OWN.village,
    person_id: app.person_id,
    title: '矩阵',
    created_at: LATER,
  });
  await put('village_batch', {
    batch_id: ids.villageBatch,
    number: 'MATRIX-V',
    village_code: OWN.village,
    township_code: OWN.township,
    year: 2020,
    state: 'open',
    ...by,
  });
  await put('county_batch', {
    batch_id: ids.countyBatch,
    number: 'MATRIX-C',
    county_code: OWN.county,
    city_code: OWN.city,
    year: 2020,
    state: 'compiling',
    ...by,
  });
  await put('school_notice', {
    notice_id: ids.notice,
    number: 'MATRIX-N',
    institution_id: OWN_SCHOOL,
    city_code: OWN.city,
    year: 2020,
    persons: 1,
    sent_by: 'test',
    sent_at: LATER,
  });
  await put('application_paper', {
    ...person,
    application_id: app.application_id,
    paper_id: ids.paper,
    kind: 'id_card',
    village_code: OWN.village,
    added_by: 'test',
    added_at: LATER,
    institution_id: OWN_SCHOOL,
    file_id: ids.file,
  });
  await put('admission', {
    ...person,
    admission_id: ids.admission,
    application_id: app.application_id,
    number: 'M1',
    sequence: 1,
    year: 2020,
    city_code: OWN.city,
    village_code: OWN.village,
    institution_id: OWN_SCHOOL,
    entry_key: ENTRY,
    version_id: newId(),
    school_name: '矩阵技师学院',
    major: '汽车维修',
    level: '中级工',
    years: 3,
    admitted_on: '2020-08-20',
    admitted_by: 'test',
    admitted_at: LATER,
  });
  await put('admission_letter', {
    ...person,
    letter_id: ids.letter,
    application_id: app.application_id,
    admission_id: ids.admission,
    number: 'L1',
    check_index: '\\x01',
    check_code: '\\x01',
    institution_id: OWN_SCHOOL,
    village_code: OWN.village,
    state: 'valid',
    issued_on: '2020-08-21',
    issued_by: 'test',
    issued_at: LATER,
    delivery: 'post',
  });
  await put('family_act', {
    ...person,
    act_id: ids.familyAct,
    request_key: newId(),
    number: 'MATRIX-W',
    kind: 'wish',
    village_code: OWN.village,
    person_name: '矩阵',
    summary: '测试',
    state: 'done',
    at: LATER,
  });
  await put('outgoing_text', {
    text_id: ids.text,
    kind: 'family_code',
    division_code: OWN.village,
    sent_to: '154****0000',
    state: 'dead',
    queued_by: '系统',
    created_at: LATER,
    expires_at: LATER,
  });
  await put('wish_handover', {
    handover_id: ids.handover,
    county_code: OWN.county,
    from_unit_id: newId(),
    to_unit_id: OWN_UNIT,
    persons: 1,
    sent_at: LATER,
    sent_by: 'test',
  });
}

export async function insertUnitThings(house: TestHouse, app: App, ids: Ids): Promise<void> {
  const q = (text: string, values: unknown[]) => house.owner(text, values);
  const stored = await house.services.files.put(Readable.from([SHEET]), 1000, ids.file!);
  await q(
    `insert into stored_file (file_id, sha256, name, media_type, size, purpose, unit_id, uploaded_by, uploaded_at) values ($1, $4, 'a.txt', 'text/plain', 6, 'upload', $2, 'test', $3)`,
    [ids.file, OWN_UNIT, LATER, stored.sha256],
  );
  await q(`insert into job (job_id, kind, title, requested_by, unit_id) values ($1, 'matrix', '矩阵', 'test', $2)`, [
    ids.job,
    OWN_UNIT,
  ]);
  await q(
    `insert into message (message_id, to_unit_id, kind, title, body, created_at) values ($1, $2, 'matrix', '矩阵', '', $3)`,
    [ids.message, OWN_UNIT, LATER],
  );
  await q(
    `insert into audit_entry (entry_id, at, user_id, user_name, unit_id, request_id, action, subject_type, subject_id, division_code, summary, person_id) values ($1, $4, 'test', '测试', $2, 'r', 'matrix.act', 'application', $5, $3, '矩阵', $6)`,
    [ids.entry, OWN_UNIT, OWN.village, LATER, app.application_id, app.person_id],
  );
  await q(
    `insert into delegation (delegation_id, from_user, to_user, unit_id, kind, valid_from, valid_to, reason, created_at) values ($1, 'matrix-user', 'matrix-other', $2, 'stand_in', '2020-08-01', '2020-10-01', '测试', $3)`,
    [ids.delegation, OWN_UNIT, LATER],
  );
  await q(
    `insert into catalogue_version (version_id, city_code, year, version, state, created_by, created_at) values ($1, $2, 2020, 2, 'draft', 'test', $3)`,
    [ids.draft, OWN.city, LATER],
  );
  await q(
    `insert into catalogue_version (version_id, city_code, year, version, state, created_by, created_at, published_by, published_at, published_on, effective_from, checksum) values ($1, $2, 2020, 1, 'published', 'test', $3, 'test', $3, '2020-02-20', '2020-02-20', 'x')`,
    [ids.filing, OWN.city, LATER],
  );
  for (const [version, key, position] of [
    [ids.draft, ENTRY, 1],
    [ids.filing, PUBLISHED_ENTRY, 2],
  ] as const)
    await q(
      `insert into catalogue_entry (version_id, entry_key, institution_id, school_name, major, level, base, years, designated, position) values ($1, $2, $3, '矩阵技师学院', '汽车维修', '中级工', '初中', 3, true, $4)`,
      [version, key, OWN_SCHOOL, position],
    );
  await q(
    `insert into catalogue_filing (filing_id, city_code, year, version_id, entries, checksum, filed_by, filed_at, filed_on) values ($1, $2, 2020, $1, 1, 'x', 'test', $3, '2020-02-21')`,
    [ids.filing, OWN.city, LATER],
  );
}
