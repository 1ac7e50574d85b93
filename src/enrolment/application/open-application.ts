import { noteRead } from '../../people/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { explain, FACTS, valueText, type Decision as PolicyDecision } from '../../policy/index.ts';
import { actsOpen, type Office } from '../../review/index.ts';
import { papersOf } from './application-details.ts';
import { answeredForOther, factsAtReview, refusalToAnswer } from '../township/check-reviews.ts';
import type { EligibilityAnswer } from '../applicants/eligibility.ts';
import { checklistOf } from '../papers/paper-checklist.ts';
import { reviewSettings } from '../township/review-settings.ts';
import { ApplicationId, CATEGORIES, ENTERED_AS, type Category } from '../schema.ts';
import { dwellOf, limitAt } from '../dwell/step-limit.ts';
import { findApplication, type Application, type Defect } from '../store.ts';
import { HELD_BY, STATES, type ApplicationState } from '../states.ts';
import { processRole, TRANSITIONS } from '../transitions.ts';
import { CODE_COLUMN } from '../dwell/waiting.ts';

export type OpenedApplication = Awaited<ReturnType<typeof openApplication>>;

/**
 * Everything an office needs at one case: what is stated, facts with list and day, papers against the checklist, who has held it since when, the
 * answers it may see, the acts open to it, and its history. Each opening is logged like that of a person's file (SD2017-A2-05).
 * @throws NOT_FOUND
 */
export async function openApplication(ctx: Context, input: ApplicationId) {
  const actor = authorise(ctx, 'application.read');
  const { id } = ApplicationId.parse(input);
  const opened = await read(ctx, async (tx) => {
    const app = await findApplication(tx, id);
    if (!app) throw errors.NOT_FOUND();
    return {
      ...headOf(app),
      stated: await statedOf(tx, ctx, app),
      eligibility: await eligibilityOf(tx, ctx, app, actor),
      papers: await paperList(tx, app),
      dwell: dwellOf(app.held_since, ctx.clock.today(), await limitOf(tx, ctx, app)),
      reviews: await reviewsOf(tx, app),
      acts: actsFor(app, actor),
      review: await reviewRight(tx, ctx, app, actor),
      history: await historyOf(tx, app),
    };
  });
  noteRead(ctx, opened.personId);
  return opened;
}

function headOf(app: Application) {
  return {
    id: app.application_id,
    personId: app.person_id,
    number: app.number,
    name: app.person_name,
    year: app.year,
    category: app.category as Category,
    categoryName: CATEGORIES[app.category as Category],
    state: app.state,
    stateName: STATES[app.state],
    heldBy: app.held_by,
    round: app.round,
    greenChannel: app.green_channel,
    enteredAs: ENTERED_AS[app.entered_as as keyof typeof ENTERED_AS],
    villageCode: app.village_code,
    version: app.version,
    povertyDecided: app.poverty_decided,
    hrDecided: app.hr_decided,
  };
}

