// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { lazy } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KitProvider } from '../platform/ui-kit/index.ts';
import type { Screen, Session } from '../platform/ui-kit/index.ts';
import { makeRouter } from './router.tsx';
import { makeQueryClient, safeReturn } from './session-calls.ts';
import { webWords } from './web-words.ts';

const session: Session = {
  user: { name: '张站长', username: 'zhang' },
  unit: {
    id: 'u',
    name: '港沟人社所',
    level: 'township',
    line: 'hr',
    divisionCode: '370112009000',
    divisionName: '港沟',
  },
  roles: [],
  permissions: ['people.read'],
  today: '2020-09-01',
  demo: true,
  csrf: 'token-1',
};

const page = (path: string, permission: string): Screen => ({
  path,
  title: { zh: `页面${path}`, en: path },
  menuGroup: 'people',
  permission,
  component: lazy(async () => ({ default: () => <p>内容{path}</p> })),
});
const screens = [page('/people', 'people.read'), page('/funds', 'funds.read')];

type Answer = [status: number, body: unknown];
const networkOf = globalThis.fetch;
let answers: Record<string, Answer>;
let acts: { url: string; init: RequestInit | undefined }[];
const refused = (code: string, message: string) => ({ error: { code, message } });

beforeEach(() => {
  acts = [];
  answers = {
    'GET /api/session': [401, refused('NOT_SIGNED_IN', '未登录')],
    'GET /api/session/demo-accounts': [404, refused('NOT_FOUND', '没有')],
  };
  globalThis.fetch = async (url, init) => {
    const name = `${init?.method} ${String(url)}`;
    if (init?.method !== 'GET') acts.push({ url: String(url), init });
    const [status, body] = answers[name] ?? [404, refused('NOT_FOUND', name)];
    return new Response(JSON.stringify(body), { status });
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = networkOf;
});

function open(path: string) {
  const history = createMemoryHistory({ initialEntries: [path] });
  render(
    <KitProvider>
      <QueryClientProvider client={makeQueryClient()}>
        <RouterProvider router={makeRouter(screens, history)} />
      </QueryClientProvider>
    </KitProvider>,
  );
  return history;
}

async function signIn(username: string) {
  fireEvent.change(await screen.findByLabelText('用户名'), { target: { value: username } });
  fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'secret' } });
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
}

describe('sign-in', () => {
  test('without a session a page sends to sign-in and back to itself afterwards', async () => {
    const history = open('/people?name=x');
    await screen.findByLabelText('用户名');
    expect(history.location.pathname).toBe('/sign-in');
    answers['POST /api/session/sign-in'] = [200, session];
    answers['GET /api/session'] = [200, session];
    await signIn('zhang');
    expect(await screen.findByText('内容/people')).toBeTruthy();
    expect(history.location.href).toBe('/people?name=x');
  });
  test('an account with a one-time code is asked for it', async () => {
    open('/sign-in');
    answers['POST /api/session/sign-in'] = [200, { next: 'one-time-code' }];
    answers['POST /api/session/one-time-code'] = [200, session];
    await signIn('zhang');
    const box = await screen.findByLabelText('验证码');
    answers['GET /api/session'] = [200, session];
    fireEvent.change(box, { target: { value: '12 34-56' } });
    fireEvent.click(screen.getByRole('button', { name: '登录' }));
    expect(await screen.findByText('港沟人社所')).toBeTruthy();
    expect(acts.at(-1)?.init?.body).toBe('{"code":"123456"}');
  });
  test('a lockout is told in the words of the server', async () => {
    open('/sign-in');
    answers['POST /api/session/sign-in'] = [423, refused('ACCOUNT_LOCKED', '账号已锁定')];
    await signIn('zhang');
    expect((await screen.findByRole('alert')).textContent).toContain('账号已锁定');
  });
  test('demonstration accounts are listed where the server has some, and sign in at once', async () => {
    const account = { username: 'cun', password: 'p', name: '刘文书', unit: '某某村', task: '登记意愿' };
    answers['GET /api/session/demo-accounts'] = [200, { rows: [account] }];
    answers['POST /api/session/sign-in'] = [200, session];
    open('/sign-in');
    fireEvent.click(await screen.findByRole('button', { name: /刘文书/u }));
    await waitFor(() => expect(acts[0]?.init?.body).toBe('{"username":"cun","password":"p"}'));
  });
  test.each([
    ['/people?x=1', '/people?x=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/sign-in', '/'],
    [undefined, '/'],
  ])('the way back %s becomes %s', (given, taken) => {
    expect(safeReturn(given)).toBe(taken);
  });
});

