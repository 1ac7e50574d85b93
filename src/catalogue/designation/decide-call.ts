import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { identityOf } from '../entries/entry.ts';
import type { Entry } from '../schema.ts';
import {
  countEntries,
  draftVersion,
  entriesOf,
  insertDraft,
  insertEntries,
  lockCatalogue,
  publishedVersion,
  updateEntry,
} from '../store.ts';
import { criterionTitles, schoolCriteria, type SchoolCriterion } from './criteria.ts';
import { designationErrors } from './errors.ts';
import { DecideCall } from './schema.ts';
import { lockCalls, majorsOf, ownCall, type CallRow } from './store.ts';

export type Decided = { designated: number; refused: number; versionId: string | null; entries: number };

/**
 * 认定: decides every application of a call at once. Each is scored on all five criteria (SD2017-3.3-04), a refusal carries its reason, and the majors of the
 * schools designated stand in a draft of the year's catalogue, to be published (SD2017-3.3-09). Schools are told.
 * @throws NOT_FOUND, DESIGNATION_STILL_OPEN, DESIGNATION_STATE, DESIGNATION_NOT_ALL, DESIGNATION_UNSCORED, DESIGNATION_NOT_MET, DESIGNATION_REASON_REQUIRED
 */
export async function decideCall(ctx: Context, input: DecideCall): Promise<Decided> {
  const actor = authorise(ctx, 'catalogue.publish');
  const { callId, decisions } = DecideCall.parse(input);
  return transaction(ctx, async (tx) => {
    const call = await ownCall(tx, actor, callId);
    await lockCalls(tx, call.city_code);
    const today = ctx.clock.today();
    if (call.decided_at !== null) throw designationErrors.DESIGNATION_STATE();
    if (today <= call.closes_on) throw designationErrors.DESIGNATION_STILL_OPEN();
    const applications = await submittedOf(tx, callId);
    const asked = new Map(decisions.map((d) => [d.applicationId, d]));
    if (asked.size !== applications.length || applications.some((a) => !asked.has(a.application_id)))
      throw designationErrors.DESIGNATION_NOT_ALL({ details: { applications: applications.length } });
    const scores = await scoresOf(tx, [...asked.keys()]);
    for (const a of applications) refuseUnready(a.name, asked.get(a.application_id)!, scores.get(a.application_id));
    for (const a of applications) {
      const { designate, reason } = asked.get(a.application_id)!;
      await tx
        .updateTable('designation_application')
        .set({
          state: designate ? 'designated' : 'refused',
          decision_reason: reason || null,
          decided_by: actor.userId,
          decided_on: today,
        })
        .where('application_id', '=', a.application_id)
        .execute();
    }
    const chosen = applications.filter((a) => asked.get(a.application_id)!.designate);
    const draft = chosen.length === 0 ? null : await intoDraft(tx, ctx, actor, call, chosen);
    await tx
      .updateTable('designation_call')
      .set({ decided_by: actor.userId, decided_at: ctx.clock.now() })
      .where('call_id', '=', callId)
      .execute();
    await sendMessages(
      tx,
      ctx,
      applications.map((a) => {
        const { designate, reason } = asked.get(a.application_id)!;
        return {
          toInstitutionId: a.institution_id,
          kind: designate ? 'designation.designated' : 'designation.refused',
          title: `${call.year}年承担精准技能扶贫院校：${designate ? '予以认定' : '不予认定'}`,
          body: designate ? '申报的专业列入本市目录，待公布。' : `理由：${reason ?? ''}`,
          link: '/designation/own',
        };
      }),
    );
    const result = { designated: chosen.length, refused: applications.length - chosen.length };
    await audit(tx, ctx, {
      action: 'designation.decide',
      subjectType: 'designation_call',
      subjectId: callId,
      divisionCode: call.city_code,
      summary: `${call.year}年承担院校认定：认定 ${result.designated} 所，不予认定 ${result.refused} 所`,
      payload: { decisions },
    });
    return { ...result, versionId: draft?.versionId ?? null, entries: draft?.entries ?? 0 };
  });
}

