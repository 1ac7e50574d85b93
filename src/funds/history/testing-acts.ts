import { actOnRecovery } from '../bank/act-on-recovery.ts';
import { buildBatch } from '../bank/build-batch.ts';
import { listBankLines, listRecoveries } from '../bank/list-batches.ts';
import { mendFailed } from '../bank/mend-failed.ts';
import { openRecovery } from '../bank/open-recovery.ts';
import { readReturn } from '../bank/read-return.ts';
import { releaseLine } from '../bank/release-line.ts';
import { writeBatch } from '../bank/write-batch.ts';
import { actOnClaim } from '../claims/act-on-claim.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { listClaimLines } from '../claims/list-claims.ts';
import type { ClaimAction } from '../claims/transitions.ts';
import { decideTraining } from '../entitlements/decide-training.ts';
import { recordAccount, recordInstitutionAccount } from '../entitlements/record-account.ts';
import { planBudget } from '../ledger/plan-budget.ts';
import { aClass, anAccount, answer, uploaded } from '../testing-money.ts';
import type { County, World } from './testing-world.ts';

/** A source of chance: a number from 0 up to 1. */
export type Chance = () => number;
type Act = (world: World, county: County, chance: Chance) => Promise<void>;

const pick = <T>(from: readonly T[], chance: Chance): T => from[Math.floor(chance() * from.length)]!;
/** One of the latest, so that workers meet over the same things. */
const recent = <T>(from: readonly T[], chance: Chance, span = 24): T | undefined =>
  from.length === 0 ? undefined : from[from.length - 1 - Math.floor(chance() * Math.min(span, from.length))];
const officeOf = (county: County, chance: Chance) => (chance() < 0.5 ? county.office : county.others);

const plan: Act = async ({ told }, county, chance) => {
  const documentNo = `财社〔2020〕${1 + Math.floor(chance() * 400)}号`;
  const source = pick(['employment_subsidy', 'skill_account', 'fiscal_poverty_relief'], chance);
  const amountFen = 80_000 * (1 + Math.floor(chance() * 30));
  const of = { source, year: 2020, tier: 'provincial', amountFen, documentNo };
  await planBudget(officeOf(county, chance).finance, of);
  told.plannedFen.set(`${county.code} ${source} ${documentNo} ${amountFen}`, amountFen);
};

const openClass: Act = async ({ house }, county, chance) => {
  const trainees = Array.from({ length: 1 + Math.floor(chance() * 4) }, () => pick(county.workers, chance));
  const classId = await aClass(house, {
    institutionId: pick(county.providers, chance),
    county: county.code,
    startsOn: '2020-10-01',
    endsOn: '2020-10-20',
    trainees: [...new Set(trainees)].map((personId) => ({ personId, village: county.village })),
  });
  county.classes.push(classId);
  await decideTraining(county.office.prepare, { classId, ruleKey: county.rule });
};

const decide: Act = async (_world, county, chance) => {
  const classId = recent(county.classes, chance, 8);
  if (classId) await decideTraining(officeOf(county, chance).prepare, { classId, ruleKey: county.rule });
};

const claim: Act = async (_world, county, chance) => {
  const item = chance() < 0.85 ? 'training_subsidy' : 'yulu';
  const source = item === 'yulu' ? 'fiscal_poverty_relief' : pick(['employment_subsidy', 'skill_account'], chance);
  const basisId = item === 'yulu' || chance() < 0.15 ? undefined : recent(county.classes, chance);
  const built = await buildClaim(officeOf(county, chance).prepare, { item, source, year: 2020, basisId });
  county.claims.push({ claimId: built.claimId!, state: 'draft', sent: false });
};

const NEXT: Readonly<Record<string, ClaimAction>> = { draft: 'submit', submitted: 'check', checked: 'approve' };
const ACTIONS: readonly ClaimAction[] = ['submit', 'check', 'approve', 'return', 'cancel'];

/** Mostly the step that is due, sometimes another; mostly by the right person. */
const act: Act = async (_world, county, chance) => {
  const open = county.claims.filter((c) => c.state in NEXT);
  const one = recent(chance() < 0.9 ? open : county.claims, chance);
  if (!one) return;
  const due = NEXT[one.state];
  const action = due && chance() < 0.85 ? due : pick(ACTIONS, chance);
  const office = officeOf(county, chance);
  const who = { submit: office.prepare, cancel: office.prepare, check: office.check, return: office.check };
  const by = action === 'approve' || action === 'publish' ? office.approve : who[action];
  one.state = (await actOnClaim(by, { claimId: one.claimId, action, reason: '核对' })).state;
};

const send: Act = async (_world, county, chance) => {
  const ready = county.claims.filter((c) => c.state === 'approved');
  const unsent = ready.filter((c) => !c.sent);
  const one = recent(unsent.length > 0 && chance() < 0.8 ? unsent : ready, chance);
  if (!one) return;
  one.sent = true;
  const { batchId } = await buildBatch(officeOf(county, chance).finance, { claimId: one.claimId, format: 'separated' });
  county.batches.push({ batchId, file: null, returns: [] });
};