describe('the frame', () => {
  beforeEach(() => {
    answers['GET /api/session'] = [200, session];
  });
  test('shows unit, a marked demonstration date and only the menu that is permitted', async () => {
    open('/people');
    expect(await screen.findByText('港沟人社所')).toBeTruthy();
    expect(screen.getByText('2020-09-01').parentElement?.textContent).toContain('演示日期');
    expect(screen.getByRole('link', { name: '页面/people' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: '页面/funds' })).toBeNull();
  });
  test('a page without permission says so', async () => {
    open('/funds');
    expect(await screen.findByText('您的岗位没有打开这一页的权限')).toBeTruthy();
    expect(screen.queryByText('内容/funds')).toBeNull();
  });
  test('an unknown address keeps the frame', async () => {
    open('/nowhere/at/all');
    expect(await screen.findByText('没有这一页')).toBeTruthy();
    expect(screen.getByText('港沟人社所')).toBeTruthy();
  });
  test('signing out carries the token, forgets drafts and ends at sign-in', async () => {
    const history = open('/people');
    sessionStorage.setItem('jiqiao.draft.wish', '{}');
    fireEvent.click(await screen.findByRole('button', { name: /张站长/u }));
    answers['POST /api/session/sign-out'] = [200, {}];
    answers['GET /api/session'] = [401, refused('NOT_SIGNED_IN', '未登录')];
    fireEvent.click(await screen.findByText('退出登录'));
    await waitFor(() => expect(history.location.pathname).toBe('/sign-in'));
    expect(acts[0]?.init?.headers).toMatchObject({ 'x-csrf': 'token-1' });
    expect(sessionStorage.getItem('jiqiao.draft.wish')).toBeNull();
  });
  test('whoever holds posts in several offices changes between them in the heading', async () => {
    const other = { ...session.unit, id: 'v', name: '曹县人社局', onBehalfOf: { userId: 'b', name: '许静' } };
    answers['GET /api/session'] = [200, { ...session, units: [session.unit, other] }];
    const history = open('/people');
    fireEvent.click(await screen.findByRole('button', { name: /切换岗位/u }));
    answers['POST /api/session/switch-unit'] = [200, { ...session, unit: other, units: [session.unit, other] }];
    fireEvent.click(await screen.findByText('曹县人社局（代 许静）'));
    await waitFor(() => expect(acts[0]?.init?.body).toBe('{"unitId":"v","onBehalfOf":"b"}'));
    expect(await screen.findByRole('button', { name: '切换岗位：曹县人社局（代 许静）' })).toBeTruthy();
    expect(history.location.pathname).toBe('/');
  });
  test('whoever still has the first password is led to where it is changed, from every address', async () => {
    answers['GET /api/session'] = [200, { ...session, permissions: [], mustChangePassword: true }];
    const history = open('/people');
    await waitFor(() => expect(history.location.pathname).toBe('/organizations/security'));
  });
  test('the language changes without loading the page again', async () => {
    open('/people');
    fireEvent.click(await screen.findByRole('button', { name: 'English' }));
    expect(await screen.findByText('Demonstration date')).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
    fireEvent.click(screen.getByRole('button', { name: '中文' }));
    expect(await screen.findByText('演示日期')).toBeTruthy();
  });
});

test('both languages of the shell have every text', () => {
  expect(Object.keys(webWords.en)).toEqual(Object.keys(webWords.zh));
});
