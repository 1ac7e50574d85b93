import type { RoleName } from '../../organizations/index.ts';
import { hashPassword, insertUser, roles } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';
import { transactionAs } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { FOCUS } from './places.ts';

export type DemoAccount = {
  username: string;
  password: string;
  title: string;
  name: string;
  unit: string;
  task: string;
};

/** Only the demonstration has a password that anyone may know. */
const DEMO_PASSWORD = 'jiqiao-2020';

/** The training institution and the enterprise of the focus county. */
export const CARRIER = '曹县启明职业技能培训学校';
export const ENTERPRISE = '曹县宏泰机械有限公司';

type Post = {
  username: string;
  name: string;
  role: RoleName;
  line: string;
  code: number | 'first village' | 'busiest school' | typeof CARRIER | typeof ENTERPRISE;
  task: string;
};

const POSTS: readonly Post[] = [
  {
    username: 'cun',
    name: '郑守田',
    role: 'village_clerk',
    line: 'village',
    code: 'first village',
    task: '登记意愿，办理报名，汇总报乡镇',
  },
  {
    username: 'xiang-fupin',
    name: '孟庆安',
    role: 'township_poverty_officer',
    line: 'poverty',
    code: FOCUS.township,
    task: '审核：是否在帮扶名单',
  },
  {
    username: 'xiang-renshe',
    name: '吕晓梅',
    role: 'township_hr_officer',
    line: 'hr',
    code: FOCUS.township,
    task: '审核：学历、年龄、所选专业',
  },
  {
    username: 'xian-fupin',
    name: '董立军',
    role: 'county_poverty_officer',
    line: 'poverty',
    code: FOCUS.county,
    task: '导入帮扶名单，移交意愿，会签',
  },
  {
    username: 'xian-renshe',
    name: '许静',
    role: 'county_hr_officer',
    line: 'hr',
    code: FOCUS.county,
    task: '县级汇总，会签，报市',
  },
  {
    username: 'shi-renshe',
    name: '韩志远',
    role: 'city_hr_officer',
    line: 'hr',
    code: FOCUS.city,
    task: '目录公布与备案，录取，通知学校',
  },
  {
    username: 'jining-renshe',
    name: '颜世清',
    role: 'city_hr_officer',
    line: 'hr',
    code: FOCUS.neighbour,
    task: '确认外市录取到本市院校的人（跨市录取确认）',
  },
  {
    username: 'shi-fuhe',
    name: '唐文博',
    role: 'city_report_checker',
    line: 'hr',
    code: FOCUS.city,
    task: '复核进展情况表',
  },
  {
    username: 'shi-lingdao',
    name: '冯国栋',
    role: 'city_leader',
    line: 'hr',
    code: FOCUS.city,
    task: '审签进展情况表',
  },
  {
    username: 'shi-fupin',
    name: '崔建国',
    role: 'city_poverty_officer',
    line: 'poverty',
    code: FOCUS.city,
    task: '查看全市名单与进度',
  },
  {
    username: 'sheng-renshe',
    name: '于慧敏',
    role: 'province_hr_officer',
    line: 'hr',
    code: FOCUS.province,
    task: '目录备案，全省进度',
  },
  {
    username: 'sheng-fuhe',
    name: '魏长青',
    role: 'law_checker',
    line: 'hr',
    code: FOCUS.province,
    task: '复核政策参数、文件和延续',
  },
  {
    username: 'sheng-shenpi',
    name: '孟宪章',
    role: 'law_approver',
    line: 'hr',
    code: FOCUS.province,
    task: '审批政策参数、文件和延续',
  },
  {
    username: 'sheng-fupin',
    name: '高成林',
    role: 'province_poverty_officer',
    line: 'poverty',
    code: FOCUS.province,
    task: '全省帮扶名单与进度',
  },
  {
    username: 'bu-renshe',
    name: '郭建平',
    role: 'nation_hr_officer',
    line: 'hr',
    code: FOCUS.nation,
    task: '全国指标，任务分解，结对协议',
  },
  {
    username: 'xuexiao',
    name: '宋玉洁',
    role: 'school_officer',
    line: 'school',
    code: 'busiest school',
    task: '发通知书，报到，注册学籍',
  },
  {
    username: 'banzhuren',
    name: '安文清',
    role: 'class_teacher',
    line: 'school',
    code: 'busiest school',
    task: '登记安全教育等班级记录，收到办理提醒',
  },
  {
    username: 'peixun',
    name: '焦建国',
    role: 'training_officer',
    line: 'institution',
    code: CARRIER,
    task: '列课程，开班，学员，考勤，评价发证',
  },
  {
    username: 'qiye',
    name: '童学敏',
    role: 'enterprise_officer',
    line: 'institution',
    code: ENTERPRISE,
    task: '下培训订单，登记录用',
  },
  {
    username: 'caizheng',
    name: '苗永丰',
    role: 'finance_officer',
    line: 'finance',
    code: FOCUS.county,
    task: '安排预算，送银行，读回盘，确认追回',
  },
  {
    username: 'xian-zijin-fuhe',
    name: '侯志平',
    role: 'funds_checker',
    line: 'poverty',
    code: FOCUS.county,
    task: '复核发放表',
  },
  {
    username: 'xian-zijin-shenpi',
    name: '耿长河',
    role: 'funds_approver',
    line: 'poverty',
    code: FOCUS.county,
    task: '审批发放表',
  },
  {
    username: 'shenji',
    name: '何清正',
    role: 'auditor',
    line: 'audit',
    code: FOCUS.province,
    task: '查看审计记录，核验审计链',
  },
  {
    username: 'admin',
    name: '管理员',
    role: 'unit_administrator',
    line: 'hr',
    code: FOCUS.province,
    task: '单位、岗位与账号',
  },
];

