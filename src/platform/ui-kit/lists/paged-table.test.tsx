// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KitProvider } from '../shell/kit-provider.tsx';
import { PagedTable } from './paged-table.tsx';

interface Order {
  id: string;
}

const networkOf = globalThis.fetch;
let asked: URL[] = [];
let total = 0;

beforeEach(() => {
  asked = [];
  globalThis.fetch = async (input) => {
    const url = new URL(String(input), 'http://jiqiao.test');
    asked.push(url);
    const [page, size] = ['page', 'size'].map((name) => Number(url.searchParams.get(name)));
    const first = (page! - 1) * size!;
    const rows = Array.from({ length: Math.min(size!, total - first) }, (_, i) => ({ id: `订单${first + i + 1}` }));
    return new Response(JSON.stringify({ rows, total, page, size, taken: 7 }));
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = networkOf;
});

function shown() {
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <KitProvider>
        <PagedTable<Order, { rows: Order[]; total: number; page: number; size: number; taken: number }>
          path="/api/orders"
          query={{ year: '2020' }}
          title="订单"
          empty="还没有订单"
          note={({ taken }) => `已有 ${taken} 人`}
          columns={[{ key: 'id', title: '编号', render: (r) => r.id }]}
          rowKey={(r) => r.id}
          rowName={(r) => r.id}
        />
      </KitProvider>
    </QueryClientProvider>,
  );
}

test('a list beyond one page is moved through on the server, with what it is asked by', async () => {
  total = 120;
  shown();
  await screen.findByText('订单50');
  expect(screen.getByText('已有 7 人')).toBeTruthy();
  expect(screen.queryByText('订单51')).toBeNull();
  fireEvent.click(screen.getByTitle('3'));
  await screen.findByText('订单120');
  expect(asked.map((url) => url.search)).toEqual(['?year=2020&page=1&size=50', '?year=2020&page=3&size=50']);
});

test('what fits on the smallest page has no pager, and nothing is said to be nothing', async () => {
  total = 3;
  const { unmount } = shown();
  await screen.findByText('订单3');
  expect(screen.queryByRole('navigation')).toBeNull();
  unmount();
  total = 0;
  shown();
  await waitFor(() => expect(screen.getByText('还没有订单')).toBeTruthy());
});
