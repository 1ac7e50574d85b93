import type { RegisterRow } from '../../people/index.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { chanceOf, type Chance } from './chance.ts';
import { inventedName, surnameOf } from './names.ts';

export type DemoVillage = { code: number; name: string; countyName: string; townshipName: string };

const TYPES: readonly (readonly [readonly string[], number])[] = [
  [['一般脱贫户'], 66],
  [['一般脱贫户', '低保户'], 12],
  [['脱贫不稳定户'], 6],
  [['脱贫不稳定户', '低保户'], 2],
  [['边缘易致贫户'], 6],
  [['突发严重困难户'], 2],
  [['低保户'], 5],
  [['特困供养户'], 1],
];

type Seat = { relation: string; sex: '男' | '女'; age: number };

/**
 * People of one village as an assisted register would state them on `day` (yyyy-mm-dd): households of one to six, ages, schooling and work that fit together.
 * Deterministic in the village; nobody is real, numbers are drawn at random.
 */
export function villagePeople(village: DemoVillage, count: number, day: string, firstRow: number): RegisterRow[] {
  const chance = chanceOf((village.code % 1_000_000_007) ^ 0x5eed);
  const rows: RegisterRow[] = [];
  const used = new Set<string>();
  for (let household = 1; rows.length < count; household++) {
    const family = familyOf(chance);
    const types = [...chance.weighted(TYPES)];
    const identifiedOn = chance.weighted([
      ['2014-12-31', 5],
      ['2015-12-20', 3],
      ['2016-12-18', 2],
      ['2018-06-30', 1],
    ]);
    const exitedOn = types.includes('一般脱贫户')
      ? chance.weighted([
          ['2016-12-31', 3],
          ['2017-12-31', 4],
          ['2018-12-31', 4],
        ])
      : null;
    const surname = surnameOf(chance);
    const residence = chance.next() < 0.96 ? '农村' : '城镇';
    const address = `${village.countyName}${village.townshipName}${village.name}${chance.int(1, 400)}号`;
    const householdNo = `${String(village.code).slice(0, 12)}${String(household).padStart(4, '0')}`;
    const phone = `154${String(chance.int(0, 99_999_999)).padStart(8, '0')}`;
    let headName: string | null = null;
    for (const seat of family) {
      const marriedIn = seat.relation === '配偶' || seat.relation === '儿媳';
      const name = inventedName(chance, seat.sex, marriedIn ? surnameOf(chance) : surname);
      headName ??= name;
      rows.push({
        row: firstRow + rows.length,
        householdNo,
        headName,
        name,
        relation: seat.relation,
        sex: seat.sex,
        ethnic: chance.next() < 0.985 ? '汉族' : '回族',
        idNumber: freshNumber(chance, village, seat, day, used),
        idWritten: '',
        phone:
          seat.age >= 16 && chance.next() < 0.3 ? `154${String(chance.int(0, 99_999_999)).padStart(8, '0')}` : phone,
        householdTypes: types,
        identifiedOn,
        exitedOn,
        riskCleared: types.includes('脱贫不稳定户') || types.includes('边缘易致贫户') ? chance.next() < 0.6 : null,
        ...lifeOf(chance, seat),
        residence,
        villageCode: village.code,
        address,
        note: null,
        doubtfulFields: [],
      });
      if (rows.length >= count) break;
    }
  }
  return rows;
}