/** The name on the account of a role at an office of a division, where the demonstration has one. */
export const postHolder = (role: RoleName, line: string, code: number | null): string | null =>
  POSTS.find((p) => p.role === role && p.line === line && p.code === code)?.name ?? null;

/** One sign-in per role, at offices that are there by now; those already made are left alone. */
export async function createAccounts(tx: Tx): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const post of POSTS) {
    const known = await tx
      .selectFrom('auth_user')
      .select('id')
      .where('username', '=', post.username)
      .executeTakeFirst();
    const unitId = known ? null : await unitOf(tx, post);
    if (!unitId) continue;
    const userId = newId();
    await insertUser(tx, {
      userId,
      username: post.username,
      name: post.name,
      passwordHash,
      mustChange: false,
      now: new Date('2020-01-02T01:00:00Z'),
    });
    await tx
      .insertInto('role_assignment')
      .values({ user_id: userId, unit_id: unitId, role: post.role, valid_from: '2016-01-01', assigned_by: 'demo' })
      .execute();
  }
}

async function unitOf(tx: Tx, post: Post): Promise<string | null> {
  if (post.code === 'busiest school') return busiestSchool(tx);
  const { code } = post;
  if (code === CARRIER || code === ENTERPRISE)
    return (await tx.selectFrom('unit').select('unit_id').where('name', '=', code).executeTakeFirst())?.unit_id ?? null;
  let query = tx
    .selectFrom('unit')
    .select('unit_id')
    .where('line', '=', post.line)
    .orderBy('division_code')
    .orderBy('name')
    .limit(1);
  if (code === 'first village')
    query = query.where('division_code', '>', FOCUS.township).where('division_code', '<', FOCUS.township + 1000);
  else query = query.where('division_code', '=', code);
  return (await query.executeTakeFirst())?.unit_id ?? null;
}

/** The focus city's school with the most entries that applicants may choose, so that its officer has work. */
async function busiestSchool(tx: Tx): Promise<string | null> {
  const school = await tx
    .selectFrom('unit')
    .innerJoin('catalogue_entry as e', 'e.institution_id', 'unit.institution_id')
    .select('unit.unit_id')
    .where('unit.line', '=', 'school')
    .where('unit.division_code', '>=', FOCUS.city)
    .where('unit.division_code', '<', FOCUS.city + 100_000_000)
    .where('e.designated', '=', true)
    .where('e.state', '=', 'open')
    .where('e.programme_seats', 'is', null)
    .groupBy(['unit.unit_id', 'unit.name'])
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('unit.name')
    .executeTakeFirst();
  return school?.unit_id ?? null;
}

/** The demonstration's sign-ins as printed at start and shown on the sign-in page; none in a real installation. */
export async function demoAccounts(services: Services): Promise<DemoAccount[]> {
  if (!services.demo) return [];
  return transactionAs(services.db, 'system', async (tx) => {
    const rows = await tx
      .selectFrom('auth_user as u')
      .innerJoin('role_assignment as r', 'r.user_id', 'u.id')
      .innerJoin('unit', 'unit.unit_id', 'r.unit_id')
      .select(['u.username', 'u.name', 'unit.name as unit', 'r.role'])
      .where('r.assigned_by', '=', 'demo')
      .execute();
    return POSTS.flatMap((post) => {
      const row = rows.find((r) => r.username === post.username);
      if (!row) return [];
      return [
        {
          username: post.username,
          password: DEMO_PASSWORD,
          name: row.name,
          unit: row.unit,
          title: roles[post.role].title,
          task: post.task,
        },
      ];
    });
  });
}
