import { z } from 'zod';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { audit } from '../../platform/audit/audit.ts';
import { applicationNumber, numberScope } from './application-number.ts';
import { prefilledFields, suggestedCategory } from '../applicants/applicant-fields.ts';
import { findPerson, type PersonRow } from './application-details.ts';
import {
  decideEligibility,
  keepEligibility,
  type EligibilityAnswer,
  type RememberedEligibility,
} from '../applicants/eligibility.ts';
import { EnteredPerson, enterPerson } from '../applicants/enter-person.ts';
import { refuseSecondApplication } from './one-application.ts';
import { placesOf } from '../city/places.ts';
import { Category, type SourcedField } from '../schema.ts';
import { recordFirst, type Application } from '../store.ts';
import { HELD_BY } from '../states.ts';
import { enteringSide, type VillageSide } from '../village/village-side.ts';

export const DraftApplication = z
  .object({
    /** A person of the register, or a person whom no list names. */
    personId: z.uuid().optional(),
    person: EnteredPerson.optional(),
    category: Category.optional(),
    /** 代录: the village's stamped list, uploaded by the township. */
    evidenceFileId: z.uuid().optional(),
  })
  .refine((i) => (i.personId === undefined) !== (i.person === undefined), '请选择一个人，或录入一个名单以外的人');
export type DraftApplication = z.input<typeof DraftApplication>;

export type DraftedApplication = {
  id: string;
  number: string;
  fields: SourcedField[];
  eligibility: 'yes' | 'no' | 'unknown';
  fails: readonly string[];
};

/**
 * Begins an application of this year for a person of the village, filled in from the register with the source and day of every value, and keeps
 * the decision on eligibility as of today. Green-channel cases are those the register answers for (SD2017-3.3-01).
 * @throws NOT_FOUND, TOWNSHIP_OWN_NAME, APPLICATION_EXISTS, APPLICATION_ELSEWHERE, POLICY_EXPIRED, ID_NUMBER_WRONG
 */
export async function draftApplication(ctx: Context, input: DraftApplication): Promise<DraftedApplication> {
  const actor = authorise(ctx, 'application.draft');
  const given = DraftApplication.parse(input);
  return transaction(ctx, async (tx) => {
    const side = await enteringSide(tx, actor, given.evidenceFileId);
    const personId = given.personId ?? (await enterPerson(tx, ctx, given.person!));
    const person = await findPerson(tx, personId);
    const year = Number(ctx.clock.today().slice(0, 4));
    await refuseSecondApplication(tx, person, year);
    const claims = { graduationProved: null, veteranCertificate: null, choiceOffered: null };
    const answers = await decideEligibility(tx, ctx, [
      { personId, villageCode: person.village_code, year, claims, begunOn: null },
    ]);
    const answer = answers.get(personId)!;
    const kept = await keepEligibility(tx, ctx, answers, () => person.village_code);
    const householdNo = await householdNumber(tx, person.household_id);
    const draft = {
      person,
      householdNo,
      year,
      side,
      answer,
      remembered: kept.get(personId)!,
      category: given.category,
    };
    const app = await insertDraft(tx, ctx, draft);
    await recordFirst(tx, ctx, [app], 'draft', { data: { enteredAs: side.enteredAs } });
    await audit(tx, ctx, {
      action: 'application.prefill',
      subjectType: 'application',
      subjectId: app.application_id,
      personId,
      divisionCode: app.village_code,
      summary: `申请 ${app.number}：由名单带出已知内容`,
      payload: { eligibility: answer.decision.outcome },
    });
    return {
      id: app.application_id,
      number: app.number,
      fields: prefilledFields(dataOf(ctx, person, householdNo), answer.record),
      eligibility: answer.decision.outcome,
      fails: answer.decision.fails,
    };
  });
}

type NewDraft = {
  person: PersonRow;
  householdNo: string | null;
  year: number;
  side: VillageSide;
  answer: EligibilityAnswer;
  remembered: RememberedEligibility;
  category: Category | undefined;
};

async function insertDraft(tx: Tx, ctx: Context, draft: NewDraft): Promise<Application> {
  const { person, year, side, answer } = draft;
  const places = placesOf(person.village_code);
  const sequence = await takeNumbers(tx, numberScope('application', places.villageCode, year));
  const row = await tx
    .insertInto('application')
    .values({
      person_id: person.person_id,
      application_id: ctx.newId(),
      number: applicationNumber(places.villageCode, year, sequence),
      year,
      category: draft.category ?? suggestedCategory(answer.record),
      state: 'draft',
      held_by: HELD_BY.draft,
      held_since: ctx.clock.now(),
      village_code: places.villageCode,
      township_code: places.townshipCode,
      county_code: places.countyCode,
      city_code: places.cityCode,
      entered_as: side.enteredAs,
      evidence_file_id: side.evidenceFileId,
      person_name: person.name,
      card_no: draft.householdNo,
      contact_phone: person.phone,
      contact_address: person.address,
      green_channel: answer.decision.outcome !== 'no',
      created_by: ctx.actor!.userId,
      created_at: ctx.clock.now(),
      version: 0,
      ...draft.remembered,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return row as Application;
}

async function householdNumber(tx: Tx, householdId: string | null): Promise<string | null> {
  if (!householdId) return null;
  const row = await tx
    .selectFrom('household')
    .select('household_no')
    .where('household_id', '=', householdId)
    .executeTakeFirst();
  return row?.household_no ?? null;
}

function dataOf(ctx: Context, person: PersonRow, householdNo: string | null) {
  return {
    name: person.name,
    sex: person.sex,
    ethnic: person.ethnic,
    birth: person.birth,
    idNumber: person.id_mask,
    phone: person.phone_mask,
    address: ctx.vault.decrypt(person.address),
    householdNo,
  };
}
