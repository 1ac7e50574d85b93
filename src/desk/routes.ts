import { route, type AnyRoute } from '../platform/http.ts';
import { getAuditEntry } from './audit/get-audit-entry.ts';
import { listAuditEntries } from './audit/list-audit-entries.ts';
import { listAuditRoots } from './audit/list-audit-roots.ts';
import { listPolicies, showPolicy } from './list-policies.ts';
import { listReads } from './audit/list-reads.ts';
import { listVerifications } from './today/list-verifications.ts';
import * as inputs from './schema.ts';
import { searchEverything } from './search/search-everything.ts';
import { showToday } from './today/show-today.ts';
import { verifyAudit } from './audit/verify-audit.ts';

const own: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/desk/today',
    summary: '今天',
    permission: 'signed-in',
    input: inputs.ShowToday,
    verb: showToday,
  }),
  route({
    method: 'GET',
    path: '/api/desk/search',
    summary: '全局搜索',
    permission: 'signed-in',
    input: inputs.Search,
    verb: searchEverything,
    rateLimit: 120,
  }),
];

const audits: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/audit/entries',
    summary: '审计记录',
    permission: 'audit.read',
    input: inputs.ListAuditEntries,
    verb: listAuditEntries,
  }),
  route({
    method: 'GET',
    path: '/api/audit/entries/:id',
    summary: '一条审计记录',
    permission: 'audit.read',
    input: inputs.AuditEntryId,
    verb: getAuditEntry,
  }),
  route({
    method: 'GET',
    path: '/api/audit/reads',
    summary: '查看与导出记录',
    permission: 'audit.read',
    input: inputs.ListReads,
    verb: listReads,
  }),
  route({
    method: 'GET',
    path: '/api/audit/verifications',
    summary: '审计链核验记录',
    permission: 'audit.verify',
    input: inputs.ListVerifications,
    verb: listVerifications,
  }),
  route({
    method: 'POST',
    path: '/api/audit/verifications',
    summary: '核验审计链',
    permission: 'audit.verify',
    input: inputs.VerifyAudit,
    verb: verifyAudit,
  }),
];

const everybody: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/public/audit-roots',
    summary: '每日摘要',
    permission: 'public',
    rateLimit: 60,
    input: inputs.ListAuditRoots,
    verb: listAuditRoots,
  }),
  route({
    method: 'GET',
    path: '/api/public/policies',
    summary: '政策',
    permission: 'public',
    rateLimit: 120,
    input: inputs.ListPolicies,
    verb: listPolicies,
  }),
  route({
    method: 'GET',
    path: '/api/public/policies/:code',
    summary: '一份政策',
    permission: 'public',
    rateLimit: 120,
    input: inputs.PolicyCode,
    verb: showPolicy,
  }),
];

/** Paths of the first screen, the search, the audit and the public pages beside them. */
export const routes: AnyRoute[] = [...own, ...audits, ...everybody];
