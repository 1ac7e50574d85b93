import { route, type AnyRoute } from '../../platform/http.ts';
import { actOnProposal } from './proposals/act-on-proposal.ts';
import { answerCall } from './calls/answer-call.ts';
import { attachText } from './documents/attach-text.ts';
import { downloadText } from './documents/download-text.ts';
import { listCalls } from './calls/list-calls.ts';
import { listLawDocuments } from './documents/list-documents.ts';
import { listProposals } from './proposals/list-proposals.ts';
import { listReadings } from './readings/list-readings.ts';
import { listStandards } from './proposals/list-standards.ts';
import { openProposal } from './proposals/open-proposal.ts';
import { proposeContinuation } from './proposals/propose-continuation.ts';
import { proposeDocument } from './proposals/propose-document.ts';
import { proposeSetting } from './proposals/propose-setting.ts';
import { proposeValue } from './proposals/propose-value.ts';
import { openPublicText } from './documents/open-public-text.ts';
import { publishText } from './documents/publish-text.ts';
import { removeText } from './documents/remove-text.ts';
import * as inputs from './schema.ts';
import { searchLaw } from './documents/search-law.ts';
import { showCall } from './calls/show-call.ts';
import { showBoard } from './show-board.ts';
import { showLawDocument } from './documents/show-document.ts';

const reading: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/law/documents',
    summary: '政策文件',
    permission: 'policy.read',
    input: inputs.ListLawDocuments,
    verb: listLawDocuments,
  }),
  route({
    method: 'GET',
    path: '/api/law/document',
    summary: '一份政策文件：条款、义务和落实情况',
    permission: 'policy.read',
    input: inputs.LawDocument,
    verb: showLawDocument,
  }),
  route({
    method: 'GET',
    path: '/api/law/search',
    summary: '在条款和义务里查找',
    permission: 'policy.read',
    input: inputs.SearchLaw,
    verb: searchLaw,
    rateLimit: 120,
  }),
  route({
    method: 'GET',
    path: '/api/law/board',
    summary: '本单位的政策义务看板',
    permission: 'policy.read',
    input: inputs.ShowBoard,
    verb: showBoard,
  }),
  route({
    method: 'GET',
    path: '/api/law/readings',
    summary: '冲突与取舍、沿革、地区名单',
    permission: 'policy.read',
    input: inputs.ListReadings,
    verb: listReadings,
  }),
];

const texts: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/law/texts',
    summary: '挂接文件原文',
    permission: 'law.prepare',
    input: inputs.AttachText,
    verb: attachText,
  }),
  route({
    method: 'GET',
    path: '/api/law/text',
    summary: '下载文件原文',
    permission: 'policy.read',
    input: inputs.TextId,
    verb: downloadText,
  }),
  route({
    method: 'POST',
    path: '/api/law/texts/remove',
    summary: '撤下文件原文',
    permission: 'law.prepare',
    input: inputs.TextId,
    verb: removeText,
  }),
  route({
    method: 'POST',
    path: '/api/law/texts/publish',
    summary: '对外公开文件原文',
    permission: 'law.prepare',
    input: inputs.PublishText,
    verb: publishText,
  }),
  route({
    method: 'GET',
    path: '/api/public/policy-texts/:textId',
    summary: '主动公开文件的原文和附件',
    permission: 'public',
    input: inputs.TextId,
    verb: openPublicText,
    rateLimit: 60,
  }),
];

const standards: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/law/standards',
    summary: '政策参数和地方标准',
    permission: 'policy.read',
    input: inputs.ListStandards,
    verb: listStandards,
  }),
  route({
    method: 'POST',
    path: '/api/law/standards',
    summary: '经办地方标准',
    permission: 'law.prepare',
    input: inputs.ProposeValue,
    verb: proposeValue,
  }),
  route({
    method: 'POST',
    path: '/api/law/settings',
    summary: '经办审核方式等本地设置',
    permission: 'law.prepare',
    input: inputs.ProposeSetting,
    verb: proposeSetting,
  }),
  route({
    method: 'POST',
    path: '/api/law/documents',
    summary: '经办新文件（规则文件夹）',
    permission: 'law.prepare',
    input: inputs.ProposeDocument,
    verb: proposeDocument,
  }),
  route({
    method: 'POST',
    path: '/api/law/continuations',
    summary: '经办文件延续',
    permission: 'law.prepare',
    input: inputs.ProposeContinuation,
    verb: proposeContinuation,
  }),
  route({
    method: 'GET',
    path: '/api/law/proposals',
    summary: '经办、复核、审批中的事项',
    permission: 'policy.read',
    input: inputs.ListProposals,
    verb: listProposals,
  }),
  route({
    method: 'GET',
    path: '/api/law/proposal',
    summary: '一件经办事项',
    permission: 'policy.read',
    input: inputs.ProposalId,
    verb: openProposal,
  }),
  route({
    method: 'POST',
    path: '/api/law/proposal',
    summary: '复核、审批、退回、撤回',
    permission: 'policy.read',
    input: inputs.ActOnProposal,
    verb: actOnProposal,
  }),
];

const calls: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/law/calls',
    summary: '贯彻落实：文件要求各级单位报告的事项',
    permission: 'policy.read',
    input: inputs.ListCalls,
    verb: listCalls,
  }),
  route({
    method: 'GET',
    path: '/api/law/call',
    summary: '一项落实要求：已报告和未报告的单位',
    permission: 'policy.read',
    input: inputs.ShowCall,
    verb: showCall,
  }),
  route({
    method: 'POST',
    path: '/api/law/calls',
    summary: '报告本单位落实情况',
    permission: 'law.prepare',
    input: inputs.AnswerCall,
    verb: answerCall,
  }),
];

/** Paths of the room in which the law is read, set and added to. */
export const lawRoutes: AnyRoute[] = [...reading, ...texts, ...standards, ...calls];