function familyOf(chance: Chance): Seat[] {
  const headAge = chance.weighted([
    [chance.int(36, 52), 6],
    [chance.int(53, 70), 3],
    [chance.int(71, 86), 2],
  ]);
  const seats: Seat[] = [{ relation: '户主', sex: chance.next() < 0.86 ? '男' : '女', age: headAge }];
  if (chance.next() < 0.72)
    seats.push({ relation: '配偶', sex: seats[0]!.sex === '男' ? '女' : '男', age: headAge + chance.int(-4, 3) });
  const children =
    headAge > 64
      ? 0
      : chance.weighted([
          [0, 2],
          [1, 5],
          [2, 5],
          [3, 2],
        ]);
  const order = { 男: 0, 女: 0 };
  for (let i = 0; i < children; i++) {
    const sex = chance.next() < 0.52 ? '男' : '女';
    const rank = ['长', '次', '三'][order[sex]++] ?? '三';
    seats.push({
      relation: `${rank}${sex === '男' ? '子' : '女'}`,
      sex,
      age: Math.max(0, headAge - chance.int(22, 30) - i * 2),
    });
  }
  if (headAge < 60 && chance.next() < 0.2)
    seats.push({ relation: chance.next() < 0.5 ? '父亲' : '母亲', sex: '男', age: headAge + chance.int(22, 28) });
  for (const seat of seats) if (seat.relation === '母亲') seat.sex = '女';
  return seats.map((s) => ({ ...s, age: Math.min(s.age, 96) }));
}

function freshNumber(chance: Chance, village: DemoVillage, seat: Seat, day: string, used: Set<string>): string {
  for (;;) {
    const year = Number(day.slice(0, 4)) - seat.age - 1;
    const month = chance.int(1, 12);
    const date = chance.int(1, 28);
    const birth = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
    const id = syntheticCitizenId({
      region: String(village.code).slice(0, 6),
      birth: plainDate(birth),
      sex: seat.sex,
      sequence: chance.int(1, 999),
    });
    if (used.has(id)) continue;
    used.add(id);
    return id;
  }
}

type Life = Pick<RegisterRow, 'education' | 'inSchool' | 'health' | 'labourSkill' | 'veteran'>;

/** Schooling, health and work that fit the age; `education` is what was finished. */
function lifeOf(chance: Chance, seat: Seat): Life {
  const { age, sex } = seat;
  const ill = chance.next();
  const health = age > 60 && ill < 0.45 ? '长期慢性病' : ill < 0.06 ? '残疾' : ill < 0.1 ? '患有大病' : '健康';
  if (age < 6) return { education: null, inSchool: '学龄前儿童', health, labourSkill: '无劳动力', veteran: false };
  if (age < 12) return { education: null, inSchool: '小学', health, labourSkill: '无劳动力', veteran: false };
  if (age < 15)
    return {
      education: '小学',
      inSchool: (['七年级', '八年级', '九年级'] as const)[age - 12]!,
      health,
      labourSkill: '无劳动力',
      veteran: false,
    };
  if (age < 18) {
    const stay = chance.next();
    if (stay < 0.45)
      return {
        education: '初中',
        inSchool: (['普通高中一年级', '普通高中二年级', '普通高中三年级'] as const)[age - 15]!,
        health,
        labourSkill: '无劳动力',
        veteran: false,
      };
    return {
      education: '初中',
      inSchool: '非在校生',
      health,
      labourSkill: age >= 16 ? '普通劳动力' : '无劳动力',
      veteran: false,
    };
  }
  if (age < 23 && chance.next() < 0.3)
    return {
      education: '高中',
      inSchool: chance.pick(['本科一年级', '本科二年级', '大专一年级']),
      health,
      labourSkill: '无劳动力',
      veteran: false,
    };
  const education =
    age < 35
      ? chance.weighted([
          ['初中', 5],
          ['高中', 4],
          ['中职', 2],
          ['大专', 1],
        ])
      : chance.weighted([
          ['小学', 5],
          ['初中', 5],
          ['高中', 1],
          ['文盲或半文盲', 1],
        ]);
  const labour =
    age > 65
      ? '丧失劳动力'
      : health === '健康'
        ? chance.weighted([
            ['普通劳动力', 7],
            ['技能劳动力', 1],
          ])
        : chance.weighted([
            ['弱劳动力或半劳动力', 6],
            ['丧失劳动力', 3],
          ]);
  return {
    education,
    inSchool: '非在校生',
    health,
    labourSkill: labour,
    veteran: sex === '男' && age >= 20 && age < 50 && chance.next() < 0.04,
  };
}
