import { money } from '../../../platform/ui-kit/parts/format.ts';
import { writeQuery } from '../../../platform/ui-kit/lists/list-state.ts';
import type {
  PublicCity,
  PublicEntry,
  PublicPage,
  PublicVersion,
  PublicChange,
} from '../../../catalogue/ui/public-shapes.ts';
import { CATALOGUE_WORDS as T } from './catalogue-words.ts';
import { dayText, say, tell } from './language.ts';
import { facts, field, pager, phone } from './parts.ts';
import { readPublic, whenRead } from './reading.ts';
import { go, type Place } from './router.ts';
import { fill, h, type Child } from './view.ts';

const SIZE = 20;
const LEVELS = ['中级工', '高级工', '预备技师', '技师', '高级技师'];
const BASES = ['初中', '高中', '中职'] as const;
const KEYS = ['cityCode', 'major', 'school', 'base', 'level', 'year', 'page'];

/** 招生目录: by city, school and major, for anybody on a phone. */
export function cataloguePage({ query }: Place): HTMLElement {
  const asked = Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? '']).filter(([, value]) => value !== ''));
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    search(asked),
    whenRead<PublicPage>('/api/public/catalogue', { query: { ...asked, size: SIZE } }, (page) => list(page, asked), 8),
  );
}

type Asked = Record<string, string>;

function search(asked: Asked): HTMLElement {
  const text = (name: string, placeholder = '') =>
    h('input', { name, value: asked[name] ?? '', placeholder, autocomplete: 'off', enterkeyhint: 'search' });
  const pick = (name: string, options: Child) => h('select', { name }, h('option', { value: '' }, say(T.any)), options);
  const city = pick('cityCode', null);
  void readPublic<{ rows: PublicCity[] }>('/api/public/catalogue/cities').then(
    ({ value }) => fill(city, h('option', { value: '' }, say(T.any)), citiesOf(value.rows, asked)),
    () => undefined,
  );
  const more = h(
    'details',
    { open: asked.base !== undefined || asked.level !== undefined },
    h('summary', null, say(T.more)),
    field({
      label: say(T.base),
      control: pick(
        'base',
        BASES.map((b) => h('option', { value: b, selected: asked.base === b }, say(T[b]))),
      ),
    }),
    field({
      label: say(T.level),
      hint: say(T.levelHint),
      control: pick(
        'level',
        LEVELS.map((l) => h('option', { value: l, selected: asked.level === l }, l)),
      ),
    }),
  );
  const submit = (event: Event): void => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target as HTMLFormElement).entries());
    go(`/public/catalogue${writeQuery(values)}`);
  };
  return h(
    'form',
    { class: 'search', role: 'search', onsubmit: submit },
    field({ label: say(T.city), control: city }),
    field({ label: say(T.major), control: text('major', say(T.majorExample)) }),
    field({ label: say(T.school), control: text('school') }),
    more,
    h('button', { type: 'submit', class: 'button primary' }, say(T.search)),
  );
}

function citiesOf(rows: readonly PublicCity[], asked: Asked): Child {
  const newest = Math.max(...rows.map((r) => r.year));
  return rows
    .filter((r) => String(r.year) === (asked.year ?? String(newest)))
    .map((r) => h('option', { value: r.cityCode, selected: asked.cityCode === String(r.cityCode) }, r.city));
}

function list(page: PublicPage, asked: Asked): Child {
  const pages = Math.max(1, Math.ceil((page.total ?? 0) / SIZE));
  const at = (n: number): string => `/public/catalogue${writeQuery({ ...asked, page: n })}`;
  return [
    h(
      'p',
      { role: 'status', class: 'count' },
      tell(T.found, { count: page.total ?? 0, year: page.year ?? '', day: dayText(page.onDate) }),
    ),
    page.rows.length === 0 ? h('p', { class: 'note' }, say(T.none)) : null,
    h(
      'ul',
      { class: 'cards' },
      page.rows.map((entry) => card(entry, page.year)),
    ),
    pager(page.page, pages, at),
  ];
}

function card(entry: PublicEntry, year: number | null): HTMLElement {
  const fee = (fen: number | null): string => (fen === null ? say(T.notStated) : money(fen));
  return h(
    'li',
    null,
    h('h2', null, entry.major, h('span', { class: 'tag' }, entry.level)),
    h('p', { class: 'school' }, entry.schoolName, h('span', { class: 'faint' }, `　${entry.cityName}`)),
    entry.seatsLeft === 0 ? h('p', { class: 'alarm' }, say(T.full)) : null,
    facts([
      [say(T.takes), tell(T.takesValue, { base: entry.base, years: entry.years })],
      [
        say(T.fees),
        h(
          'span',
          null,
          tell(T.feesValue, { tuition: fee(entry.tuitionFen), lodging: fee(entry.accommodationFen) }),
          h('span', { class: 'plain' }, say(T.free)),
        ),
      ],
      [say(T.plan), entry.plan === null ? null : tell(T.persons, { count: entry.plan })],
      [say(T.requirement), entry.requirement],
      [say(T.phone), phone(entry.phone) ?? say(T.notRecorded)],
      [say(T.address), entry.address ?? say(T.notRecorded)],
    ]),
    h(
      'a',
      { class: 'target small', href: `/public/catalogue/history?year=${year}&cityCode=${entry.cityCode}` },
      say(T.history),
    ),
  );
}

/** 目录公布和调整记录: every version a city published in a year, and what each changed. */
export function historyPage({ query }: Place): HTMLElement {
  const asked = { year: query.get('year') ?? '', cityCode: query.get('cityCode') ?? '' };
  return h(
    'div',
    null,
    h('h1', null, say(T.history)),
    h('p', { class: 'lead' }, say(T.historyLead)),
    whenRead<{ rows: PublicVersion[] }>('/api/public/catalogue/history', { query: asked }, ({ rows }) => [
      rows.length === 0 ? h('p', { class: 'note' }, say(T.noHistory)) : null,
      h('ul', { class: 'cards' }, rows.map(version)),
    ]),
    h('p', null, h('a', { href: '/public/catalogue', class: 'target' }, say(T.back))),
  );
}

function version(v: PublicVersion): HTMLElement {
  return h(
    'li',
    null,
    h(
      'h2',
      null,
      tell(T.version, { version: v.version }),
      v.current ? h('span', { class: 'tag' }, say(T.current)) : null,
    ),
    facts([
      [say(T.publishedOn), v.publishedOn === null ? null : dayText(v.publishedOn)],
      [
        say(T.effectiveFrom),
        v.effectiveFrom === null || v.effectiveFrom === v.publishedOn ? null : dayText(v.effectiveFrom),
      ],
      [say(T.reason), v.reason],
    ]),
    v.changes.length === 0
      ? null
      : h(
          'ul',
          null,
          v.changes.map((c) => h('li', null, change(c))),
        ),
  );
}

function change(c: PublicChange): string {
  const state = c.state === 'removed' ? say(T.removedState) : c.state === 'suspended' ? say(T.suspended) : say(T.open);
  const since = c.from === null ? '' : `（${tell(T.since, { day: c.from })}）`;
  return `${say(T[c.kind])}：${c.school} ${c.major}（${c.level}），${state}${since}`;
}
