import type { ListAnswer } from '../../../../platform/api-client/answers.ts';
import { thousands } from '../../../../platform/ui-kit/parts/format.ts';
import { say, tell, w } from '../language.ts';
import { pager } from '../parts.ts';
import { whenRead } from '../reading.ts';
import type { Place } from '../router.ts';
import { h } from '../view.ts';

const SIZE = 30;
const T = {
  title: w('每日摘要', 'Daily digests'),
  lead: w(
    '每一次办理都留下记录，记录按顺序连成一条链。每天结束时公布一个摘要：谁保存了某一天的摘要，就能证明那天以前的记录后来没有被改动。',
    'Every act leaves an entry, and the entries form a chain. Whoever kept the digest of a day can prove that nothing before it was altered later.',
  ),
  none: w('还没有公布过摘要', 'No digest has been published yet'),
  entries: w('截至记录数 {count}', '{count} entries so far'),
};
type Root = { day: string; lastSeq: number; hash: string };

/** 每日摘要 of the audit chain. */
export function rootsPage({ query }: Place): HTMLElement {
  const page = Math.max(1, Number(query.get('page')) || 1);
  const at = (n: number): string => `/public/audit-roots?page=${n}`;
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    whenRead<ListAnswer<Root>>('/api/public/audit-roots', { query: { page, size: SIZE } }, ({ rows, total }) => {
      const last = Math.max(1, Math.ceil((total ?? 0) / SIZE));
      return [
        rows.length === 0 ? h('p', { class: 'note' }, say(T.none)) : null,
        h(
          'ul',
          { class: 'rows' },
          rows.map((r) =>
            h(
              'li',
              null,
              h('strong', null, r.day),
              h('span', { class: 'faint' }, `　${tell(T.entries, { count: thousands(r.lastSeq) })}`),
              h('code', null, r.hash),
            ),
          ),
        ),
        pager(page, last, at),
      ];
    }),
  );
}