function submittedOf(tx: Tx, callId: string) {
  return tx
    .selectFrom('designation_application as a')
    .innerJoin('institution as i', 'i.institution_id', 'a.institution_id')
    .select(['a.application_id', 'a.institution_id', 'i.name', 'i.grade'])
    .where('a.call_id', '=', callId)
    .where('a.state', '=', 'submitted')
    .orderBy('i.name')
    .execute();
}
type Applied = Awaited<ReturnType<typeof submittedOf>>[number];

async function scoresOf(tx: Tx, applicationIds: readonly string[]): Promise<Map<string, Map<string, boolean>>> {
  const rows = await tx
    .selectFrom('designation_score')
    .select(['application_id', 'criterion', 'met'])
    .where('application_id', 'in', [...applicationIds])
    .execute();
  const scores = new Map<string, Map<string, boolean>>();
  for (const r of rows)
    scores.set(r.application_id, new Map([...(scores.get(r.application_id) ?? []), [r.criterion, r.met]]));
  return scores;
}

type Decision = { designate: boolean; reason?: string | null };

function refuseUnready(name: string, decision: Decision, scores: Map<string, boolean> = new Map()): void {
  const words = (criteria: SchoolCriterion[]) =>
    criteria.map((c) => ({ path: c, message: `${name}：${criterionTitles[c]}` }));
  const unscored = schoolCriteria.filter((c) => !scores.has(c));
  if (unscored.length > 0) throw designationErrors.DESIGNATION_UNSCORED({ fields: words(unscored) });
  const unmet = schoolCriteria.filter((c) => scores.get(c) === false);
  if (decision.designate && unmet.length > 0) throw designationErrors.DESIGNATION_NOT_MET({ fields: words(unmet) });
  if (!decision.designate && !decision.reason?.trim())
    throw designationErrors.DESIGNATION_REASON_REQUIRED({
      fields: [{ path: 'reason', message: `${name}：请说明理由` }],
    });
}

/** Writes the majors of the schools chosen into the year's draft; without one, a draft begins as what is published. */
async function intoDraft(tx: Tx, ctx: Context, actor: Actor, call: CallRow, chosen: readonly Applied[]) {
  const { city_code: cityCode, year } = call;
  await lockCatalogue(tx, cityCode, year);
  const versionId = (await draftVersion(tx, cityCode, year))?.versionId ?? (await newDraft(tx, ctx, actor, call));
  const entries = await entriesOf(tx, versionId);
  const known = new Map(entries.map((e) => [identityOf(e), e]));
  const schools = new Map(chosen.map((a) => [a.application_id, a]));
  const added: Entry[] = [];
  for (const m of await majorsOf(tx, [...schools.keys()])) {
    const school = schools.get(m.application_id)!;
    const facts = {
      schoolName: school.name,
      schoolGrade: school.grade,
      major: m.major,
      level: m.level,
      base: m.base,
      years: Number(m.years),
      plan: m.plan,
      tuitionFen: m.tuition_fen,
      accommodationFen: m.accommodation_fen,
      requirement: m.requirement,
      designated: true,
    };
    const there = known.get(identityOf(facts));
    if (there) await updateEntry(tx, versionId, { ...there, ...facts, institutionId: school.institution_id });
    else
      added.push({
        ...facts,
        entryKey: ctx.newId(),
        institutionId: school.institution_id,
        programmeSeats: null,
        state: 'open',
        stateFrom: null,
        stateReason: null,
        doubts: [],
        position: Math.max(0, ...entries.map((e) => e.position)) + added.length + 1,
      });
  }
  await insertEntries(tx, versionId, added);
  await countEntries(tx, versionId);
  return { versionId, entries: added.length };
}

async function newDraft(tx: Tx, ctx: Context, actor: Actor, call: CallRow): Promise<string> {
  const versionId = ctx.newId();
  const { city_code: cityCode, year } = call;
  const reason = `承担院校认定（第${call.round}轮）`;
  await insertDraft(tx, { versionId, cityCode, year, listId: null, reason, by: actor.userId, at: ctx.clock.now() });
  const published = await publishedVersion(tx, cityCode, year);
  if (published) await insertEntries(tx, versionId, await entriesOf(tx, published.versionId));
  return versionId;
}
