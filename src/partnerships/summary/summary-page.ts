import type { Row } from '../engine/condition.ts';
import { daysOf } from '../engine/service-period.ts';

/** Records the data page is counted from: those of the province, whatever their year. */
export type SummaryRecords = {
  agreements: readonly Row[];
  commitments: readonly Row[];
  entries: readonly Row[];
  /** Work found that began in the year. */
  placements: readonly Row[];
};
/** One figure of the page, with the records it counts. */
export type SummaryCell = { key: string; zh: string; en: string; unit: string; value: number; records: string[] };

type Counted = { value: number; records: readonly Row[] };

/**
 * The data page of a province's yearly summary (N2019 结尾): every figure derived from records, none entered. Stocks stand as of the year's last
 * day, activities are those of the year.
 */
export function summaryPage(all: SummaryRecords, year: number): SummaryCell[] {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const inYear = (row: Row): boolean =>
    typeof row.on === 'string' && row.on >= first && row.on <= last && row.live !== false;
  const done = (kind: string): Row[] => all.entries.filter((e) => e.kind === kind && inYear(e));
  const confirmed = (kind: string): Row[] => done(kind).filter((e) => e.confirmed === true);
  const upTo = (day: unknown): boolean => typeof day === 'string' && day <= last;
  const standing = (kind: string): Row[] =>
    all.agreements.filter((a) => a.kind === kind && (a.from === null || upTo(a.from)));
  const pairs = standing('n2019_pairing');
  const running = pairs.filter((a) => a.state === 'in_force' || a.state === 'ended');
  const runningIds = new Set(running.map((a) => a.id));
  const majors = all.commitments.filter((c) => c.kind === 'focus_major' && runningIds.has(String(c.agreement)));
  const stationed = majors.filter((m) =>
    done('residency').some((r) => r.agreement === m.agreement && r.code === m.code),
  );
  const people = confirmed('dispatch');
  const cell = (key: string, zh: string, en: string, unit: string, counted: readonly Row[] | Counted): SummaryCell => {
    const { value, records } = 'value' in counted ? counted : { value: counted.length, records: counted };
    return { key, zh, en, unit, value, records: records.map((r) => r.id) };
  };
  const summed = (records: readonly Row[]): Counted => ({
    value: records.reduce((n, r) => n + Number(r.quantity ?? 0), 0),
    records,
  });
  return [
    ...construction(standing('n2019_construction'), last, cell),
    cell('pairs', '结对帮扶', 'Pairs', '对', pairs),
    cell(
      'pairs_intra',
      '省内结对',
      'Pairs within the province',
      '对',
      pairs.filter((a) => a.scope === 'intra'),
    ),
    cell(
      'pairs_inter',
      '省际结对',
      'Pairs between provinces',
      '对',
      pairs.filter((a) => a.scope === 'inter'),
    ),
    cell(
      'pairs_signed',
      '已签协议',
      'Signed',
      '对',
      pairs.filter((a) => a.signed === true),
    ),
    cell('majors_helped', '帮扶专业', 'Majors helped', '个', majors),
    cell('majors_stationed', '有专家驻站的专业', 'Majors with a resident expert', '个', stationed),
    cell('residencies', '专家驻站', 'Residencies of experts', '人次', done('residency')),
    cell('dispatched', '选派支教', 'Dispatches', '人次', people),
    cell('dispatch_days', '支教天数', 'Days of support', '天', {
      value: people.reduce((n, p) => n + daysOf([{ from: String(p.on), to: String(p.ended ?? last) }]), 0),
      records: people,
    }),
    cell('received', '接纳培训', 'People received', '人次', confirmed('nomination')),
    cell('enterprises', '引进企业', 'Enterprises brought in', '家', confirmed('enterprise_brought')),
    cell(
      'enterprise_agreements',
      '企业合作协议',
      'Enterprise agreements',
      '份',
      standing('n2019_enterprise').filter((a) => a.signed === true),
    ),
    cell('posts', '协议岗位', 'Posts agreed', '个', summed(all.commitments.filter((c) => c.kind === 'posts'))),
    cell('aid_fiscal', '财政资金', 'Fiscal aid', '元', summed(confirmed('aid').filter((e) => e.second === 'fiscal'))),
    cell('aid_donor', '社会捐赠', 'Donors', '元', summed(confirmed('aid').filter((e) => e.second === 'donor'))),
    cell(
      'aid_conditions',
      '改善办学条件投入',
      'Spent on conditions',
      '元',
      summed(confirmed('aid').filter((e) => e.code === 'conditions')),
    ),
    cell(
      'aid_size',
      '扩大办学规模投入',
      'Spent on size',
      '元',
      summed(confirmed('aid').filter((e) => e.code === 'size')),
    ),
    cell(
      'aid_majors',
      '建设特色专业投入',
      'Spent on majors',
      '元',
      summed(confirmed('aid').filter((e) => e.code === 'majors')),
    ),
    cell('joint_students', '联合培养学生', 'Students trained jointly', '人', summed(confirmed('joint_student'))),
    cell('placements', '实现就业', 'Found work', '人次', all.placements),
    cell('problems', '督导发现问题', 'Problems found', '个', done('problem')),
    cell(
      'problems_closed',
      '已整改',
      'Closed',
      '个',
      done('problem').filter((e) => e.state === 'closed'),
    ),
    cell('commendations', '表彰', 'Commendations', '个', done('commendation')),
  ];
}

const WAYS = [
  ['new_school', '新建院校', 'new schools'],
  ['branch', '分校', 'branches'],
  ['teaching_point', '教学点', 'teaching points'],
] as const;

/** Tasks by way of building and how far they are by the planned days. */
function construction(
  tasks: readonly Row[],
  last: string,
  cell: (key: string, zh: string, en: string, unit: string, of: readonly Row[]) => SummaryCell,
): SummaryCell[] {
  const stage = (t: Row): string => {
    if (typeof t.built === 'string' && t.built <= last) return 'built';
    return typeof t.starts === 'string' && t.starts <= last ? 'under_way' : 'planned';
  };
  return WAYS.flatMap(([way, zh, en]) =>
    (
      [
        ['planned', '未开工', 'not begun'],
        ['under_way', '在建', 'under way'],
        ['built', '计划应建成', 'due to be built'],
      ] as const
    ).map(([key, word, english]) =>
      cell(
        `construction_${way}_${key}`,
        `${zh}（${word}）`,
        `${en}, ${english}`,
        '个',
        tasks.filter((t) => t.way === way && stage(t) === key),
      ),
    ),
  );
}
