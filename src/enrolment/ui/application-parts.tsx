import { chinaDate } from '../../platform/clock.ts';
import { useWords, wallClock } from '../../platform/ui-kit/index.ts';
import type { FileFact, TimelineEntry } from '../../platform/ui-kit/index.ts';
import type { Translate } from '../../platform/ui-kit/parts/plain.ts';
import type { OpenedApplication } from '../application/open-application.ts';
import { DECISIONS, OFFICES, type Decision } from '../schema.ts';
import { judgedFacts } from './judged-facts.ts';
import { words } from './village/village-words.ts';
import './enrolment.css';

type Say = Translate<keyof (typeof words)['zh']>;

/** What the family states, as label and value. */
export function statedFacts(a: OpenedApplication, t: Say): FileFact[] {
  const s = a.stated;
  const facts: [string, string | null][] = [
    [t('category'), a.categoryName],
    [t('sex'), s.sex],
    ['民族', s.ethnic],
    [t('birth'), s.birth],
    ['身份证号', s.idMask],
    ['扶贫卡编号', s.cardNo],
    ['联系电话', s.phone],
    ['家庭详细地址', s.address],
    [
      t('school'),
      s.schoolName === null ? null : `${s.schoolName} · ${s.major ?? ''}（${s.level ?? ''}，${s.years ?? ''}年）`,
    ],
    ['毕业学校', s.graduationSchool === null ? null : `${s.graduationSchool}（${s.graduationYear ?? ''}）`],
    ['退出现役证编号', s.veteranCertificate],
    ['监护人', s.guardianName],
  ];
  return facts.filter(([, value]) => value !== null).map(([label, value]) => ({ label, value }));
}

/** Who holds the case since when, and how that stands against the local limit. */
export function Holder({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  const { dwell } = a;
  const limit = dwell.limit === null ? t('notSet') : `${dwell.limit} ${t('workingDays')}`;
  return (
    <>
      {a.stateName}
      {a.state === 'township_review' ? ` ${Number(a.povertyDecided) + Number(a.hrDecided)}/2` : ''} ·{' '}
      {chinaDate(new Date(dwell.since))}
      {dwell.workingDays === null ? '' : ` · ${dwell.workingDays} ${t('workingDays')}`} · {t('limit')} {limit}
      {dwell.standing === 'overdue' ? <strong className="kit-alarm"> {t('overdue')}</strong> : null}
      {a.greenChannel ? <span className="enrolment-tag"> {t('green')}</span> : null}
    </>
  );
}

/** The decision on eligibility: outcome, what was decided and on which clause, and every fact once with what is required, its list and day. */
export function Eligibility({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  const { eligibility: e } = a;
  const outcome = e.outcome === 'yes' ? t('yes') : e.outcome === 'no' ? t('no') : t('unknown');
  const { judged, others } = judgedFacts(e.explanation, new Set(e.facts.map((f) => f.label)));
  const verdict = (label: string) => {
    const found = judged.get(label);
    return found === undefined ? '' : `${found.mark} ${found.need}`;
  };
  return (
    <>
      <p>
        <strong className={e.outcome === 'no' ? 'kit-alarm' : undefined}>{outcome}</strong>
        {e.listDate === null ? null : ` · ${t('listDate')} ${e.listDate}`}
      </p>
      <ul>
        {others.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <table className="kit-facts">
        <thead>
          <tr>
            <th scope="col">{t('fact')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('required')}</th>
            <th scope="col">{t('source')}</th>
            <th scope="col">{t('date')}</th>
          </tr>
        </thead>
        <tbody>
          {e.facts.map((f) => (
            <tr key={f.fact}>
              <th scope="row">{f.label}</th>
              <td>
                {f.text}
                {f.note === undefined ? null : `（${f.note}）`}
              </td>
              <td>{verdict(f.label)}</td>
              <td>{f.source ?? ''}</td>
              <td>{f.asOf ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The papers of the checklist, each opened in a tab of its own. */
export function PaperList({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  return (
    <ul>
      {a.papers.map((p) => (
        <li key={p.kind}>
          {p.name}
          {p.needed ? `（${t('needed')}）` : ''}：{p.files.length === 0 ? t('lacking') : null}
          {p.files.map((f, i) => (
            <a key={f.paperId} href={`/api/applications/${a.id}/papers/${f.paperId}`} target="_blank" rel="noreferrer">
              {t('view')} {i + 1}{' '}
            </a>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The offices' answers that may be seen. */
export function Reviews({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  if (a.reviews.length === 0) return <p className="kit-faint">{t('noReviews')}</p>;
  return (
    <ul>
      {a.reviews.map((r) => (
        <li key={`${r.round} ${r.office}`}>
          {t('round')} {r.round} · {OFFICES[r.office]} · <strong>{DECISIONS[r.decision as Decision]}</strong>
          {r.reason === null ? null : `：${r.reason}`} <span className="kit-faint">{r.userName}</span>
          {r.onBehalfOf === null ? null : <span className="kit-faint">（{t('onBehalf')}）</span>}
          <DefectList defects={r.defects} />
        </li>
      ))}
    </ul>
  );
}

/** What is to be put right. */
export function DefectList({ defects }: { defects: readonly { field: string; message: string }[] }) {
  if (defects.length === 0) return null;
  return (
    <ul>
      {defects.map((d) => (
        <li key={`${d.field} ${d.message}`}>
          {d.field}：{d.message}
        </li>
      ))}
    </ul>
  );
}

/** The history as the timeline shows it, newest first. */
export function historyEntries(a: OpenedApplication): TimelineEntry[] {
  return a.history.toReversed().map((e) => ({
    key: String(e.seq),
    date: wallClock(new Date(e.at)),
    title: `${e.label}${e.office === null ? '' : `（${OFFICES[e.office]}）`} → ${e.toName}`,
    by: `${e.unitName} ${e.userName}`,
    detail:
      e.reason === null ? undefined : (
        <>
          {e.reason}
          <DefectList defects={e.defects} />
        </>
      ),
    tone: ['round_failed', 'round_returned', 'not_agree', 'return_to_township'].includes(e.event) ? 'alarm' : 'plain',
  }));
}
