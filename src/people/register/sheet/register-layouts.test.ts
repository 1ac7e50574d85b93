import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../platform/plain-date.ts';
import { findHeader, type Cell, type SheetRow } from '../../../platform/sheets/index.ts';
import { placeBook, type Problem } from '../../../standards/cleaning/index.ts';
import { syntheticCitizenId } from '../../../standards/index.ts';
import { assistedRegisterReader, type RegisterEnd } from './assisted-register-sheet.ts';
import { registerColumns } from './register-columns.ts';
import { emptyRegister } from '../ask-register.ts';
import type { RegisterRow } from './register-row.ts';
import { wishColumns } from '../../wishes/wishes-columns.ts';
import { readWishes } from '../../wishes/wishes-sheet.ts';

const places = placeBook([
  { code: '410122001201', name: '大吴村村民委员会', township: '城关镇', county: '中牟县' },
  { code: '410122001202', name: '小李庄村民委员会', township: '城关镇', county: '中牟县' },
]);

const born = (birth: string, sex: '男' | '女', sequence: number): string =>
  syntheticCitizenId({ region: '410122', birth: plainDate(birth), sex, sequence });
const zhao = born('1970-05-01', '男', 11);
const qian = born('1972-06-02', '女', 22);
const sun = born('2003-07-03', '男', 33);

function rowsOf(lines: readonly (readonly Cell[])[], from = 1): SheetRow[] {
  return lines.map((cells, index) => ({ sheet: '表', row: from + index, cells: [...cells] }));
}

function read(lines: readonly (readonly Cell[])[]): { rows: RegisterRow[]; problems: Problem[]; end: RegisterEnd } {
  const all = rowsOf(lines);
  const header = findHeader(all, registerColumns);
  if (!header) throw new Error('no header');
  const reader = assistedRegisterReader({ header, places, county: '中牟县' });
  const readings = all.map((row) => reader.read(row));
  const end = reader.end();
  const problems = [...readings.flatMap((one) => one.problems), ...end.problems];
  return { rows: readings.flatMap(({ row }) => row ?? []), problems, end };
}

const codes = (problems: readonly Problem[]): string[] => problems.map(({ row, code }) => `${row} ${code}`).sort();

describe('a register of another county, laid out otherwise', () => {
  const lines: Cell[][] = [
    ['中牟县脱贫人口花名册'],
    [],
    ['单位：中牟县乡村振兴局'],
    [],
    [
      '身份证号码',
      '家庭成员姓名',
      '性别',
      '关系',
      '户主姓名',
      '村',
      '乡镇',
      '农户类型',
      '健康情况',
      '政治面貌',
      '学历',
    ],
    [zhao, '赵大', '男', '本人', '赵大', '小李庄', '城关镇', '脱贫户', '健康', '群众', '初中毕业'],
    [qian, '钱二', '女', '妻子', null, null, null, null, '慢性病', '群众', '小学'],
    [`${sun} `, '赵小', '男', '长 子', null, null, null, null, '健康', '群众', '高中'],
    ['合计', '3'],
  ];

  test('is read by its own headings, without numbers of households, unknown columns ignored', () => {
    const { rows, problems, end } = read(lines);
    expect(
      rows.map(({ name, headName, relation, householdTypes, villageCode }) => [
        name,
        headName,
        relation,
        householdTypes,
        villageCode,
      ]),
    ).toEqual([
      ['赵大', '赵大', '户主', ['一般脱贫户'], 410122001202],
      ['钱二', '赵大', '配偶', ['一般脱贫户'], 410122001202],
      ['赵小', '赵大', '长子', ['一般脱贫户'], 410122001202],
    ]);
    expect(codes(problems)).toEqual([
      '6 education_alias',
      '6 household_type_alias',
      '6 relation_alias',
      '6 village_alias',
      '7 health_alias',
      '7 relation_alias',
      '8 id_trailing_space',
      '8 relation_alias',
    ]);
    expect(end.households).toBe(1);
    expect(end.conventions).toContainEqual({ kind: 'fill_down', rows: [6, 8] });
  });
});

