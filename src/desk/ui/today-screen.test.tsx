// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { KitProvider, parseQuery, SessionProvider, writeQuery, type Session } from '../../platform/ui-kit/index.ts';
import type { TodayAnswer } from '../schema.ts';
import TodayScreen from './today-screen.tsx';

const session: Session = {
  user: { name: '吕晓梅', username: 'xiang' },
  unit: {
    id: 'u',
    name: '青堌集镇人社所',
    level: 'township',
    line: 'hr',
    divisionCode: '371721103000',
    divisionName: '青堌集镇',
  },
  roles: [],
  permissions: [],
  today: '2020-09-01',
  demo: true,
  csrf: 'c',
};
const quiet: TodayAnswer = {
  today: '2020-09-01',
  waiting: [],
  late: null,
  returned: null,
  messages: { unread: 0, capped: false, rows: [] },
  lists: [],
  deadlines: [],
  cities: [],
  jobs: [],
};
const networkOf = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = networkOf;
});

async function show(answer: Partial<TodayAnswer>) {
  globalThis.fetch = async () => new Response(JSON.stringify({ ...quiet, ...answer }));
  const root = createRootRoute();
  const today = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () => (
      <SessionProvider session={session}>
        <TodayScreen />
      </SessionProvider>
    ),
  });
  const list = createRoute({ getParentRoute: () => root, path: '/enrolment/review', component: () => <p>名单</p> });
  const history = createMemoryHistory({ initialEntries: ['/'] });
  const router = createRouter({
    routeTree: root.addChildren([today, list]),
    history,
    parseSearch: parseQuery,
    stringifySearch: writeQuery,
  });
  render(
    <KitProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </KitProvider>,
  );
  await screen.findByRole('region', { name: '等我办理' });
  return history;
}

describe('the first screen', () => {
  test('a number opens its list with the filter in the address', async () => {
    const list = '/enrolment/review?state=township_review';
    const history = await show({ waiting: [{ key: 'my_half', count: 46, capped: false, list }] });
    fireEvent.click(screen.getByRole('link', { name: '46 待本部门审核' }));
    await screen.findByText('名单');
    expect(history.location.href).toBe(list);
  });
  test('beyond the cap a number says that there are more', async () => {
    await show({ waiting: [{ key: 'my_half', count: 10_000, capped: true, list: '/enrolment/review' }] });
    expect(screen.getByRole('link', { name: '10,000 以上 待本部门审核' })).toBeDefined();
  });
  test('lateness is told in words, and "not set" and "calendar not published" are told as such', async () => {
    const late = {
      state: 'counted',
      limit: 5,
      setFor: null,
      count: 3,
      capped: false,
      oldestWorkingDays: 9,
      list: '/enrolment/review',
    } as const;
    await show({ late });
    const block = () => within(screen.getByRole('region', { name: '办理时限' }));
    expect(block().getByRole('link', { name: '3 件超过时限（时限 5 个工作日）' }).className).toContain('kit-alarm');
    expect(block().getByText(/最久的一件已 9 个工作日/)).toBeDefined();
    cleanup();
    await show({ late: { ...late, state: 'not_set', limit: null, count: 0 } });
    expect(block().getByText(/没有设置办理时限/)).toBeDefined();
    cleanup();
    await show({ late: { ...late, state: 'calendar_not_published', count: 0 } });
    expect(block().getByText(/放假安排还没有公布/)).toBeDefined();
  });
  test('what came back stands with its reason', async () => {
    const row = {
      id: '1',
      number: 'N',
      name: '王五',
      stateName: '县级退回',
      reason: '毕业证不清楚',
      unitName: '曹县人社局',
      at: null,
      workingDays: 2,
      open: '/enrolment/applications/1',
    };
    await show({ returned: { rows: [row], list: '/enrolment/review' } });
    const table = screen.getByRole('table', { name: '退回来的申请和原因' });
    expect(table.textContent).toContain('毕业证不清楚');
    expect(table.textContent).toContain('曹县人社局');
  });
  test('a deadline whose calendar is not published gives the date without working days', async () => {
    const line = {
      key: 'a.2021',
      title: { zh: '目录公布', en: 'x' },
      clause: 'SD2017 三(三)',
      dueOn: '2099-02-28',
      workingDaysLeft: null,
      state: 'pending',
      doneOn: null,
      list: '/catalogue',
    } as const;
    await show({ deadlines: [line] });
    expect(screen.getByRole('region', { name: '期限' }).textContent).toContain('放假安排未公布');
  });
  test('with nothing waiting it says what will appear', async () => {
    await show({});
    expect(screen.getByText('没有等您办理的事项')).toBeDefined();
    expect(screen.getByText('没有未读消息。')).toBeDefined();
  });
});
