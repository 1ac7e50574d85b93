// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../../api-client/index.ts';
import { KitProvider } from '../shell/kit-provider.tsx';
import { SchemaForm } from './schema-form.tsx';
import { fieldsOf } from './schema-fields.ts';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const wish = z.object({
  name: z.string().min(2).meta({ title: '姓名' }),
  ethnic: z.enum(['汉族', '回族']).meta({ title: '民族' }),
  born: z.iso.date().meta({ title: '出生日期' }),
  phone: z
    .string()
    .regex(/^1\d{10}$/u, '手机号应为 11 位数字')
    .meta({ title: '手机号' }),
  age: z.number().int().min(14).nullish().meta({ title: '年龄' }),
  village: z.string().optional().meta({ title: '村', kind: 'area' }),
  wants: z.array(z.enum(['就读', '培训'])).meta({ title: '意愿' }),
  lodging: z.boolean().meta({ title: '住宿' }),
});

test('fields, their kinds and whether they are required come from the schema', () => {
  expect(
    fieldsOf(wish).map(({ name, kind, required }) => `${name} ${kind} ${required ? 'required' : 'optional'}`),
  ).toEqual([
    'name text required',
    'ethnic select required',
    'born date required',
    'phone text required',
    'age number optional',
    'village area optional',
    'wants multiSelect required',
    'lodging yesNo required',
  ]);
});

const small = wish.pick({ name: true, ethnic: true, phone: true, age: true });

function show(onSubmit: (value: z.output<typeof small>) => Promise<unknown>, draftKey?: string) {
  return render(
    <KitProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SchemaForm schema={small} initial={{ ethnic: '汉族' }} draftKey={draftKey} onSubmit={onSubmit} />
      </QueryClientProvider>
    </KitProvider>,
  );
}
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.click(screen.getByRole('button', { name: '保存' }));
const problemOf = (label: string | RegExp): string | undefined => {
  const tied = screen.getByLabelText(label).getAttribute('aria-describedby') ?? '';
  return tied
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join('');
};

describe('the form', () => {
  test('what is missing or wrong is said at its field in our own words, and nothing is sent', () => {
    const sent: unknown[] = [];
    show(async (value) => sent.push(value));
    fill('手机号', '123');
    fill(/年龄/u, '10');
    submit();
    expect(problemOf('姓名')).toBe('请填写姓名');
    expect(problemOf('手机号')).toBe('手机号应为 11 位数字');
    expect(problemOf(/年龄/u)).toBe('年龄不能小于 14');
    expect(screen.getByText('有 3 处需要修改')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('姓名'));
    expect(sent).toEqual([]);
  });
  test('a form that fits sends the typed value, blanks left out', async () => {
    const sent: unknown[] = [];
    show(async (value) => sent.push(value));
    fill('姓名', ' 王小明 ');
    fill('手机号', '13800000000');
    submit();
    await waitFor(() => expect(sent).toEqual([{ name: '王小明', ethnic: '汉族', phone: '13800000000' }]));
  });
  test("the server's field problems appear at their fields and what was entered stays", async () => {
    const fields = [{ path: 'phone', message: '该手机号已登记给另一户' }];
    show(async () => {
      throw new ApiError({ code: 'INVALID', status: 422, message: '有一项不符合要求', fields });
    });
    fill('姓名', '王小明');
    fill('手机号', '13800000000');
    submit();
    await waitFor(() => expect(problemOf('手机号')).toBe('该手机号已登记给另一户'));
    expect(screen.getByText('有一项不符合要求')).toBeTruthy();
    expect((screen.getByLabelText('姓名') as HTMLInputElement).value).toBe('王小明');
  });
  test('a draft is found again after leaving, and forgotten once sent', async () => {
    const first = show(async () => undefined, 'wish');
    fill('姓名', '王小明');
    first.unmount();
    show(async () => undefined, 'wish');
    expect((screen.getByLabelText('姓名') as HTMLInputElement).value).toBe('王小明');
    fill('手机号', '13800000000');
    submit();
    await waitFor(() => expect(sessionStorage.getItem('jiqiao.draft.wish')).toBeNull());
  });
});
