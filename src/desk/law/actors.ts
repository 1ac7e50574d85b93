/** Every office of the two lines, where the document addresses all areas and departments. */
const EVERYONE = '各地各有关部门';

/** Who must act, as short Chinese words: found in the ledger's words, in this order. */
const OFFICES: readonly (readonly [RegExp, string])[] = [
  [/MOHRSS|ministr|nation/i, '国家部门'],
  [/provincial HR|provincial HRSS|province/i, '省级人社部门'],
  [/city HR|cities|city-level|municipal|each city/i, '市级人社部门'],
  [/HRSS|HR departments|\bHR\b|human/i, '人社部门'],
  [/poverty|rural-revitalisation|revitali[sz]ation/i, '扶贫（乡村振兴）部门'],
  [/village/i, '村（居）委会'],
  [/township/i, '乡镇'],
  [/county|counties/i, '县级部门'],
  [/school|college/i, '技工院校'],
  [/institution|base|platform/i, '培训机构'],
  [/enterprise|firm|compan|donor/i, '企业和捐赠方'],
  [/financ/i, '财政部门'],
  [/assess|apprais|review bod/i, '鉴定评审机构'],
  [/government/i, '地方政府'],
  [/studio|workstation/i, '工作室和工作站'],
  [/carrier/i, '培训机构'],
  [/filed organisation/i, '鉴定评审机构'],
  [/research bod|committee/i, '教研机构'],
  [/grassroots/i, '基层服务机构'],
  [/leadership group/i, '领导小组'],
  [/all levels|areas?\b|regions?\b|east|authorit|departments/i, EVERYONE],
  [/student|applicant|worker|famil|person|teacher|graduate|labourer|household/i, '个人和家庭'],
];

/** The ledger's English "who" as Chinese labels, most specific first, each once; the words themselves stay beside them. */
export function officesOf(actors: string): string[] {
  const [who = ''] = actors.split(/->|; benefits:/);
  const found = OFFICES.filter(([pattern]) => pattern.test(who)).map(([, label]) => label);
  const specific = found.some((l) => l.endsWith('级人社部门')) ? found.filter((l) => l !== '人社部门') : found;
  const offices = specific.length > 1 ? specific.filter((l) => l !== EVERYONE) : specific;
  return [...new Set(offices)].slice(0, 4);
}

/** Whether a duty is one of an office of this line and level; a duty of every HR department is one of each. */
export function concernsOffice(labels: readonly string[], line: string, level: string): boolean {
  const has = (...names: string[]) => names.some((n) => labels.includes(n));
  if (line === 'school') return has('技工院校');
  if (line === 'institution') return has('培训机构', '企业和捐赠方');
  if (line === 'finance') return has('财政部门');
  if (line === 'village') return has('村（居）委会');
  if (line === 'poverty') return has('扶贫（乡村振兴）部门', EVERYONE);
  if (line === 'hr') {
    const levels: Record<string, string> = { nation: '国家部门', province: '省级人社部门', city: '市级人社部门' };
    return has('人社部门', EVERYONE, levels[level] ?? '县级部门') || (level === 'township' && has('乡镇'));
  }
  return false;
}
