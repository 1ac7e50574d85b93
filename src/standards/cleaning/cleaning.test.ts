import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { plainDate } from '../../platform/plain-date.ts';
import { syntheticCitizenId } from '../citizen-id.ts';
import {
  cleanDate,
  cleanEducation,
  cleanEthnic,
  cleanFee,
  cleanHealth,
  cleanHouseholdTypes,
  cleanIdNumber,
  cleanInSchool,
  cleanLevel,
  cleanName,
  cleanPhone,
  cleanPlan,
  cleanRelation,
  cleanResidence,
  cleanRisk,
  cleanSex,
  cleanVeteran,
  cleanYears,
  cleanYesNo,
  DateColumns,
  decisionOf,
  isBefore,
  placeBook,
  problemKinds,
  rowKind,
  schoolFinder,
  villageName,
  type Cleaned,
} from './index.ts';

/** Value and kinds of a cleaned cell, for short tables. */
function said<T>({ value, problems }: Cleaned<T>): [T | null, ...string[]] {
  return [value, ...problems.map(({ kind }) => kind)];
}

const number = fc
  .record({
    day: fc.integer({ min: 0, max: 25_000 }),
    sequence: fc.integer({ min: 1, max: 899 }),
    sex: fc.constantFrom('男' as const, '女' as const),
  })
  .map(({ day, sequence, sex }) => {
    const birth = plainDate(new Date(Date.UTC(1940, 0, 1) + day * 86_400_000).toISOString().slice(0, 10));
    return syntheticCitizenId({ region: '410122', birth, sex, sequence });
  });
const wide = (text: string): string =>
  [...text].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join('');

describe('citizen numbers', () => {
  const good = syntheticCitizenId({ region: '410122', birth: plainDate('1988-03-15'), sex: '男', sequence: 1 });

  test('a format repair gives back the very number, reported by kind', () => {
    fc.assert(
      fc.property(number, (id) => {
        const written = [` ${id}`, `${id}\u3000`, wide(id), `'${id}`, `="${id}"`, `${id.slice(0, 6)} ${id.slice(6)}`];
        const kinds = written.map((text) => said(cleanIdNumber(text)));
        expect(kinds).toEqual([
          [id, 'id_leading_space'],
          [id, 'id_trailing_space'],
          [id, 'id_fullwidth'],
          [id, 'id_quote'],
          [id, 'id_excel_text_formula'],
          [id, 'id_inner_space'],
        ]);
      }),
    );
  });

  test('one wrong digit is never repaired alone', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 6, max: 16 }), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
        const digit = (Number(id[at]) + by) % 10;
        const { value, problems } = cleanIdNumber(id.slice(0, at) + digit + id.slice(at + 1));
        expect(value).toBeNull();
        expect(problems.map(({ decision }) => decision)).toEqual(['review']);
      }),
    );
  });

  test('what cannot be known goes to review with its kind', () => {
    const table: [string | number | null, string][] = [
      [null, 'id_missing'],
      ['　', 'id_missing'],
      ['户口待落', 'id_placeholder'],
      ['/', 'id_placeholder'],
      ['000000000000000000', 'id_placeholder'],
      ['4.10122E+17', 'id_sci_text'],
      [Number(`${good.slice(0, 15)}000`), 'id_precision_lost'],
      [`${good}0`, 'id_long'],
      [good.slice(0, 17), 'id_check_wrong'],
    ];
    for (const [cell, kind] of table) expect(said(cleanIdNumber(cell))).toEqual([null, kind]);
  });

  test('the number of a disability certificate holds the citizen number', () => {
    expect(said(cleanIdNumber(`${good}43`))).toEqual([good, 'id_disability_certificate']);
  });
});

describe('names', () => {
  test('blanks, dots and remarks are repaired, lost characters are left to a person', () => {
    const table: [string, string | null, ...string[]][] = [
      ['王　芳', '王芳', 'name_inner_space'],
      [' 王芳\u00a0', '王芳', 'name_outer_space'],
      ['阿依古丽.买买提', '阿依古丽·买买提', 'name_dot_variant'],
      ['王芳（小）', '王芳', 'name_suffix'],
      ['王芳2', '王芳', 'name_suffix'],
      ['王芳（曾用名王方）', '王芳', 'name_suffix'],
      ['王□', '王□', 'name_rare_lost'],
      ['王(左王右月)', '王(左王右月)', 'name_rare_lost'],
      ['無', '無'],
      ['不详', null],
      ['=1+1', null, 'name_unreadable'],
      ['13500000000', null, 'name_unreadable'],
    ];
    for (const [written, ...wanted] of table) expect(said(cleanName(written))).toEqual(wanted);
  });

  test('cleaning a cleaned name finds nothing more than what a person must decide', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\s王李欧阳·.•（）()大小1?]{1,8}$/u), (text) => {
        const once = cleanName(text);
        if (once.value === null) return;
        const again = cleanName(once.value);
        expect(again.value).toBe(once.value);
        expect(again.problems.filter(({ decision }) => decision === 'auto')).toEqual([]);
      }),
    );
  });
});

