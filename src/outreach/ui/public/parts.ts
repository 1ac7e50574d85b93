import { ApiError } from '../../../platform/api-client/api-error.ts';
import { say, w } from './language.ts';
import { h, newId, type Child } from './view.ts';

const WORDS = {
  retry: w('再试一次', 'Try again'),
  code: w('代码', 'Code'),
  trace: w('编号', 'Trace'),
  broken: w('这一部分没能显示', 'This part could not be shown'),
  loading: w('正在读取', 'Loading'),
  pages: w('翻页', 'Pages'),
  previous: w('上一页', 'Previous'),
  next: w('下一页', 'Next'),
};

/** What happened, what to do, and the code to quote; announced at once. */
export function errorNote(error: unknown, retry?: () => void): HTMLElement {
  const known = error instanceof ApiError ? error : null;
  const trace = known?.traceId ? ` · ${say(WORDS.trace)} ${known.traceId}` : '';
  return h(
    'div',
    { class: 'error', role: 'alert' },
    h('p', { class: 'error-what' }, known?.message ?? say(WORDS.broken)),
    known?.hint ? h('p', null, known.hint) : null,
    h('p', { class: 'faint small' }, `${say(WORDS.code)} ${known?.code ?? 'PAGE'}${trace}`),
    retry ? h('button', { type: 'button', class: 'button', onclick: retry }, say(WORDS.retry)) : null,
  );
}

/** Links to the page before and after; nothing where one page is all. `at` gives a page's address. */
export function pager(page: number, last: number, at: (page: number) => string): HTMLElement | null {
  if (last <= 1) return null;
  return h(
    'nav',
    { class: 'pager', 'aria-label': say(WORDS.pages) },
    page > 1 ? h('a', { class: 'button', href: at(page - 1) }, say(WORDS.previous)) : null,
    h('span', null, `${page} / ${last}`),
    page < last ? h('a', { class: 'button', href: at(page + 1) }, say(WORDS.next)) : null,
  );
}

/** Grey lines that hold the place of what is coming, so that nothing jumps. */
export function skeleton(lines: number): HTMLElement {
  const rows = Array.from({ length: lines }, () => h('div', { class: 'bar' }));
  return h('div', { class: 'skeleton' }, h('span', { class: 'hidden' }, say(WORDS.loading)), rows);
}

export type FieldOptions = { label: string; hint?: string; error?: string | null; control: HTMLElement };

/** A labelled field: hint and error are tied to the control. */
export function field({ label, hint, error, control }: FieldOptions): HTMLElement {
  const id = control.id || newId();
  control.id = id;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  if (described) control.setAttribute('aria-describedby', described);
  if (error) control.setAttribute('aria-invalid', 'true');
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    hint ? h('p', { class: 'hint', id: `${id}-hint` }, hint) : null,
    control,
    error ? h('p', { class: 'field-error', id: `${id}-error` }, error) : null,
  );
}

export type Option<T extends string> = { value: T; label: string; hint?: string };

/** A question with its answers to touch; `kind` radio for one answer, checkbox for several. */
export function choices<T extends string>(input: {
  legend: Child;
  name: string;
  kind: 'radio' | 'checkbox';
  options: readonly Option<T>[];
  chosen: readonly T[];
  onchange: (chosen: T[]) => void;
}): HTMLElement {
  const { name, kind, options, onchange } = input;
  let chosen = [...input.chosen];
  const change = (value: T) => (event: Event) => {
    const { checked } = event.target as HTMLInputElement;
    chosen = kind === 'radio' ? [value] : checked ? [...chosen, value] : chosen.filter((one) => one !== value);
    onchange(chosen);
  };
  return h(
    'fieldset',
    { class: 'choices' },
    h('legend', null, input.legend),
    options.map(({ value, label, hint }) =>
      h(
        'label',
        { class: 'choice' },
        h('input', { type: kind, name, value, checked: chosen.includes(value), onchange: change(value) }),
        h('span', null, label, hint ? h('span', { class: 'faint small block' }, hint) : null),
      ),
    ),
  );
}

/** Terms and what is said of them. Lines without a value are left out. */
export function facts(lines: readonly (readonly [string, Child])[]): HTMLElement {
  const told = lines.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '');
  return h(
    'dl',
    { class: 'facts' },
    told.map(([term, value]) => h('div', null, h('dt', null, term), h('dd', null, value))),
  );
}

/** A telephone number that dials. */
export const phone = (number: string | null | undefined): Child =>
  number ? h('a', { href: `tel:${number}`, class: 'inline-link' }, number) : null;

/** A statutory term with its everyday meaning under it. */
export const term = (title: string, plain: string): Child => [
  h('strong', null, title),
  plain === title ? null : h('span', { class: 'plain' }, plain),
];
