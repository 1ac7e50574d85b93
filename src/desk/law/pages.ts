import shown from './shown.json' with { type: 'json' };

type Page = { title: { zh: string; en: string }; link: string };
const page = (zh: string, en: string, link: string): Page => ({ title: { zh, en }, link });

/** Where each room begins, for those who may open it; the link of a duty that the product shows. */
const PAGES: Readonly<Record<string, Page>> = {
  people: page('帮扶对象和意愿', 'People and wishes', '/people'),
  organizations: page('单位与本地设置', 'Units and local settings', '/organizations/settings'),
  catalogue: page('院校专业目录', 'Catalogue', '/catalogue'),
  matching: page('名册比对', 'Matching', '/matching'),
  training: page('培训班次', 'Training', '/classes'),
  certification: page('评价与证书', 'Assessment and certificates', '/certification'),
  exchange: page('证书核验接口', 'Verification for departments', '/exchange'),
  employment: page('就业去向', 'Work found', '/employment'),
  entitled: page('政策找人', 'Find people', '/find'),
  enrolment: page('报名与录取', 'Applications', '/enrolment/applications'),
  students: page('学籍与优惠', 'Students and benefits', '/students'),
  funds: page('资金', 'Funds', '/funds/budgets'),
  registers: page('登记册', 'Registers', '/registers'),
  partnerships: page('帮扶协作', 'Partnerships', '/agreements'),
  indicators: page('指标看板', 'Indicators', '/indicators'),
  reporting: page('报表与报送', 'Reports', '/reports'),
  desk: page('今天', 'Today', '/'),
  decisions: page('资格核验', 'Decisions', '/decisions'),
  law: page('政策文件', 'The law', '/law'),
  supervision: page('督导整改', 'Supervision', '/rectification'),
  outreach: page('群众查询', 'For families', '/public'),
};

const SHOWN: Readonly<Record<string, string>> = shown;

/** The page that fulfils a duty; null when no test shows it in the product. */
export function pageOf(obligation: string): Page | null {
  const room = SHOWN[obligation];
  return room === undefined ? null : (PAGES[room] ?? null);
}