describe('coded columns', () => {
  test('understand what clerks of other counties write', () => {
    expect(said(cleanSex('男性'))).toEqual(['男', 'sex_variant']);
    expect(said(cleanSex(2))).toEqual(['女', 'sex_variant']);
    expect(said(cleanEthnic('维族'))).toEqual(['维吾尔族', 'ethnic_variant']);
    expect(said(cleanEthnic('土家族'))).toEqual(['土家族']);
    expect(said(cleanRelation('二闺女'))).toEqual(['次女', 'relation_alias']);
    expect(said(cleanEducation('大学本科学历'))).toEqual(['本科及以上', 'education_alias']);
    expect(said(cleanEducation('初中或小学'))).toEqual([null, 'education_ambiguous']);
    expect(said(cleanInSchool('高三'))).toEqual(['普通高中三年级', 'in_school_alias']);
    expect(said(cleanHealth('残疾、慢性病'))).toEqual(['长期慢性病,残疾', 'health_alias']);
    expect(said(cleanResidence('非农业家庭户口'))).toEqual(['城镇', 'residence_alias']);
    expect(said(cleanLevel('高级技工班'))).toEqual(['高级工', 'level_alias']);
  });

  test('a word that nobody knows goes to review and is not stored', () => {
    for (const clean of [
      cleanSex,
      cleanEthnic,
      cleanRelation,
      cleanEducation,
      cleanInSchool,
      cleanResidence,
      cleanLevel,
    ]) {
      expect(said(clean('什么'))).toEqual([null, 'value_unknown']);
    }
  });

  test('the types of a household part at any separator; a poor household of unknown kind is not guessed', () => {
    expect(said(cleanHouseholdTypes('一般脱贫户、低保户'))).toEqual([['一般脱贫户', '低保户']]);
    expect(said(cleanHouseholdTypes('低保+脱贫户'))).toEqual([['一般脱贫户', '低保户'], 'household_type_multi']);
    expect(said(cleanHouseholdTypes('五保'))).toEqual([['特困供养户'], 'household_type_alias']);
    expect(said(cleanHouseholdTypes('建档立卡贫困户'))).toEqual([null, 'value_unknown']);
  });

  test('yes and no of each column', () => {
    expect(said(cleanVeteran('退伍军人'))).toEqual([true, 'veteran_variant']);
    expect(said(cleanRisk('已解除'))).toEqual([true, 'risk_variant']);
    expect(said(cleanYesNo('√'))).toEqual([true]);
    expect(said(cleanYesNo('不想去'))).toEqual([false, 'answer_variant']);
    expect(said(cleanVeteran('√'))).toEqual([true, 'veteran_variant']);
  });
});

describe('telephone, quantities, dates', () => {
  test('telephone numbers', () => {
    const table: [string | number, string | null, ...string[]][] = [
      ['+86 154-0000-1111', '15400001111', 'phone_separators'],
      [15400001111, '15400001111', 'phone_as_number'],
      ['15400001111或15400002222', '15400001111', 'phone_two_numbers'],
      ['1540000111', null, 'phone_short'],
      ['0371-60000000', '0371-60000000', 'phone_landline'],
      ['无', null],
    ];
    for (const [written, ...wanted] of table) expect(said(cleanPhone(written))).toEqual(wanted);
  });

  test('years, fees and plans', () => {
    expect(said(cleanYears('两年半'))).toEqual([2.5, 'years_text']);
    expect(said(cleanYears('36个月'))).toEqual([3, 'years_text']);
    expect(said(cleanFee('１，２００元／学期'))).toEqual([2400, 'tuition_text']);
    expect(said(cleanFee('免费'))).toEqual([0, 'tuition_text']);
    expect(said(cleanFee('面议'))).toEqual([null, 'value_unknown']);
    expect(said(cleanPlan('一百'))).toEqual([null, 'plan_missing']);
    expect(said(cleanPlan('四十五人'))).toEqual([45, 'plan_text']);
  });

  test('dates in every style', () => {
    const table: [string | number, string | null, ...string[]][] = [
      ['2014.7.4', '2014-07-04'],
      ['２０１４年７月４日', '2014-07-04'],
      ['20140704', '2014-07-04'],
      ['2014-07-04 00:00:00', '2014-07-04'],
      [41824, '2014-07-04', 'date_excel_serial'],
      ['2014年7月', '2014-07'],
      [2014.07, '2014-07'],
      ['2014-02-30', null, 'date_impossible'],
      [2014.1, null, 'date_impossible'],
      ['14.7.4', null, 'date_two_digit_year'],
      ['2014年', null, 'date_impossible'],
    ];
    for (const [written, ...wanted] of table) expect(said(cleanDate(written))).toEqual(wanted);
    expect(isBefore('2016-12', '2016-12-05')).toBe(false);
    expect(isBefore('2016-11', '2016-12-05')).toBe(true);
  });

  test('any day is read back from any style of writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const date = new Date(Date.UTC(1950, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
        const [year, month, day] = date.split('-').map(Number);
        const forms = [date, `${year}/${month}/${day}`, `${year}.${month}.${day}`, `${year}年${month}月${day}日`];
        expect(forms.map((form) => cleanDate(form).value)).toEqual(forms.map(() => date));
      }),
    );
  });

  test('a column block tells which of its dates are written otherwise', () => {
    const columns = new DateColumns();
    const dates = ['2014.1.2', '2014.3.4', '2014/5/6', '2014.7', '2014.9.9'];
    for (const [row, text] of dates.entries()) columns.observe('a', 'x', row, text, cleanDate(text));
    columns.observe('b', 'x', 9, '2014/5/6', cleanDate('2014/5/6'));
    expect(columns.oddDates().map(({ row, kind }) => [row, kind])).toEqual([
      [2, 'date_format'],
      [3, 'date_month_only'],
    ]);
  });
});

