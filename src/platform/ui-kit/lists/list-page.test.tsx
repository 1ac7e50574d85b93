// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BulkAct } from './bulk-dialog.tsx';
import { KitProvider } from '../shell/kit-provider.tsx';
import { ListPage } from './list-page.tsx';
import { parseQuery, writeQuery } from './list-state.ts';
import type { Selection } from './selection.ts';
import { SessionProvider } from '../shell/session.tsx';
import type { Session } from '../shell/session.tsx';

interface Person {
  id: string;
  name: string;
}

const people: Person[] = ['甲', '乙', '丙'].map((name, index) => ({ id: `p${index}`, name }));
const networkOf = globalThis.fetch;
let asked: URL[] = [];
let answer: (url: URL) => Response;

const session: Session = {
  user: { name: '张', username: 'zhang' },
  unit: { id: 'u', name: '人社所', level: 'township', line: 'hr', divisionCode: '370112009000', divisionName: '港沟' },
  roles: [],
  permissions: [],
  today: '2020-09-01',
  demo: true,
  csrf: 'c',
};

beforeEach(() => {
  asked = [];
  answer = () => new Response(JSON.stringify({ rows: people, total: 3412, page: 1, size: 50 }));
  globalThis.fetch = async (input) => {
    const url = new URL(String(input), 'http://jiqiao.test');
    asked.push(url);
    return answer(url);
  };
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  globalThis.fetch = networkOf;
});

function List({ bulk }: { bulk?: BulkAct[] }) {
  return (
    <SessionProvider session={session}>
      <ListPage<Person>
        id="people"
        title="人员"
        endpoint="/api/people"
        columns={[{ key: 'name', title: '姓名', sortBy: 'name', render: (row) => row.name }]}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        filters={[{ kind: 'text', key: 'name', label: '名字' }]}
        open={(row) => `/people/${row.id}`}
        bulk={bulk}
        empty={{ title: '这里会列出人员', begin: '先导入名册' }}
      />
    </SessionProvider>
  );
}

async function show(path: string, bulk?: BulkAct[]) {
  const root = createRootRoute();
  const list = createRoute({ getParentRoute: () => root, path: '/people', component: () => <List bulk={bulk} /> });
  const file = createRoute({ getParentRoute: () => root, path: '/people/$id', component: () => <p>档案</p> });
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createRouter({
    routeTree: root.addChildren([list, file]),
    history,
    parseSearch: parseQuery,
    stringifySearch: writeQuery,
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <KitProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </KitProvider>,
  );
  await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  return history;
}

const press = (key: string) =>
  act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key }));

describe('a list page', () => {
  test('asks the server for what the address says', async () => {
    await show('/people?name=%E7%8E%8B&page=3&sort=-name&size=100');
    expect(asked[0]?.pathname).toBe('/api/people');
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      name: '王',
      page: '3',
      size: '100',
      sort: '-name',
    });
  });
  test('a filter goes into the address and back to page one', async () => {
    const history = await show('/people?page=3');
    const box = await screen.findByLabelText('名字');
    fireEvent.change(box, { target: { value: '李' } });
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(parseQuery(history.location.search)).toEqual({ name: '李' }));
  });
  test('sorting by a column goes into the address', async () => {
    const history = await show('/people');
    fireEvent.click(await screen.findByRole('button', { name: /姓名/u }));
    await waitFor(() => expect(parseQuery(history.location.search)).toEqual({ sort: 'name' }));
  });
  test('j and k move, Enter opens the row', async () => {
    const history = await show('/people');
    await screen.findByText('甲');
    await press('j');
    await press('j');
    await press('j');
    await press('k');
    expect(document.activeElement?.textContent).toContain('乙');
    await press('Enter');
    await waitFor(() => expect(history.location.pathname).toBe('/people/p1'));
  });
  test('with nothing there it says what will appear and how to begin', async () => {
    answer = () => new Response(JSON.stringify({ rows: [], total: 0, page: 1, size: 50 }));
    await show('/people');
    expect(await screen.findByText('这里会列出人员')).toBeTruthy();
    expect(screen.getByText('先导入名册')).toBeTruthy();
  });
  test('with nothing found it offers to clear the filters', async () => {
    answer = () => new Response(JSON.stringify({ rows: [], total: 0, page: 1, size: 50 }));
    await show('/people?name=x');
    expect(await screen.findByText('没有符合条件的记录')).toBeTruthy();
  });
  test('a failure shows its code and a way to try again', async () => {
    answer = () => new Response(JSON.stringify({ error: { code: 'INTERNAL', message: '出错了' } }), { status: 500 });
    await show('/people');
    expect((await screen.findByRole('alert')).textContent).toContain('代码 INTERNAL');
    expect(screen.getByRole('button', { name: '重试' })).toBeTruthy();
  });
});

test('a bulk act on all matching rows shows what will happen and be skipped, then its receipt with undo', async () => {
  const seen: Selection[] = [];
  const undone: string[] = [];
  const pass: BulkAct = {
    key: 'pass',
    label: '审核通过',
    preview: async (selection) => {
      seen.push(selection);
      return { effect: '记为通过', willHappen: 3404, skipped: [{ reason: '缺签名页', count: 8 }] };
    },
    run: async () => ({ done: 3404, skipped: [], undo: async () => undone.push('pass') }),
  };
  await show('/people?name=x', [pass]);
  await screen.findByText('甲');
  await press('j');
  await press('x');
  expect(screen.getByText('已选 1 条')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '选择全部 3,412 条' }));
  fireEvent.click(screen.getByRole('button', { name: '审核通过' }));
  expect(await screen.findByText('缺签名页')).toBeTruthy();
  expect(seen[0]).toEqual({ kind: 'all', filters: { name: 'x' }, total: 3412 });
  fireEvent.click(screen.getByRole('button', { name: '确认办理' }));
  expect(await screen.findByText('已处理 3,404 条')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await waitFor(() => expect(undone).toEqual(['pass']));
});
