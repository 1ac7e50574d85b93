import { describe, expect, it } from 'vitest';
import { findHeader, foldHeading, isRepeatedHeader } from './find-header.ts';
import type { Cell, SheetRow } from '../types.ts';

const rows = (...lines: Cell[][]): SheetRow[] => lines.map((cells, index) => ({ sheet: 'a', row: index + 1, cells }));

const SPEC = {
  name: { heading: '姓名', aliases: ['学生姓名'], required: true },
  id: { heading: '身份证号', aliases: ['身份证号码', '公民身份号码'], required: true },
  county: { heading: '县（市、区）' },
  fee: { heading: '学费（元/学年）' },
  start: { heading: '开始' },
  end: { heading: '结束' },
};

describe('finding the header', () => {
  it('passes over titles and folds width, spaces, line breaks, brackets and stars', () => {
    const header = findHeader(
      rows(['附件2'], ['登记表', null, '姓名'], ['*姓 名（必填）', '公民身份\n号码', '县(市､区)', '学费', '专业 ']),
      SPEC,
    );
    expect(header).toMatchObject({
      row: 3,
      firstRow: 3,
      columns: { name: 0, id: 1, county: 2, fee: 3 },
      unknown: [{ column: 4, heading: '专业 ' }],
      missing: [],
    });
  });

  it('reads a header of two storeys', () => {
    const lines = rows(
      ['登记表'],
      ['姓名', '身份证号', '培训时间', null],
      [null, null, '开始', '结束'],
      ['甲', '371721200011198114', '2020-05-06', '2020-05-20'],
    );
    const merges = [{ fromRow: 2, toRow: 2, fromColumn: 2, toColumn: 3 }];
    expect(findHeader(lines, SPEC, merges)).toMatchObject({
      firstRow: 2,
      row: 3,
      columns: { name: 0, id: 1, start: 2, end: 3 },
    });
  });

  it('does not take a guardian for the person, nor the same heading twice', () => {
    const header = findHeader(rows(['姓名（监护人）', '姓名', '身份证号', '身份证号']), SPEC);
    expect(header?.columns).toEqual({ name: 1, id: 2 });
    expect(header?.unknown.map(({ column }) => column)).toEqual([0, 3]);
  });

  it('takes hints in brackets, other names behind a slash and words like 情况 for what they are, where that leaves no doubt', () => {
    const heads = ['学生姓名/称呼', '身份证号（18位）', '所在县（市、区）', '开始情况'];
    expect(findHeader(rows(heads), SPEC)?.columns).toEqual({ name: 0, id: 1, county: 2, start: 3 });
  });

  it('leaves a heading alone that could be two columns, or another person, and two headings that could be one', () => {
    const header = findHeader(
      rows(['姓名', '身份证号', '开始/结束', '学费（上期）', '学费（下期）', '县（市、区）（户主）']),
      SPEC,
    );
    expect(header?.columns).toEqual({ name: 0, id: 1 });
    expect(findHeader(rows(['姓名', '身份证号（户主）', '开始']), SPEC)?.missing).toEqual(['身份证号']);
  });

  it('lets a person say what a heading is, or that it counts for nothing, before the aliases are asked', () => {
    const lines = rows(['填表说明'], ['姓名', '人员全称', '证照编码', '姓名']);
    const choices = [
      { heading: '人员 全称', occurrence: 1, field: 'name' },
      { heading: '证照编码', occurrence: 1, field: 'id' },
      { heading: '姓名', occurrence: 2, field: null },
      { heading: '学费', occurrence: 1, field: 'fee' },
    ];
    const header = findHeader(lines, SPEC, [], choices);
    expect(header).toMatchObject({ row: 2, columns: { name: 1, id: 2 }, ignored: [3], missing: [] });
    expect(header?.unknown).toEqual([{ column: 0, heading: '姓名' }]);
  });

  it('gives up on a sheet without the columns', () => {
    expect(findHeader(rows(['说明'], ['姓名不得为空']), SPEC)).toBeNull();
    expect(findHeader([], SPEC)).toBeNull();
  });

  it('recognises the header when it comes again, and only then', () => {
    const header = findHeader(rows(['姓名', '身份证号', '学费']), SPEC);
    if (header === null) throw new Error('no header');
    expect(isRepeatedHeader({ sheet: 'a', row: 9, cells: ['姓 名', '身份证号', '学 费'] }, header)).toBe(true);
    expect(isRepeatedHeader({ sheet: 'a', row: 9, cells: ['姓名', '3717', '4400'] }, header)).toBe(false);
    expect(isRepeatedHeader({ sheet: 'a', row: 9, cells: [] }, header)).toBe(false);
  });

  it('folds what is not text to nothing', () => {
    expect([null, true, undefined, 3].map(foldHeading)).toEqual(['', '', '', '3']);
  });
});