describe('places, schools and rows', () => {
  const book = placeBook([
    { code: '410122001201', name: '大吴村村民委员会', township: '城关镇', county: '中牟县' },
    { code: '410122001001', name: '大吴社区居民委员会', township: '城关镇', county: '中牟县' },
    { code: '410122001202', name: '小李庄村民委员会', township: '城关镇', county: '中牟县' },
  ]);

  test('a village is found by its usual and its other names, two of one name by the code', () => {
    expect(book.village('中牟县', '城关', '小李庄行政村')).toEqual({
      code: '410122001202',
      name: '小李庄村',
      alias: true,
    });
    expect(book.village('中牟县', '城关镇', '大吴村')?.alias).toBe(false);
    expect(book.village('中牟县', '城关镇', '大吴')).toBeUndefined();
    expect(book.village('中牟县', '城关镇', '大吴', '410122001001')?.name).toBe('大吴社区');
    expect(book.village('中牟县', '城关镇', '小李庄东组')).toBeUndefined();
    expect([book.county('郑州市中牟县'), book.county('中牟'), book.county('曹县')]).toEqual([
      '中牟县',
      '中牟县',
      undefined,
    ]);
    expect(book.unit('中牟县', '别的镇')).toBe('410122000000');
    expect(villageName('南关居民委员会')).toBe('南关居委会');
  });

  test('a short name of a school must fit one school of its kind', () => {
    const find = schoolFinder(
      [{ name: '郑州黄河工程技师学院' }, { name: '郑州黄河高级技工学校' }, { name: '中牟县启明技工学校' }],
      ['郑州市', '郑州', '中牟县', '中牟'],
    );
    expect(find('黄河技师学院')).toEqual({ school: { name: '郑州黄河工程技师学院' }, alias: true });
    expect(find('郑州黄河高级技校')?.school.name).toBe('郑州黄河高级技工学校');
    expect(find('中牟县技工学校')).toBeUndefined();
    expect(find('郑州第二技工学校')).toBeUndefined();
  });

  test('subtotals, totals, footers and headings once more are no data', () => {
    const headings = ['序号', '姓名', '证件号码', '备注'];
    expect(rowKind([null, '城关镇小计', '12人'], headings)).toBe('subtotal_row');
    expect(rowKind(['合  计', null, 12], headings)).toBe('total_row');
    expect(rowKind(['填报人：张三', null, '审核人：'], headings)).toBe('footer_row');
    expect(rowKind(['序号', '姓 名', '证件号码', '备注'], headings)).toBe('repeated_header');
    expect(rowKind([1, '王芳', '410122198803150017', null], headings)).toBeNull();
    expect(rowKind([null, '王芳', null, null], headings)).toBeNull();
    expect(rowKind(['3', null, null, null], headings)).toBeNull();
  });

  test('remarks under a table are no data: numbered, a sentence, when it was filled in', () => {
    const headings = ['序号', '姓名', '证件号码', '备注'];
    for (const remark of ['2.身份证号须与户口簿一致', '（3）一人一行', '本表由各乡镇核实后填报。', '以下空白'])
      expect(rowKind([remark, null, null, null], headings), remark).toBe('footer_row');
    expect(rowKind([null, '填表时间：2020年8月30日'], headings)).toBe('footer_row');
    expect(rowKind([null, '2.户口簿', '410122198803150017'], headings)).toBeNull();
  });

  test('every kind has a decision', () => {
    expect(
      problemKinds.map(decisionOf).every((one) => ['auto', 'review', 'refuse', 'skip', 'note'].includes(one)),
    ).toBe(true);
  });
});
