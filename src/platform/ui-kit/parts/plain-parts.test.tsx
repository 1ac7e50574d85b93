// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { ApiError } from '../../api-client/index.ts';
import { Deadline, DecisionCard, ErrorNote, fileSize, longDate, money, Timeline, wallClock } from './plain.ts';
import { matchPath } from '../shell/public-path.ts';

afterEach(cleanup);

describe('numbers and dates', () => {
  test('money is written from fen with thousands and two places', () => {
    expect([money(300_000), money(5), money(-123_456_789)]).toEqual(['3,000.00 元', '0.05 元', '-1,234,567.89 元']);
  });
  test('letters write dates in full, tables do not', () => {
    expect(longDate('2024-09-01')).toBe('2024年9月1日');
    expect(longDate('未定')).toBe('未定');
  });
  test('an instant is shown on the wall clock of China', () => {
    expect(wallClock('2024-08-31T16:05:00Z')).toBe('2024-09-01 00:05');
  });
  test('sizes are readable', () => {
    expect([fileSize(900), fileSize(20_480), fileSize(1_500_000)]).toEqual(['900 B', '20 KB', '1.4 MB']);
  });
});

describe('deadline', () => {
  test.each([
    ['2020-09-04', 3, '还剩 3 个工作日'],
    ['2020-09-01', 0, '今天到期'],
    ['2020-08-28', -2, '已超 2 个工作日'],
  ])('due %s with %i working days reads %s', (dueOn, left, words) => {
    render(<Deadline dueOn={dueOn} workingDaysLeft={left} />);
    expect(screen.getByText(words)).toBeTruthy();
  });
  test('a limit that is not set says so', () => {
    render(<Deadline dueOn={null} workingDaysLeft={null} />);
    expect(screen.getByText('未设时限')).toBeTruthy();
  });
  test('a year whose holidays are not published is not counted', () => {
    render(<Deadline dueOn="2030-02-28" workingDaysLeft={null} />);
    expect(screen.getByText(/放假安排未公布/u)).toBeTruthy();
  });
});

test('the decision card shows outcome, sum, reasons, facts with source and date, clause and change', () => {
  render(
    <DecisionCard
      title="雨露计划"
      outcome="refused"
      amountLines={[{ label: '合计', amountFen: 0 }]}
      clause="三（四）"
      documentNumber="鲁人社"
      ruleVersion="2"
      facts={[{ label: '在册', value: '否', source: '扶贫名册', date: '2020-08-28' }]}
      reasons={['不在册']}
      change={['列入名册']}
    />,
  );
  const told = screen.getByRole('article').textContent;
  for (const part of [
    '不符合',
    '0.00 元',
    '不在册',
    '扶贫名册',
    '2020-08-28',
    '三（四）',
    '鲁人社',
    '规则版本 2',
    '列入名册',
  ]) {
    expect(told).toContain(part);
  }
});

test('an error says what happened, what to do and its code', () => {
  render(
    <ErrorNote
      error={new ApiError({ code: 'LOCKED', status: 423, message: '账号已锁定', hint: '稍后再试', traceId: 't1' })}
    />,
  );
  expect(screen.getByRole('alert').textContent).toBe('账号已锁定稍后再试代码 LOCKED · 追踪号 t1');
});

test('a timeline without entries says so', () => {
  render(<Timeline entries={[]} />);
  expect(screen.getByText('还没有办理记录。')).toBeTruthy();
});

describe('public paths', () => {
  test('parameters are read and decoded', () => {
    expect(matchPath('/public/letters/$number', '/public/letters/%E9%B2%81-1/')).toEqual({ number: '鲁-1' });
  });
  test('another length or another word does not fit', () => {
    expect(matchPath('/public/letters/$number', '/public/letters')).toBeNull();
    expect(matchPath('/public/catalogue', '/public/policies')).toBeNull();
  });
  test('a broken escape is taken as it stands', () => {
    expect(matchPath('/p/$x', '/p/%E9')).toEqual({ x: '%E9' });
  });
});