describe('what is wrong with rows and households', () => {
  const heading = [
    '乡镇',
    '村',
    '户号',
    '户主',
    '姓名',
    '与户主关系',
    '性别',
    '民族',
    '身份证号',
    '电话',
    '户类型',
    '备注',
  ];
  const row = (
    no: string,
    name: string | null,
    relation: string,
    sex: string,
    id: Cell,
    more: Partial<Record<number, Cell>> = {},
  ): Cell[] => {
    const cells: Cell[] = [
      '城关镇',
      '大吴村',
      no,
      '赵大',
      name,
      relation,
      sex,
      '汉族',
      id,
      '15400001111',
      '低保户',
      null,
    ];
    for (const [at, cell] of Object.entries(more)) cells[Number(at)] = cell ?? null;
    return cells;
  };

  test('a row moved sideways and a row without anybody are refused, the household is marked incomplete', () => {
    const moved: Cell[] = [
      '城关镇',
      '大吴村',
      'A2',
      '钱二',
      null,
      '钱二',
      '户主',
      '女',
      '汉族',
      qian,
      '15400001111',
      '低保户',
    ];
    const { rows, problems, end } = read([
      heading,
      moved,
      row('A3', null, '户主', '男', null),
      row('A4', '孙三', '户主', '男', sun),
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['孙三']);
    expect(codes(problems)).toEqual(['2 shifted_row', '3 no_identity', '3 no_identity']);
    expect(end.incompleteHouseholds.map(({ key }) => key)).toEqual(['A2', 'A3']);
  });

  test('a repeated row, a person in two households, and a shared number are told apart', () => {
    const { problems, end } = read([
      heading,
      row('A1', '赵大', '户主', '男', zhao),
      row('A1', '赵大 ', '户主', '男', zhao),
      row('A1', '赵小', '长子', '男', sun),
      row('A2', '赵小', '户主', '男', sun, { 3: '赵小' }),
      row('A3', '李四', '户主', '女', qian, { 3: '李四' }),
      row('A4', '周五', '户主', '女', qian, { 3: '周五' }),
    ]);
    expect(codes(end.problems)).toEqual([
      '2 duplicate_row',
      '3 duplicate_row',
      '4 duplicate_in_two_households',
      '5 duplicate_in_two_households',
      '6 id_shared',
      '7 id_shared',
    ]);
    expect(end.repeated).toEqual([{ row: 3, keptRow: 2 }]);
    expect(problems.filter(({ code }) => code === 'id_shared').every(({ decision }) => decision === 'review')).toBe(
      true,
    );
  });

  test('of two heads the one named stands; a household without type or head is for a person', () => {
    const { end } = read([
      heading,
      row('A1', '钱二', '户主', '女', qian),
      row('A1', '赵大', '户主', '男', zhao),
      row('A2', '赵小', '长子', '男', sun, { 10: null }),
    ]);
    expect(codes(end.problems)).toEqual(['2 two_heads', '4 head_missing', '4 household_type_missing']);
    expect(end.amendments).toEqual([{ row: 2, field: 'relation', value: null }]);
  });

  test('a type written on one row of the household holds for all its rows', () => {
    const { end } = read([
      heading,
      row('A1', '赵大', '户主', '男', zhao),
      row('A1', '钱二', '配偶', '女', qian, { 10: null }),
    ]);
    expect(end.amendments).toEqual([{ row: 3, field: 'householdTypes', value: ['低保户'] }]);
    expect(end.problems).toEqual([]);
  });

  test('sex against the number is withheld, a row of another county is kept for review', () => {
    const withCounty = ['县', ...heading];
    const { rows, problems } = read([withCounty, ['曹县', ...row('A1', '赵大', '户主', '女', zhao)]]);
    expect(rows[0]?.sex).toBeNull();
    expect(rows[0]?.doubtfulFields.toSorted()).toEqual(['county', 'sex']);
    expect(codes(problems)).toEqual(['2 county_wrong', '2 sex_mismatch']);
  });
});

describe('a survey of wishes laid out otherwise', () => {
  test('answers of a village that only ticks, of one that writes, and of a person asked twice', () => {
    const lines: Cell[][] = [
      ['城关镇意愿摸底表'],
      ['姓名', '身份证', '村名', '是否愿意就读技工院校', '是否愿意参加培训', '原因', '登记日期'],
      ['赵大', zhao, '大吴村', null, '√', null, '2020.3.1'],
      ['钱二', qian, '大吴村', null, null, '外出务工', '2020.3.2'],
      ['赵小', sun, '小李庄村', '想去', '否', null, '2020年3月5日'],
      ['赵大', zhao, '大吴村', '√', null, null, '2020.4.1'],
      ['李四', born('1980-01-01', '女', 44), '小李庄村', '不愿意', null, null, '2020年3月5日'],
    ];
    const all = rowsOf(lines);
    const header = findHeader(all, wishColumns);
    if (!header) throw new Error('no header');
    const register = emptyRegister;
    const wishes = readWishes(all, { header, places, county: '中牟县', township: '城关镇', register });
    expect(wishes.rows.map(({ wishStudy, wishTrain, counts }) => [wishStudy, wishTrain, counts])).toEqual([
      [false, true, false],
      [false, false, true],
      [true, false, true],
      [true, false, true],
      [false, null, true],
    ]);
    const found = codes(wishes.problems.filter(({ code }) => code !== 'not_in_register'));
    expect(found).toEqual(['3 superseded_by_later_answer', '5 answer_variant', '6 asked_again', '7 answer_missing']);
  });
});
