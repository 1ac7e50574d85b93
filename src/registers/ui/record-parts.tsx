import { kitWords, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { OpenedRecord } from '../records/open-record.ts';
import { words } from './words.ts';

/** What a page says until its data are there. */
export function Reading() {
  const k = useWords(kitWords);
  return (
    <p role="status" className="kit-faint">
      {k('loading')}
    </p>
  );
}

/** What other records add up to for this one. */
export function Totals({ file }: { file: OpenedRecord }) {
  const b = useBilingual();
  return (
    <dl className="kit-file-facts">
      {file.totals.map((total) => (
        <div key={total.key}>
          <dt>{b(total.title)}</dt>
          <dd>{total.shown || '—'}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the law's rules say of it, sentence by sentence. */
export function Rules({ file }: { file: OpenedRecord }) {
  const t = useWords(words);
  const b = useBilingual();
  return (
    <>
      {file.decisions.map((d) => (
        <div key={d.title.zh}>
          <strong className={d.outcome === 'no' ? 'kit-alarm' : undefined}>
            {b(d.title)}：{t(`outcome_${d.outcome}`)}
          </strong>
          <p className="kit-faint kit-small">{d.clause}</p>
          <ul>
            {d.why.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
