import { route, type AnyRoute } from '../platform/http.ts';
import { actOnRecovery } from './bank/act-on-recovery.ts';
import { buildBatch } from './bank/build-batch.ts';
import { listBankLines, listBatches, listRecoveries, openBatch } from './bank/list-batches.ts';
import { mendFailed } from './bank/mend-failed.ts';
import { openRecovery } from './bank/open-recovery.ts';
import { readReturn } from './bank/read-return.ts';
import { releaseLine } from './bank/release-line.ts';
import * as bank from './bank/schema.ts';
import { writeBatch } from './bank/write-batch.ts';
import { checkAids } from './checks/check-aids.ts';
import { listCharged } from './checks/list-charged.ts';
import { listFees } from './checks/list-fees.ts';
import { listExceptions } from './checks/list-exceptions.ts';
import { recordFee, refundFee } from './checks/record-fee.ts';
import * as checks from './checks/schema.ts';
import { showExecution } from './checks/show-execution.ts';
import { actOnClaim } from './claims/act-on-claim.ts';
import { buildClaim } from './claims/build-claim.ts';
import { listClaimLines, listClaims, openClaim } from './claims/list-claims.ts';
import { answerObjection, objectToNotice, publicNotice } from './claims/public-notice.ts';
import * as claims from './claims/schema.ts';
import { decideAllowance, decideYulu } from './entitlements/decide-students.ts';
import { decideTraining } from './entitlements/decide-training.ts';
import { listTrainingRules } from './entitlements/list-training-rules.ts';
import { listEntitlements } from './entitlements/list-entitlements.ts';
import { previewCap } from './entitlements/preview-cap.ts';
import { recordAccount, recordInstitutionAccount } from './entitlements/record-account.ts';
import * as owed from './entitlements/schema.ts';
import { takeGranted } from './entitlements/take-granted.ts';
import { allocateBudget } from './ledger/allocate-budget.ts';
import { checkLedger } from './ledger/check-ledger.ts';
import { awardRound, nominate, openRound } from './grants/donor-rounds.ts';
import { listPledges, receiveDonation, recordPledge } from './grants/donors.ts';
import { giveGrant, listGrants, useGrant } from './grants/grants.ts';
import { listRounds } from './grants/list-rounds.ts';
import { listProjects, recordProject } from './grants/projects.ts';
import * as grants from './grants/schema.ts';
import { listApprenticeships } from './grants/settle-apprentices.ts';
import { listSources } from './ledger/list-sources.ts';
import { listBudgets, listPostings, openBudget } from './ledger/list-budgets.ts';
import { planBudget } from './ledger/plan-budget.ts';
import * as ledger from './ledger/schema.ts';
import { z } from 'zod';

type Given<I> = [
  path: string,
  summary: string,
  permission: string,
  input: Parameters<typeof route<I>>[0]['input'],
  verb: Parameters<typeof route<I>>[0]['verb'],
];
const get = <I>(...[path, summary, permission, input, verb]: Given<I>) =>
  route<I>({ method: 'GET', path, summary, permission, input, verb });
const post = <I>(...[path, summary, permission, input, verb]: Given<I>) =>
  route<I>({ method: 'POST', path, summary, permission, input, verb });

const ledgerRoutes: AnyRoute[] = [
  get('/api/funds/budgets', '预算', 'funds.read', ledger.ListBudgets, listBudgets),
  post('/api/funds/budgets', '安排预算', 'funds.plan', ledger.PlanBudget, planBudget),
  get('/api/funds/budgets/:budgetId', '一项预算', 'funds.read', ledger.BudgetId, openBudget),
  get('/api/funds/budgets/:budgetId/postings', '预算的收支', 'funds.read', ledger.ListPostings, listPostings),
  post('/api/funds/budgets/:budgetId/allocate', '分配预算', 'funds.plan', ledger.AllocateBudget, allocateBudget),
  get('/api/funds/sources', '资金来源', 'funds.read', z.object({}), listSources),
  get('/api/funds/ledger', '台账核对', 'funds.read', z.object({}), checkLedger),
];

const owedRoutes: AnyRoute[] = [
  get('/api/funds/owed', '应发项目', 'funds.read', owed.ListEntitlements, listEntitlements),
  post('/api/funds/owed/granted', '从五免一享核定应发', 'funds.prepare', owed.TakeGranted, takeGranted),
  post('/api/funds/owed/training', '核定培训补贴', 'funds.prepare', owed.DecideTraining, decideTraining),
  get('/api/funds/owed/rules', '培训班可核定的补助', 'funds.prepare', owed.ListTrainingRules, listTrainingRules),
  post('/api/funds/owed/yulu', '核定雨露计划', 'funds.prepare', owed.DecideYulu, decideYulu),
  post('/api/funds/owed/allowance', '核定生活费补助', 'funds.prepare', owed.DecideAllowance, decideAllowance),
  get('/api/funds/caps', '剩余补贴次数', 'funds.read', owed.PreviewCap, previewCap),
  post('/api/funds/accounts', '登记一卡通账户', 'funds.prepare', owed.RecordAccount, recordAccount),
  post(
    '/api/funds/institution-accounts',
    '登记机构账户',
    'funds.prepare',
    owed.RecordInstitutionAccount,
    recordInstitutionAccount,
  ),
];

