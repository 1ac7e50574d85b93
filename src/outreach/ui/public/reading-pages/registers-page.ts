import { thousands } from '../../../../platform/ui-kit/parts/format.ts';
import type {
  PublicArea,
  PublicRecord,
  PublicRecordRow,
  PublicRegisterCard,
  PublicRegisterPage,
} from '../../../../registers/ui/public-shapes.ts';
import { say, tell, w } from '../language.ts';
import { whenRead } from '../reading.ts';
import type { Place } from '../router.ts';
import { field, pager } from '../parts.ts';
import { h } from '../view.ts';

const SIZE = 30;
const T = {
  title: w('公开的登记册', 'Public registers'),
  lead: w(
    '文件要求公开的名册和事例，只列可以公开的内容。',
    'Registers and stories made public; only what may be public is shown.',
  ),
  none: w('还没有公开的内容', 'Nothing has been published yet'),
  count: w('{count} 条', '{count} entries'),
  all: w('共 {count} 条', '{count} entries in all'),
  back: w('全部登记册', 'All registers'),
  feed: w('订阅（Atom，供网站转载）', 'Feed (Atom, for other websites)'),
  live: w('您所在的地方', 'Where you live'),
  everywhere: w('全部地方', 'Everywhere'),
  look: w('查看', 'Show'),
};

/** 公开的登记册: which there are, and how much each shows. */
export function registersPage(): HTMLElement {
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    whenRead<{ rows: PublicRegisterCard[] }>('/api/public/registers', {}, ({ rows }) => {
      const shown = rows.filter((r) => r.records > 0);
      return shown.length === 0
        ? h('p', { class: 'note' }, say(T.none))
        : h(
            'ul',
            { class: 'entries' },
            shown.map((r) =>
              h(
                'li',
                null,
                h(
                  'a',
                  { href: `/public/registers/${r.key}` },
                  h('span', { class: 'entry-title' }, say(r.title)),
                  h('span', { class: 'entry-about' }, tell(T.count, { count: thousands(r.records) })),
                ),
              ),
            ),
          );
    }),
  );
}

/** Records with what may be read of each; the title leads to the record's own page where `at` says there is one. */
function recordList(rows: readonly PublicRecordRow[], at: ((recordId: string) => string) | null): HTMLElement {
  return h(
    'ul',
    { class: 'rows' },
    rows.map((r) =>
      h(
        'li',
        null,
        h('strong', null, at === null ? r.title : h('a', { href: at(r.recordId), class: 'target' }, r.title)),
        fieldLines(r),
      ),
    ),
  );
}

const fieldLines = ({ fields }: PublicRecordRow): HTMLElement[] =>
  fields.map((f) => h('div', { class: 'lines' }, h('span', { class: 'faint' }, say(f.title), '　'), f.shown));

/** One record for everybody, and what stands under it: a contest with its notice and timetable, then its results and works. */
export function recordPage({ params }: Place): HTMLElement {
  const register = `/public/registers/${encodeURIComponent(params.key ?? '')}`;
  return h(
    'div',
    null,
    whenRead<PublicRecord>('/api/public/registers/record', { query: { recordId: params.id ?? '' } }, (record) => [
      h('h1', null, record.title),
      h('p', { class: 'lead' }, say(record.register)),
      h('div', { class: 'rows' }, fieldLines(record)),
      record.parts.map((part) => [h('h2', null, say(part.title)), recordList(part.rows, null)]),
      h('p', { class: 'small' }, h('a', { href: register, class: 'target' }, say(record.register))),
    ]),
  );
}

/** Where the visitor lives: what holds there is its own and that of the areas above it. */
function placeForm(key: string, place: string, areas: readonly PublicArea[]): HTMLElement {
  return h(
    'form',
    { class: 'search', action: `/public/registers/${encodeURIComponent(key)}`, method: 'get' },
    field({
      label: say(T.live),
      control: h(
        'select',
        { name: 'place' },
        h('option', { value: '' }, say(T.everywhere)),
        areas.map((a) => h('option', { value: String(a.code), selected: String(a.code) === place }, a.name)),
      ),
    }),
    h('button', { type: 'submit', class: 'button primary' }, say(T.look)),
  );
}

/** One register for everybody: what it counts by its kinds, and its entries. */
export function registerPage({ params, query }: Place): HTMLElement {
  const key = params.key ?? '';
  const page = Math.max(1, Number(query.get('page')) || 1);
  const place = query.get('place') ?? '';
  const at = (n: number): string =>
    `/public/registers/${encodeURIComponent(key)}?page=${n}${place === '' ? '' : `&place=${place}`}`;
  return h(
    'div',
    null,
    whenRead<PublicRegisterPage>(
      '/api/public/registers/records',
      { query: { key, page, size: SIZE, ...(place === '' ? {} : { place }) } },
      ({ title, rows, total, groups, areas, opens }) => {
        const last = Math.max(1, Math.ceil((total ?? 0) / SIZE));
        const counted = groups.filter((g) => g.count > 0);
        return [
          h('h1', null, say(title)),
          areas.length === 0 ? null : placeForm(key, place, areas),
          h('p', { class: 'lead' }, tell(T.all, { count: thousands(total ?? 0) })),
          counted.length === 0
            ? null
            : h(
                'ul',
                { class: 'rows' },
                counted.map((g) => h('li', null, say(g.title), `　${thousands(g.count)}`)),
              ),
          rows.length === 0 ? h('p', { class: 'note' }, say(T.none)) : null,
          recordList(rows, opens ? (id) => `/public/registers/${encodeURIComponent(key)}/${id}` : null),
          pager(page, last, at),
          h(
            'p',
            { class: 'small' },
            h('a', { href: `/api/public/registers/feed?key=${encodeURIComponent(key)}`, class: 'target' }, say(T.feed)),
          ),
          h('p', { class: 'small' }, h('a', { href: '/public/registers', class: 'target' }, say(T.back))),
        ];
      },
    ),
  );
}