async function statedOf(tx: Tx, ctx: Context, app: Application) {
  const person = await tx
    .selectFrom('person')
    .select(['sex', 'ethnic', 'birth', 'id_mask', 'id_state'])
    .where('person_id', '=', app.person_id)
    .executeTakeFirst();
  const phone = ctx.vault.decrypt(app.contact_phone);
  return {
    sex: person?.sex ?? null,
    ethnic: person?.ethnic ?? null,
    birth: person?.birth ?? null,
    idMask: person?.id_mask ?? null,
    idState: person?.id_state ?? 'missing',
    cardNo: app.card_no,
    phone: phone === null ? null : `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    address: ctx.vault.decrypt(app.contact_address),
    entryKey: app.entry_key,
    schoolName: app.school_name,
    major: app.major,
    level: app.level,
    years: app.years === null ? null : Number(app.years),
    graduationSchool: app.graduation_school,
    graduationYear: app.graduation_year,
    notContinuing: app.not_continuing,
    veteranCertificate: app.veteran_certificate,
    dischargedOn: app.discharged_on,
    guardianName: app.guardian_name,
    guardianRelation: app.guardian_relation,
    consent: app.consent,
    consentOn: app.consent_on,
  };
}

/** While village or township works on a case they see it as it would be decided now; afterwards everyone sees the decision that was kept. */
async function eligibilityOf(tx: Tx, ctx: Context, app: Application, actor: Actor) {
  const live = ['village', 'township'].includes(HELD_BY[app.state]) && ['village', 'township'].includes(actor.level);
  const now = live ? (await factsAtReview(tx, ctx, [app])).get(app.person_id) : undefined;
  return now ? eligibilityNow(ctx, now) : eligibilityKept(tx, app);
}

function eligibilityNow(ctx: Context, { decision, record }: EligibilityAnswer) {
  const listDate = record.register?.listDate ?? record.covering?.listDate ?? null;
  const certainty = record.register ? (record.idState === 'valid' ? 'proved' : 'inferred') : null;
  const decidedAt = ctx.clock.now().toISOString();
  return { outcome: decision.outcome, listDate, certainty, decidedAt, ...shown(decision) };
}

function shown(decision: PolicyDecision | null) {
  return {
    fails: decision?.fails ?? [],
    explanation: decision ? explain(decision, 'zh') : [],
    facts: (decision?.facts ?? []).map((f) => ({
      ...f,
      label: FACTS[f.fact].label.zh,
      text: valueText(f.fact, f.value, 'zh'),
    })),
  };
}

async function eligibilityKept(tx: Tx, app: Application) {
  const row = app.decision_id
    ? await tx
        .selectFrom('policy_decision')
        .select(['decision', 'decided_at'])
        .where('person_id', '=', app.person_id)
        .where('decision_id', '=', app.decision_id)
        .executeTakeFirst()
    : undefined;
  const decision = row ? (row.decision as unknown as PolicyDecision) : null;
  return {
    outcome: app.eligibility ?? 'unknown',
    listDate: app.register_list_date,
    certainty: app.match_certainty,
    decidedAt: row?.decided_at.toISOString() ?? null,
    ...shown(decision),
  };
}

async function paperList(tx: Tx, app: Application) {
  const there = await papersOf(tx, app);
  return checklistOf(app.category as Category).map((kind) => ({
    kind: kind.kind,
    name: kind.name,
    needed: kind.needed,
    files: there
      .filter((p) => p.kind === kind.kind)
      .map((p) => ({ paperId: p.paper_id, note: p.note, addedAt: p.added_at.toISOString() })),
  }));
}

async function limitOf(tx: Tx, ctx: Context, app: Application): Promise<number | null> {
  const level = HELD_BY[app.state];
  if (level === 'none') return null;
  const code = level === 'school' ? app.city_code : app[CODE_COLUMN[level]];
  return limitAt(tx, level, code, ctx.clock.today());
}

/** Answers the actor may see; row security hides an open answer of the other office in independent review. */
async function reviewsOf(tx: Tx, app: Application) {
  const rows = await tx
    .selectFrom('application_review')
    .selectAll()
    .where('person_id', '=', app.person_id)
    .where('application_id', '=', app.application_id)
    .orderBy('round')
    .orderBy('office')
    .execute();
  return rows.map((r) => ({
    round: r.round,
    office: r.office as Office,
    decision: r.decision,
    reason: r.reason,
    defects: r.defects as unknown as Defect[],
    mode: r.mode,
    closed: r.closed,
    userName: r.user_name,
    onBehalfOf: r.on_behalf_of,
    at: r.at.toISOString(),
  }));
}

function actsFor(app: Application, actor: Actor) {
  const mine = actor.level !== 'township' || app.entered_as === 'township_for_village';
  return actsOpen(TRANSITIONS, app.state, processRole(actor))
    .filter((t) => mine || !t.roles.includes('village:village'))
    .map((t) => ({ action: t.action, label: t.label, needs: t.needs ?? [] }));
}

/** Whether this office may answer now, and why not. */
async function reviewRight(tx: Tx, ctx: Context, app: Application, actor: Actor) {
  if (actor.level !== 'township' || !actor.permissions.has('application.review')) return null;
  if (actor.line !== 'poverty' && actor.line !== 'hr') return null;
  const office: Office = actor.line === 'hr' ? 'hr' : 'poverty';
  const settings = await reviewSettings(tx, app.township_code, ctx.clock.today());
  const refusal = refusalToAnswer(app, office, settings);
  const same = !settings.onePersonBoth && (await answeredForOther(tx, ctx, office, [app])).size > 0;
  return {
    office,
    mode: settings.mode,
    may: refusal === null && !same,
    why: refusal?.message ?? (same ? '同一人不能代表两个部门审核同一份申请。' : null),
  };
}

async function historyOf(tx: Tx, app: Application) {
  const rows = await tx
    .selectFrom('application_event')
    .selectAll()
    .where('person_id', '=', app.person_id)
    .where('application_id', '=', app.application_id)
    .orderBy('seq')
    .execute();
  return rows.map((e) => {
    const to = e.to_state as ApplicationState;
    return {
      seq: e.seq,
      event: e.event,
      label: TRANSITIONS.find((t) => t.action === e.event)?.label ?? (e.event === 'draft' ? '起草' : '导入'),
      toName: STATES[to],
      heldBy: HELD_BY[to],
      office: e.office as Office | null,
      round: e.round,
      reason: e.reason,
      defects: e.defects as unknown as Defect[],
      userName: e.user_name,
      unitName: e.unit_name,
      at: e.at.toISOString(),
    };
  });
}