const claimRoutes: AnyRoute[] = [
  get('/api/funds/claims', '发放表', 'funds.read', claims.ListClaims, listClaims),
  post('/api/funds/claims', '生成发放表', 'funds.prepare', claims.BuildClaim, buildClaim),
  get('/api/funds/claims/:claimId', '一份发放表', 'funds.read', claims.ClaimId, openClaim),
  get('/api/funds/claims/:claimId/lines', '发放明细', 'funds.read', claims.ListClaimLines, listClaimLines),
  post('/api/funds/claims/:claimId/act', '办理发放表', 'funds.read', claims.ActOnClaim, actOnClaim),
  post('/api/funds/claims/:claimId/mend', '复查银行退回的明细', 'funds.prepare', claims.ClaimId, mendFailed),
  post('/api/funds/claims/:claimId/release', '撤出一项明细', 'funds.prepare', bank.ReleaseLine, releaseLine),
  post('/api/funds/objections/:objectionId', '答复公示异议', 'funds.prepare', claims.AnswerObjection, answerObjection),
  route({
    method: 'GET',
    path: '/api/public/notices/:code',
    summary: '资金发放公示',
    permission: 'public',
    input: claims.NoticeCode,
    verb: publicNotice,
    rateLimit: 60,
  }),
  route({
    method: 'POST',
    path: '/api/public/notices/:code/objections',
    summary: '对公示提出异议',
    permission: 'public',
    input: claims.ObjectToLine,
    verb: objectToNotice,
    rateLimit: 5,
  }),
];

const bankRoutes: AnyRoute[] = [
  get('/api/funds/batches', '支付批次', 'funds.read', bank.ListBatches, listBatches),
  post('/api/funds/batches', '生成支付批次', 'funds.pay', bank.BuildBatch, buildBatch),
  get('/api/funds/batches/:batchId', '一个支付批次', 'funds.read', bank.BatchId, openBatch),
  get('/api/funds/batches/:batchId/lines', '支付明细', 'funds.read', bank.ListBankLines, listBankLines),
  get('/api/funds/batches/:batchId/file', '导出支付文件', 'funds.pay', bank.BatchId, writeBatch),
  post('/api/funds/batches/:batchId/returns', '读入回盘', 'funds.pay', bank.ReadReturn, readReturn),
  get('/api/funds/recoveries', '追回', 'funds.read', bank.ListRecoveries, listRecoveries),
  post('/api/funds/recoveries', '登记追回', 'funds.prepare', bank.OpenRecovery, openRecovery),
  post('/api/funds/recoveries/:recoveryId/act', '办理追回', 'funds.read', bank.ActOnRecovery, actOnRecovery),
];

const checkRoutes: AnyRoute[] = [
  get('/api/funds/charged', '先收后免核查', 'funds.read', checks.ListCharged, listCharged),
  get('/api/funds/aids', '资助落实核对', 'funds.read', checks.CheckAids, checkAids),
  get('/api/funds/fees', '收费登记', 'funds.read', checks.ListFees, listFees),
  post('/api/funds/fees', '登记收费', 'funds.fee', checks.RecordFee, recordFee),
  post('/api/funds/fees/:feeId/refund', '登记退费', 'funds.fee', checks.RefundFee, refundFee),
  get('/api/funds/exceptions', '资金监督事项', 'funds.read', checks.ListExceptions, listExceptions),
  get('/api/funds/execution', '资金使用情况', 'funds.read', checks.ShowExecution, showExecution),
];

const grantRoutes: AnyRoute[] = [
  get('/api/funds/pledges', '捐助', 'funds.read', grants.ListPledges, listPledges),
  post('/api/funds/pledges', '登记捐助承诺', 'funds.prepare', grants.Pledge, recordPledge),
  post('/api/funds/donations', '捐款到账', 'funds.plan', grants.ReceiveDonation, receiveDonation),
  get('/api/funds/rounds', '爱心奖（助）学金', 'funds.read', grants.ListRounds, listRounds),
  post('/api/funds/rounds', '开设爱心奖（助）学金', 'funds.prepare', grants.OpenRound, openRound),
  post('/api/funds/nominations', '提名', 'funds.prepare', grants.Nominate, nominate),
  post('/api/funds/awards', '评定爱心奖（助）学金', 'funds.prepare', grants.RoundId, awardRound),
  get('/api/funds/grants', '专项经费', 'funds.read', grants.ListGrants, listGrants),
  post('/api/funds/grants', '拨付专项经费', 'funds.prepare', grants.GiveGrant, giveGrant),
  post('/api/funds/grant-uses', '登记经费支出', 'funds.fee', grants.UseGrant, useGrant),
  get('/api/funds/apprenticeships', '学徒制年度结算', 'funds.read', grants.ListApprenticeships, listApprenticeships),
  get('/api/funds/projects', '补贴范围内的专项能力项目', 'funds.read', grants.ListProjects, listProjects),
  post('/api/funds/projects', '纳入补贴范围的项目', 'funds.prepare', grants.RecordProject, recordProject),
];

/** Paths of money: sources and budgets, what is owed, claims, the bank, and what is watched. */
export const routes: AnyRoute[] = [
  ...ledgerRoutes,
  ...owedRoutes,
  ...claimRoutes,
  ...bankRoutes,
  ...checkRoutes,
  ...grantRoutes,
];
