import { z } from 'zod';
import { route, type AnyRoute } from '../platform/http.ts';
import { actForFamily } from './family/act-for-family.ts';
import { beginSignOn } from './family/begin-sign-on.ts';
import { confirmCode, showFamily } from './family/confirm-code.ts';
import { explainPolicy } from './rights/explain-policy.ts';
import { findCourses } from './family/family-courses.ts';
import { listPlacePolicies } from './rights/list-place-policies.ts';
import { findEntitlements } from './rights/find-entitlements.ts';
import { finishSignOn } from './family/finish-sign-on.ts';
import { listFamilyActs } from './family/list-family-acts.ts';
import { listSlips } from './slips/list-slips.ts';
import { lookUpCase } from './look-up/look-up-case.ts';
import { lookUpSlip } from './look-up/look-up-slip.ts';
import { familyWays, openSlip } from './family/open-slip.ts';
import { publicityRoutes } from './publicity/index.ts';
import { printSlips } from './slips/print-slips.ts';
import { newChallenge } from './look-up/proof-of-work.ts';
import {
  ActForFamily,
  ConfirmCode,
  FamilyToken,
  FindCourses,
  FindEntitlements,
  ListPlacePolicies,
  FinishSignOn,
  ListFamilyActs,
  ListSlips,
  LookUpCase,
  LookUpSlip,
  NewChallenge,
  OpenSlip,
  PolicyCode,
  PrintSlips,
  SettleFamilyAct,
} from './schema.ts';
import { settleFamilyAct } from './family/settle-family-act.ts';
import { textRoutes } from './texts/index.ts';

/** Pages without an account. What is secret travels in the body, never in an address. */
const publicRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/public/challenge',
    summary: '查询前的安全校验题（工作量证明）',
    permission: 'public',
    input: NewChallenge,
    verb: newChallenge,
    rateLimit: 60,
  }),
  route({
    method: 'POST',
    path: '/api/public/case-look-ups',
    summary: '凭申请编号和身份证后四位查询本人申请',
    permission: 'public',
    input: LookUpCase,
    verb: lookUpCase,
    rateLimit: 20,
  }),
  route({
    method: 'POST',
    path: '/api/public/slip-look-ups',
    summary: '凭回执码查询申请进度',
    permission: 'public',
    input: LookUpSlip,
    verb: lookUpSlip,
    rateLimit: 20,
  }),
  route({
    method: 'POST',
    path: '/api/public/entitlements',
    summary: '我能享受什么：按五个回答推算，不保存',
    permission: 'public',
    input: FindEntitlements,
    verb: findEntitlements,
    rateLimit: 60,
  }),
  route({
    method: 'GET',
    path: '/api/public/place-policies',
    summary: '一地正在执行、与一类家庭有关的政策',
    permission: 'public',
    input: ListPlacePolicies,
    verb: listPlacePolicies,
    rateLimit: 120,
  }),
  route({
    method: 'GET',
    path: '/api/public/policies/:code/plain',
    summary: '政策的通俗说明：谁、什么、多少、怎么办',
    permission: 'public',
    input: PolicyCode,
    verb: explainPolicy,
    rateLimit: 120,
  }),
  route({
    method: 'GET',
    path: '/api/public/family/ways',
    summary: '家庭网上办理的方式',
    permission: 'public',
    input: z.object({}),
    verb: familyWays,
    rateLimit: 60,
  }),
  route({
    method: 'POST',
    path: '/api/public/family/codes',
    summary: '凭领取码获取验证码',
    permission: 'public',
    input: OpenSlip,
    verb: openSlip,
    rateLimit: 10,
  }),
  route({
    method: 'POST',
    path: '/api/public/family/sessions',
    summary: '核对验证码，开始网上办理',
    permission: 'public',
    input: ConfirmCode,
    verb: confirmCode,
    rateLimit: 20,
  }),
  route({
    method: 'POST',
    path: '/api/public/family/sign-ons',
    summary: '凭领取码开始统一身份认证',
    permission: 'public',
    input: OpenSlip,
    verb: beginSignOn,
    rateLimit: 10,
  }),
  route({
    method: 'POST',
    path: '/api/public/family/sign-ons/finish',
    summary: '统一身份认证回来，开始网上办理',
    permission: 'public',
    input: FinishSignOn,
    verb: finishSignOn,
    rateLimit: 20,
  }),
  route({
    method: 'POST',
    path: '/api/public/family/courses',
    summary: '本户可以选的培训课程',
    permission: 'public',
    input: FindCourses,
    verb: findCourses,
    rateLimit: 60,
  }),
  route({
    method: 'POST',
    path: '/api/public/family/view',
    summary: '本户可以办理的事项',
    permission: 'public',
    input: FamilyToken,
    verb: showFamily,
    rateLimit: 60,
  }),
  route({
    method: 'POST',
    path: '/api/public/family/acts',
    summary: '家庭办理：意愿、学校专业、培训课程、放弃',
    permission: 'public',
    input: ActForFamily,
    verb: actForFamily,
    rateLimit: 30,
  }),
];

const clerkRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/outreach/slips',
    summary: '各户领取码',
    permission: 'application.draft',
    input: ListSlips,
    verb: listSlips,
  }),
  route({
    method: 'POST',
    path: '/api/outreach/slips/print',
    summary: '打印领取码',
    permission: 'application.draft',
    input: PrintSlips,
    verb: printSlips,
  }),
  route({
    method: 'GET',
    path: '/api/outreach/family-acts',
    summary: '家庭网上办理的事项',
    permission: 'application.draft',
    input: ListFamilyActs,
    verb: listFamilyActs,
  }),
  route({
    method: 'POST',
    path: '/api/outreach/family-acts/:actId/settle',
    summary: '确认家庭网上办理的事项',
    permission: 'application.draft',
    input: SettleFamilyAct,
    verb: settleFamilyAct,
  }),
];

export const routes: AnyRoute[] = [...publicRoutes, ...clerkRoutes, ...publicityRoutes, ...textRoutes];