const write: Act = async (_world, county, chance) => {
  const unwritten = county.batches.filter((b) => b.file === null);
  const batch = recent(unwritten.length > 0 && chance() < 0.9 ? unwritten : county.batches, chance);
  if (!batch) return;
  const { body } = await writeBatch(officeOf(county, chance).finance, { batchId: batch.batchId });
  const bytes = Buffer.from(body as Uint8Array);
  if (batch.file && !batch.file.equals(bytes)) throw new Error(`another file for batch ${batch.batchId}`);
  batch.file = bytes;
};

/** The bank answers: most are paid, some refused, some still pending; now and then the same file again, another batch's, or an altered one. */
const hear: Act = async ({ told }, county, chance) => {
  const written = county.batches.filter((b) => b.file !== null);
  const unanswered = written.filter((b) => b.returns.length === 0);
  const batch = recent(unanswered.length > 0 && chance() < 0.7 ? unanswered : written, chance);
  if (!batch?.file) return;
  const office = officeOf(county, chance);
  const kind = chance();
  let fileId = kind < 0.15 ? batch.returns.at(-1) : undefined;
  if (fileId === undefined) {
    const from = kind > 0.95 ? (recent(county.batches, chance)?.file ?? batch.file) : batch.file;
    let bytes = answer(from, () => {
      const luck = chance();
      return luck < 0.8 ? '成功' : luck < 0.88 ? '失败|账号不存在' : '处理中';
    });
    if (kind > 0.9 && kind <= 0.95) bytes = Buffer.from(bytes.toString('latin1').replace(/00\|/, '01|'), 'latin1');
    fileId = await uploaded(office.finance, bytes);
  }
  const heard = await readReturn(office.finance, { batchId: batch.batchId, fileId });
  batch.returns.push(fileId);
  if (heard.earlier) return;
  told.paid += heard.paid;
  told.failed += heard.failed;
};

const account: Act = async (_world, county, chance) => {
  const office = officeOf(county, chance);
  if (chance() < 0.5) {
    const of = { holderName: '启航培训学校', bank: '农业银行', account: anAccount() };
    await recordInstitutionAccount(office.prepare, { institutionId: pick(county.providers, chance), ...of });
    return;
  }
  const student = pick(county.students, chance);
  const holderName = chance() < 0.85 ? student.headName : '欧阳不相干';
  const of = { personId: student.personId, holderName, bank: '农业银行', account: anAccount() };
  await recordAccount(office.prepare, of);
};

const approvedClaim = (county: County, chance: Chance) =>
  recent(
    county.claims.filter((c) => c.state === 'approved'),
    chance,
  );

const mend: Act = async (_world, county, chance) => {
  const one = approvedClaim(county, chance);
  if (one) await mendFailed(officeOf(county, chance).prepare, { claimId: one.claimId });
};

const release: Act = async ({ told }, county, chance) => {
  const one = approvedClaim(county, chance);
  if (!one) return;
  const { prepare } = officeOf(county, chance);
  const { rows } = await listClaimLines(prepare, { claimId: one.claimId, size: 20 });
  if (rows.length === 0) return;
  const { lineId } = pick(rows, chance);
  const released = await releaseLine(prepare, { claimId: one.claimId, lineId, reason: '不再发放' });
  told.releasedFen += released.releasedFen;
};

const recover: Act = async (_world, county, chance) => {
  const batch = recent(county.batches, chance);
  if (!batch) return;
  const { prepare } = officeOf(county, chance);
  const { rows } = await listBankLines(prepare, { batchId: batch.batchId, outcome: 'paid', size: 20 });
  if (rows.length === 0) return;
  const { lineNo, amountFen } = pick(rows, chance);
  const part = chance() < 0.5 ? {} : { amountFen: Math.ceil(amountFen / 2) };
  await openRecovery(prepare, { batchId: batch.batchId, lineNo, reason: '重复享受', evidence: '名册', ...part });
};

const settleRecovery: Act = async ({ told }, county, chance) => {
  const office = officeOf(county, chance);
  const { rows } = await listRecoveries(office.prepare, { size: 20 });
  if (rows.length === 0) return;
  const { recoveryId, amountFen } = pick(rows, chance);
  const luck = chance();
  if (luck < 0.3) await actOnRecovery(office.prepare, { recoveryId, action: 'notify' });
  else if (luck < 0.4) await actOnRecovery(office.approve, { recoveryId, action: 'stop', reason: '无法追回' });
  else {
    const part = chance() < 0.5 ? {} : { amountFen: Math.ceil(amountFen / 3) };
    const documentNo = `收据${Math.floor(chance() * 3)}`;
    const got = await actOnRecovery(office.finance, { recoveryId, action: 'confirm', documentNo, ...part });
    told.recoveredFen += got.receivedFen;
  }
};

/** What people and the bank do to money, and how often. */
export const ACTS: readonly { name: string; often: number; act: Act }[] = [
  { name: 'plan', often: 4, act: plan },
  { name: 'class', often: 16, act: openClass },
  { name: 'decide', often: 8, act: decide },
  { name: 'claim', often: 18, act: claim },
  { name: 'step', often: 30, act },
  { name: 'send', often: 8, act: send },
  { name: 'write', often: 8, act: write },
  { name: 'return', often: 10, act: hear },
  { name: 'account', often: 6, act: account },
  { name: 'mend', often: 3, act: mend },
  { name: 'release', often: 3, act: release },
  { name: 'recover', often: 3, act: recover },
  { name: 'recovery step', often: 3, act: settleRecovery },
];
