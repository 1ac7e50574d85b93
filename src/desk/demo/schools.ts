import type { EntryFacts } from '../../catalogue/index.ts';
import { chanceOf } from './chance.ts';

type DemoEntry = Partial<EntryFacts> & { schoolName: string };

const WORDS = [
  '启航',
  '博才',
  '宏远',
  '精工',
  '匠心',
  '明德',
  '新诚',
  '齐盛',
  '鲁能达',
  '泰山松',
  '黄河口',
  '蓝海湾',
  '金穗',
  '锦程',
  '致远',
  '厚德',
];
const GRADES = [
  ['技师学院', ['中级工', '高级工', '预备技师'], 3],
  ['高级技工学校', ['中级工', '高级工'], 3],
  ['技工学校', ['中级工'], 4],
] as const;
const MAJORS = [
  '数控加工（数控车工）',
  '汽车维修',
  '电气自动化设备安装与维修',
  '焊接加工',
  '机电一体化技术',
  '烹饪（中式烹调）',
  '烹饪（中西式面点）',
  '护理',
  '幼儿教育',
  '电子商务',
  '计算机网络应用',
  '工业机器人应用与维护',
  '美容美发与造型',
  '服装设计与制作',
  '建筑施工',
  '新能源汽车检测与维修',
  '现代物流',
  '养老服务与管理',
  '畜禽生产与疫病防治',
  '无人机应用技术',
];
const YEARS: Record<string, number> = { 中级工: 3, 高级工: 5, 预备技师: 6 };

/** Schools and majors of one city with invented names: the same every time for the same city. */
export function cityCatalogue(cityCode: number, cityName: string): DemoEntry[] {
  const chance = chanceOf(cityCode % 1_000_000_007);
  const names = new Set<string>();
  const entries: DemoEntry[] = [];
  const stem = cityName.replace(/市$/, '');
  for (let i = 0; i < 7; i++) {
    const [schoolGrade, levels] = chance.weighted(GRADES.map((g) => [g, g[2]] as const));
    const schoolName = `${stem}${chance.pick(WORDS)}${schoolGrade}`;
    if (names.has(schoolName)) continue;
    names.add(schoolName);
    const designated = i < 5;
    const majors = new Set(Array.from({ length: chance.int(4, 9) }, () => chance.pick(MAJORS)));
    for (const major of majors) {
      for (const level of levels.slice(0, chance.int(1, levels.length))) {
        entries.push({
          schoolName,
          schoolGrade,
          major,
          level,
          base: '初中',
          years: YEARS[level]!,
          plan: chance.int(3, 12) * 10,
          programmeSeats: chance.next() < 0.2 ? chance.int(2, 10) : null,
          tuitionFen: chance.int(38, 56) * 10_000,
          accommodationFen: chance.int(5, 9) * 10_000,
          designated,
          requirement: '应届、往届初中毕业生',
        });
        if (level === '高级工' && chance.next() < 0.6)
          entries.push({ ...entries.at(-1)!, base: '高中', years: 3, requirement: '应届、往届高中毕业生' });
      }
    }
  }
  return entries;
}
