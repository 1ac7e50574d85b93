import { createHash } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_UNIT } from './matrix-places.ts';

const AT = '2020-08-10T09:00:00+08:00';
const DAY = '2020-08-10';

/** A rectification list and its answer, a round with a matter, and a circular with a nominee: all of OWN's unit. */
export async function matrixSupervision(
  house: TestHouse,
  paper: Buffer,
): Promise<Record<string, Record<string, string>>> {
  const ids = {
    list: newId(),
    item: newId(),
    answer: newId(),
    round: newId(),
    matter: newId(),
    circular: newId(),
    nominee: newId(),
    card: newId(),
    selection: newId(),
    candidate: newId(),
  };
  const sha256 = createHash('sha256').update(paper).digest('hex');
  const put = (table: string, row: Record<string, unknown>) =>
    house.owner(
      `insert into ${table} (${Object.keys(row).join(', ')}) select ${Object.keys(row).join(', ')} from jsonb_populate_record(null::${table}, $1::jsonb)`,
      [JSON.stringify(row)],
    );
  const own = { division_code: OWN.township, unit_id: OWN_UNIT, unit_name: '矩阵人社所' };
  const made = { created_by: 'test', created_at: AT };
  const evidence = { evidence_file_id: newId(), evidence_name: '佐证.csv', evidence_sha256: sha256 };
  await put('rectification_list', { list_id: ids.list, ...own, title: '矩阵清单', state: 'draft', ...made });
  await put('rectification_item', {
    item_id: ids.item,
    list_id: ids.list,
    division_code: OWN.township,
    seq: 1,
    source: 'other',
    kind: 'other',
    finding: '矩阵',
    task: '矩阵',
    areas: [],
  });
  await put('rectification_receipt', { list_id: ids.list, ...own, from_unit_id: OWN_UNIT, sent_on: DAY });
  const scan = newId();
  await put('stored_file', {
    file_id: scan,
    sha256,
    name: '矩阵报告.pdf',
    media_type: 'application/pdf',
    size: paper.length,
    purpose: 'upload',
    unit_id: OWN_UNIT,
    uploaded_by: 'test',
    uploaded_at: AT,
  });
  await put('rectification_report', {
    list_id: ids.list,
    ...own,
    number: '矩阵报告1号',
    sent_on: DAY,
    sent_at: AT,
    sent_by: 'test',
    signed_by: 'test',
    scan_file_id: scan,
    scan_sha256: sha256,
    scan_media_type: 'application/pdf',
    sections: 1,
    content: [],
  });
  await put('rectification_answer', {
    answer_id: ids.answer,
    list_id: ids.list,
    item_id: ids.item,
    ...own,
    kind: 'other',
    state: 'to_check',
    send_backs: 0,
    recurrences: 0,
    held_since: AT,
    ...evidence,
  });
  await put('supervision_round', {
    round_id: ids.round,
    ...own,
    kind: 'supervision',
    title: '矩阵督导',
    blocks_exit: false,
    state: 'open',
    opened_on: DAY,
    ...made,
  });
  await put('supervision_matter', {
    matter_id: ids.matter,
    round_id: ids.round,
    kind: 'task',
    title: '矩阵事项',
    blocking: false,
    ...own,
    from_unit_id: OWN_UNIT,
    from_unit_name: '矩阵人社所',
    person: '甲',
    state: 'open',
    guidances: 0,
    escalations: 0,
    opened_on: DAY,
    held_since: AT,
    ...evidence,
  });
  await put('circular', {
    circular_id: ids.circular,
    ...own,
    kind: 'commendation',
    title: '矩阵通报',
    body: '矩阵',
    state: 'draft',
    public: false,
    ...made,
  });
  await put('circular_nominee', {
    circular_id: ids.circular,
    nominee_id: ids.nominee,
    division_code: OWN.township,
    name: '矩阵单位',
    ground: '矩阵',
  });
  await put('scorecard', {
    card_id: ids.card,
    ...own,
    kind: 'region',
    title: '矩阵评价',
    year: 2020,
    dimensions: [{ key: 'x', name: '维度', weight: 100 }],
    state: 'draft',
    ...made,
  });
  await put('project_selection', {
    selection_id: ids.selection,
    ...own,
    kind: 'featured_school',
    title: '矩阵评选',
    state: 'open',
    opened_on: DAY,
    ...made,
  });
  await put('project_candidate', {
    selection_id: ids.selection,
    candidate_id: ids.candidate,
    division_code: OWN.township,
    name: '矩阵学校',
    score: 90,
    complete: true,
    received_at: AT,
  });
  return {
    '/api/selections': { selectionId: ids.selection, candidateId: ids.candidate },
    '/api/scorecards': { cardId: ids.card },
    '/api/rectification/lists': { listId: ids.list, unitId: OWN_UNIT },
    '/api/rectification/answers': { answerId: ids.answer },
    '/api/supervision/rounds': { roundId: ids.round },
    '/api/supervision/matters': { matterId: ids.matter },
    '/api/circulars': { circularId: ids.circular, nomineeId: ids.nominee },
  };
}

/** A report of hardship of OWN's person that waits, with a follow-up. Returns its id. */
export async function matrixHardship(house: TestHouse, personId: string): Promise<string> {
  const reportId = newId();
  await house.owner(
    `insert into hardship_report (person_id, report_id, village_code, cause, account, reported_on, reported_at, reported_by) values ($1, $2, $3, 'other', '矩阵', $4, $5, 'test')`,
    [personId, reportId, OWN.village, DAY, AT],
  );
  await house.owner(
    `insert into hardship_follow_up (person_id, report_id, kind, village_code) values ($1, $2, 'training', $3), ($1, $2, 'guidance', $3)`,
    [personId, reportId, OWN.village],
  );
  return reportId;
}
