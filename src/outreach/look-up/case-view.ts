import {
  HELD_BY,
  STATES,
  TRANSITIONS,
  applicationDwell,
  isEnded,
  officeHolding,
  type Application,
  type ApplicationState,
} from '../../enrolment/index.ts';
import { publishedEntry } from '../../catalogue/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { jurisdictionsOf, lawOf, currentPolicy } from '../../policy/index.ts';
import { factsOfPerson } from '../../students/index.ts';
import { asIfAtSchool } from './ahead.ts';
import { CASE_WORDS } from './case-words.ts';
import { plainBenefit } from '../rights/plain-benefit.ts';
import { suffixOf } from '../rights/plain-words.ts';
import type { CaseStep, CaseView, PlainBenefit } from '../schema.ts';

const STUDYING: readonly ApplicationState[] = ['status_registered', 'benefits_active'];

/** Where one case is, with whom, since when, what the family does next, and what it may expect; nothing in it names the person. */
export async function caseView(tx: Tx, ctx: Context, app: Application): Promise<CaseView> {
  const { steps, reason, defects } = await historyOf(tx, app);
  const dwell = await applicationDwell(tx, app, ctx.clock.today());
  const ended = isEnded(app.state);
  return {
    number: app.number,
    year: app.year,
    state: app.state,
    stateName: STATES[app.state],
    ...CASE_WORDS[app.state],
    ended,
    school: app.school_name,
    major: app.major,
    level: app.level,
    holder: ended ? null : await officeHolding(tx, app, ctx.clock.today()),
    since: chinaDate(app.held_since),
    workingDays: HELD_BY[app.state] === 'none' ? null : dwell.workingDays,
    limit: dwell.limit,
    reason,
    defects,
    steps,
    benefits: ended ? [] : await benefitsOf(tx, ctx, app),
    benefitsAhead: !STUDYING.includes(app.state),
  };
}

async function historyOf(tx: Tx, app: Application) {
  const rows = await tx
    .selectFrom('application_event')
    .select(['event', 'to_state', 'unit_name', 'reason', 'defects', 'at'])
    .where('person_id', '=', app.person_id)
    .where('application_id', '=', app.application_id)
    .where('event', '<>', 'answer')
    .orderBy('seq', 'desc')
    .execute();
  const steps = rows.map((e): CaseStep => ({
    on: chinaDate(e.at),
    what: TRANSITIONS.find((t) => t.action === e.event)?.label ?? (e.event === 'draft' ? '起草' : '导入'),
    office: e.unit_name,
    reason: e.reason,
  }));
  const last = rows[0];
  return {
    steps,
    reason: last?.reason ?? null,
    defects: (last?.defects ?? []) as { field: string; message: string }[],
  };
}

/** What the person receives at school, or would receive once school has begun. */
async function benefitsOf(tx: Tx, ctx: Context, app: Application): Promise<PlainBenefit[]> {
  const on = ctx.clock.today();
  const person = await factsOfPerson(tx, app.person_id, on);
  if (!person) return [];
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(app.village_code)));
  const entry = app.entry_key === null ? null : await publishedEntry(tx, app.entry_key, app.year);
  const fees = { tuition: entry?.tuitionFen ?? null, accommodation: entry?.accommodationFen ?? null };
  const facts = STUDYING.includes(app.state) ? person.facts : asIfAtSchool(person.facts, on, fees);
  return law
    .rules(['benefit'], on)
    .filter((rule) => suffixOf(rule.key) !== 'training-subsidy')
    .toSorted((a, b) => a.order - b.order)
    .map((rule) => plainBenefit(rule, facts, law, on));
}
