import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_SCHOOL } from './matrix-places.ts';

const AT = '2020-08-30T09:00:00+08:00';

export type MatrixFunds = Record<'budget' | 'claim' | 'batch' | 'recovery' | 'objection' | 'fee' | 'line', string>;

/** OWN county's money: a budget, an approved claim with one paid line, its batch, a recovery, an objection and a fee taken. */
export async function matrixFunds(house: TestHouse, personId: string): Promise<MatrixFunds> {
  const ids = {
    budget: newId(),
    claim: newId(),
    batch: newId(),
    recovery: newId(),
    objection: newId(),
    fee: newId(),
    line: newId(),
  };
  const put = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row).join(', ');
    return house.owner(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
      [JSON.stringify(row)],
    );
  };
  const county = { division_code: OWN.county };
  const money = { source: 'fiscal_poverty_relief', year: 2020 };
  const entitlement = newId();
  const account = house.services.vault.encrypt('6299990000000000001')!.toString('hex');
  const person = { person_id: personId, village_code: OWN.village, institution_id: OWN_SCHOOL };
  const payee = {
    payee_name: '矩阵',
    payee_bank: '银行',
    payee_account: `\\x${account}`,
    payee_mask: '6299********0001',
  };
  await put('budget', {
    budget_id: ids.budget,
    ...county,
    ...money,
    planned_fen: 300_000,
    allocated_fen: 0,
    committed_fen: 0,
    sent_fen: 0,
    paid_fen: 300_000,
    returned_fen: 0,
    opened_by: 'test',
    opened_at: AT,
  });
  await put('entitlement', {
    ...person,
    entitlement_id: entitlement,
    item: 'yulu',
    period_key: '2020-2021',
    part: 1,
    title: '雨露计划补助',
    basis: 'student',
    basis_id: newId(),
    outcome: 'due',
    reasons: [],
    amount_fen: 300_000,
    payee: 'household',
    due_on: '2020-08-01',
    flagged: false,
    created_by: 'test',
    created_at: AT,
  });
  await put('claim', {
    claim_id: ids.claim,
    number: 'MATRIX-F',
    item: 'yulu',
    title: '雨露计划补助',
    ...county,
    budget_id: ids.budget,
    ...money,
    state: 'approved',
    lines: 1,
    held: 0,
    total_fen: 300_000,
    prepared_by: 'test',
    prepared_at: AT,
    version: 1,
  });
  await put('claim_line', {
    ...person,
    ...county,
    ...payee,
    line_id: ids.line,
    claim_id: ids.claim,
    entitlement_id: entitlement,
    line_no: 1,
    amount_fen: 300_000,
    state: 'ready',
    missing: [],
  });
  await put('bank_batch', {
    batch_id: ids.batch,
    number: 'FMATRIX',
    claim_id: ids.claim,
    budget_id: ids.budget,
    ...county,
    format: 'separated',
    lines: 1,
    total_fen: 300_000,
    state: 'written',
    built_by: 'test',
    built_at: AT,
  });
  await put('bank_line', {
    ...person,
    ...county,
    ...payee,
    batch_id: ids.batch,
    line_no: 1,
    line_id: ids.line,
    entitlement_id: entitlement,
    amount_fen: 300_000,
    outcome: 'paid',
    answered_on: '2020-08-30',
  });
  await put('recovery', {
    ...person,
    ...county,
    recovery_id: ids.recovery,
    batch_id: ids.batch,
    line_no: 1,
    budget_id: ids.budget,
    amount_fen: 300_000,
    recovered_fen: 0,
    state: 'opened',
    reason: '测试',
    evidence: '测试',
    opened_by: 'test',
    opened_at: AT,
  });
  await put('notice_objection', {
    objection_id: ids.objection,
    claim_id: ids.claim,
    ...county,
    text: '测试异议',
    received_at: AT,
  });
  await put('fee_taken', {
    ...person,
    fee_id: ids.fee,
    item: 'tuition',
    amount_fen: 1000,
    taken_on: '2020-08-01',
    refunded_fen: 0,
    recorded_by: 'test',
    recorded_at: AT,
  });
  return ids;
}
