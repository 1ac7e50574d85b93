// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfirmAct } from './forms/confirm-act.tsx';
import { JobProgress, percentOf } from './parts/job-progress.tsx';
import { KitProvider } from './shell/kit-provider.tsx';
import { kitWords } from './kit-words.ts';
import { missingReason } from './forms/reason-fields.tsx';
import { menuEntryOf, menuFor } from './shell/screen.ts';
import type { Screen } from './shell/screen.ts';
import { permits } from './shell/session.tsx';

const networkOf = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = networkOf;
});

const show = (content: ReactNode) =>
  render(
    <KitProvider>
      <QueryClientProvider client={new QueryClient()}>{content}</QueryClientProvider>
    </KitProvider>,
  );

describe('a reason', () => {
  const asked = {
    reasons: [
      { code: 'photo', label: '照片不清' },
      { code: 'other', label: '其他', needsText: true },
    ],
  };
  test('is complete with a code, and with words where the code asks for them', () => {
    expect(missingReason(asked, { reasonCode: null, text: '' }).any).toBe(true);
    expect(missingReason(asked, { reasonCode: 'photo', text: '' }).any).toBe(false);
    expect(missingReason(asked, { reasonCode: 'other', text: '  ' })).toMatchObject({ code: false, text: true });
  });
  test('that is missing keeps the act from happening', async () => {
    const done: unknown[] = [];
    show(
      <ConfirmAct
        title="拒绝"
        text="required"
        onConfirm={async (reason) => done.push(reason)}
        onClose={() => undefined}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: '拒绝' }));
    expect(screen.getByText('请填写说明')).toBeTruthy();
    expect(done).toEqual([]);
    fireEvent.change(screen.getByLabelText('说明'), { target: { value: '不符合条件' } });
    fireEvent.click(screen.getByRole('button', { name: '拒绝' }));
    await waitFor(() => expect(done).toEqual([{ reasonCode: null, text: '不符合条件' }]));
  });
});

describe('a job', () => {
  test('that fails shows its message and can be run again', async () => {
    const asked: string[] = [];
    globalThis.fetch = async (url, init) => {
      asked.push(`${init?.method} ${String(url)}`);
      const job = { id: 'j1', state: 'failed', done: 40, total: 100, message: '第 41 行无法读取' };
      return new Response(JSON.stringify(job));
    };
    show(<JobProgress jobId="j1" />);
    await waitFor(() => expect(screen.getByText('第 41 行无法读取')).toBeTruthy());
    fireEvent.click(screen.getByRole('button', { name: '重新处理' }));
    await waitFor(() => expect(asked).toContain('POST /api/jobs/j1/retry'));
  });
  test('is asked for again when the server was away, without a word from anybody', async () => {
    let asked = 0;
    const answers = [{ state: 'running', done: 10 }, null, { state: 'done', done: 100 }];
    globalThis.fetch = async () => {
      const answer = answers[Math.min(asked, 2)];
      asked += 1;
      if (!answer) return new Response('{"error":{"code":"STARTING","message":"正在启动"}}', { status: 500 });
      return new Response(JSON.stringify({ id: 'j2', total: 100, message: '', ...answer }));
    };
    show(<JobProgress jobId="j2" />);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('已完成'), { timeout: 20_000 });
    expect(asked).toBe(3);
  }, 30_000);
  test('is at 100 percent only when it is done', () => {
    expect(percentOf({ state: 'running', done: 100, total: 100 })).toBe(99);
    expect(percentOf({ state: 'running', done: 5, total: null })).toBe(0);
    expect(percentOf({ state: 'done', done: 5, total: null })).toBe(100);
  });
});

describe('permissions and menu', () => {
  const entry = (path: string, menuGroup: Screen['menuGroup'], permission: Screen['permission']): Screen => {
    const component = (() => null) as unknown as Screen['component'];
    return { path, title: { zh: path, en: path }, menuGroup, permission, component };
  };
  const screens = [
    entry('/students', 'students', 'students.read'),
    entry('/', 'desk', null),
    entry('/people', 'people', ['people.read', 'people.write']),
    entry('/people/$personId', null, 'people.read'),
  ];
  test('null is open to everyone, a list needs any one of it', () => {
    expect([permits([], null), permits(['b'], ['a', 'b']), permits(['b'], ['a']), permits(['b'], 'a')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
  test('the menu holds what may be opened, in the order of the sections', () => {
    const shown = menuFor(screens, ['people.write']).map(({ group, screens: inside }) => [
      group,
      ...inside.map((one) => one.path),
    ]);
    expect(shown).toEqual([
      ['desk', '/'],
      ['people', '/people'],
    ]);
  });
  test('a file belongs to the menu entry of its list', () => {
    expect(menuEntryOf(screens, '/people/p1')?.path).toBe('/people');
    expect(menuEntryOf(screens, '/')?.path).toBe('/');
    expect(menuEntryOf(screens, '/peoples')).toBeUndefined();
  });
});

test('both languages fill in the same values', () => {
  const gaps = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map((found) => found[1] ?? '').sort();
  for (const [key, text] of Object.entries(kitWords.zh)) {
    expect([key, gaps(kitWords.en[key as keyof typeof kitWords.en])]).toEqual([key, gaps(text)]);
  }
});
