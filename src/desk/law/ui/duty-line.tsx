import { Link } from '@tanstack/react-router';
import { useBilingual, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { LawObligation } from '../schema.ts';
import { words } from './words.ts';

type Key = keyof typeof words.zh;
/** Rules by which people can be looked for in one's own area. */
const FOUND_BY: ReadonlySet<string> = new Set(['benefit', 'eligibility']);

/** 义务: one duty with who must act, how binding, and where it stands here. */
export function DutyLine({ duty }: { duty: LawObligation }) {
  const t = useWords(words);
  const say = useBilingual();
  return (
    <>
      <div>
        <strong>{say({ zh: duty.gist, en: duty.obligation })}</strong>
        <div className="kit-faint law-small">
          {duty.id} · {t(`force_${duty.force}` as Key)} · {t(duty.canBeOverdue ? 'overdueNote' : 'neverOverdue')}
        </div>
      </div>
      <div className="law-small">
        <span className="kit-faint">{t('who')}：</span>
        <span title={duty.actorsText}>{duty.actors.length === 0 ? duty.actorsText : duty.actors.join('、')}</span>
      </div>
      <DutyStanding duty={duty} />
    </>
  );
}

/** Where a duty stands: the page that shows it, the rules and deadlines that encode it, and what is not set. */
export function DutyStanding({ duty }: { duty: LawObligation }) {
  const t = useWords(words);
  const say = useBilingual();
  const may = useSession().permissions.includes('decision.make');
  const open = duty.standards.filter((s) => !s.set);
  return (
    <div className="law-small">
      <span className={`law-mark law-mark-${duty.standing}`}>{t(duty.standing)}</span>{' '}
      {duty.page === null ? null : <Link to={duty.page.link}>{say(duty.page.title)}</Link>}
      <ul className="law-lines">
        {duty.rules.map((rule) => (
          <li key={rule.key}>
            {t(`kind_${rule.kind}` as Key)}：
            {may && FOUND_BY.has(rule.kind) ? (
              <Link to={`/find?benefit=${rule.key}`}>{say(rule.title)}</Link>
            ) : (
              say(rule.title)
            )}
            {rule.dueOn === null ? '' : `，${t('dueOn', { day: rule.dueOn })}`}
            {rule.dueNotSet ? `，${t('dueNotSet')}` : ''}
          </li>
        ))}
        {open.map((s) => (
          <li key={s.key}>
            <Link to="/law/standards" search={{ key: s.key } as never}>
              {t('standardOpen', { label: say(s.label) })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
