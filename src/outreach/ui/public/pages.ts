import { actPage } from './acting/act-page.ts';
import { casePage, slipPage } from './case-page.ts';
import { cataloguePage, historyPage } from './catalogue-page.ts';
import { circularsPage } from './reading-pages/circulars-page.ts';
import { homePage } from './reading-pages/home-page.ts';
import { w } from './language.ts';
import { letterPage } from './reading-pages/letter-page.ts';
import { noticePage } from './reading-pages/notice-page.ts';
import { policiesPage } from './reading-pages/policies-page.ts';
import { policyPage } from './reading-pages/policy-page.ts';
import { recordPage, registerPage, registersPage } from './reading-pages/registers-page.ts';
import { rightsPage, rightsResultPage, rightsStepPage } from './rights-page.ts';
import { rootsPage } from './reading-pages/roots-page.ts';
import type { Page } from './router.ts';
import { signOnPage } from './acting/sign-on-page.ts';
import { servicePage } from './reading-pages/service-page.ts';
import { certificatePage, checkInPage } from './reading-pages/training-pages.ts';

const page = (path: string, zh: string, en: string, draw: Page['draw']): Page => ({ path, title: w(zh, en), draw });

const rights = page('/public/rights', '我能享受什么', 'What am I entitled to', rightsPage);
const catalogue = page('/public/catalogue', '招生目录', 'Schools and majors', cataloguePage);
const policies = page('/public/policies', '政策', 'Policies', policiesPage);
const lookUp = page('/public/case', '查我的申请', 'My application', casePage);
const act = page('/public/act', '网上办理', 'Act online', actPage);
const letters = page('/public/letters', '查验录取通知书', 'Check a letter', letterPage);

const certificates = page('/public/certificates', '查询证书', 'Check a certificate', certificatePage);

/** In the order of the top line and of the home page. */
export const menu: readonly Page[] = [rights, catalogue, policies, lookUp, act, letters, certificates];

/** Every page that needs no account. */
export const pages: readonly Page[] = [
  page('/public', '技能帮扶办事页面', 'Skills assistance: public pages', homePage),
  rights,
  page('/public/rights/result', '我能享受什么', 'What am I entitled to', rightsResultPage),
  page('/public/rights/$step', '我能享受什么', 'What am I entitled to', rightsStepPage),
  catalogue,
  page('/public/catalogue/history', '目录公布和调整记录', 'Changes of the catalogue', historyPage),
  policies,
  page('/public/policies/$code', '政策内容', 'Policy', policyPage),
  lookUp,
  page('/public/slips', '凭回执码查询', 'Follow by receipt code', slipPage),
  page('/public/slips/$code', '申请进度', 'Application', slipPage),
  act,
  page('/public/sign-on', '网上办理', 'Act online', signOnPage),
  letters,
  page('/public/letters/$code', '查验录取通知书', 'Check a letter', letterPage),
  page('/public/circulars', '通报', 'Circulars', circularsPage),
  page('/public/registers', '公开的登记册', 'Public registers', registersPage),
  page('/public/registers/$key', '公开的登记册', 'Public register', registerPage),
  page('/public/registers/$key/$id', '公开的登记册', 'Public register', recordPage),
  page('/public/check-in', '上课签到', 'Check in', checkInPage),
  certificates,
  page('/public/service/$code', '查验支教服务证明', 'Check a certificate of service', servicePage),
  page('/public/notice/$code', '资金发放公示', 'Public notice of payments', noticePage),
  page('/public/audit-roots', '每日摘要', 'Daily digests', rootsPage),
];
