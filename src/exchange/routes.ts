import { route, type AnyRoute } from '../platform/http.ts';
import { admitClient } from './admit-client.ts';
import { endClient } from './end-client.ts';
import { listChecks, listClients } from './list-clients.ts';
import { AdmitClient, EndClient, ListChecks, ListClients, VerifyByKey, VerifyFile } from './schema.ts';
import { verifyByKey } from './verify-by-key.ts';
import { verifyFile } from './verify-file.ts';

const keep = 'exchange.keep';

/** Paths of what other departments ask by key; the interface itself needs no account. */
export const exchangeRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/exchange/clients',
    summary: '可以核验证书的部门',
    permission: keep,
    input: ListClients,
    verb: listClients,
  }),
  route({
    method: 'POST',
    path: '/api/exchange/clients',
    summary: '开通一个部门的证书核验',
    permission: keep,
    input: AdmitClient,
    verb: admitClient,
  }),
  route({
    method: 'POST',
    path: '/api/exchange/clients/:clientId/end',
    summary: '停用一个部门的证书核验',
    permission: keep,
    input: EndClient,
    verb: endClient,
  }),
  route({
    method: 'GET',
    path: '/api/exchange/clients/:clientId/checks',
    summary: '一个部门的核验记录',
    permission: keep,
    input: ListChecks,
    verb: listChecks,
  }),
  route({
    method: 'POST',
    path: '/api/exchange/clients/:clientId/file',
    summary: '代一个部门核验一份名单',
    permission: keep,
    input: VerifyFile,
    verb: verifyFile,
  }),
  route({
    method: 'POST',
    path: '/api/public/exchange/certificates',
    summary: '其他部门凭密钥核验证书',
    permission: 'public',
    input: VerifyByKey,
    verb: verifyByKey,
    rateLimit: 120,
  }),
];
