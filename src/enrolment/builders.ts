import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { transactionAs, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { takeNumbers } from '../platform/numbers.ts';
import { plainDate } from '../platform/plain-date.ts';
import { maskCitizenId, nameKey, pinyinSortKey, syntheticCitizenId } from '../standards/index.ts';
import { applicationNumber, numberScope } from './application/application-number.ts';
import { placesOf } from './city/places.ts';
import type { Application } from './store.ts';
import { HELD_BY, type ApplicationState } from './states.ts';
import { TRANSITIONS, type ApplicationAction } from './transitions.ts';

/** What the builder needs of a house: a test's or a demonstration's. */
export type EnrolmentHouse = { as(actor: null): Context };

/** A catalogue pair as an application keeps it. */
export type BuiltChoice = {
  entryKey: string;
  versionId: string;
  institutionId: string;
  schoolName: string;
  major: string;
  level: string;
  years: number;
  cityCode?: number;
};

export type ApplicationSpec = {
  state?: ApplicationState;
  /** Default 371721103298, the village of the sample register. */
  villageCode?: number;
  year?: number;
  category?: 'junior_high' | 'senior_high' | 'veteran';
  /** An existing person; without it one is invented in the village. */
  personId?: string;
  personName?: string;
  choice?: BuiltChoice;
  greenChannel?: boolean;
  /** Since when its holder has it; default the clock's now. */
  heldSince?: Date;
  changes?: Partial<
    Pick<Application, 'county_batch_id' | 'village_batch_id' | 'card_no' | 'eligibility' | 'entered_as'>
  >;
};

const VILLAGE = 371721103298;
let counter = 0;

/** The shortest way from a draft to a state by the transition table, as actions with their states. */
export function routeTo(
  state: ApplicationState,
): { action: ApplicationAction | 'draft'; from: ApplicationState | null; to: ApplicationState }[] {
  const seen = new Map<ApplicationState, { from: ApplicationState; action: ApplicationAction } | null>([
    ['draft', null],
  ]);
  for (const at of seen.keys())
    for (const t of TRANSITIONS) if (t.from === at && !seen.has(t.to)) seen.set(t.to, { from: at, action: t.action });
  const steps: ReturnType<typeof routeTo> = [];
  for (let at = state; ;) {
    const step = seen.get(at);
    if (!step) break;
    steps.unshift({ action: step.action, from: step.from, to: at });
    at = step.from;
  }
  return [{ action: 'draft', from: null, to: 'draft' }, ...steps];
}

/** One application in any state of the route, with its person and history, without going through the verbs. */
export async function anApplication(house: EnrolmentHouse, spec: ApplicationSpec = {}): Promise<Application> {
  const [application] = await applications(house, [spec]);
  return application!;
}

/** {@link anApplication} for many, in a handful of statements. */
export async function applications(house: EnrolmentHouse, specs: readonly ApplicationSpec[]): Promise<Application[]> {
  const ctx = house.as(null);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const rows = [];
    for (const spec of specs) rows.push(await rowOf(tx, ctx, spec));
    await insertPeople(
      tx,
      ctx,
      rows.filter((r) => r.spec.personId === undefined),
    );
    await sql`insert into application select * from jsonb_populate_recordset(null::application, ${JSON.stringify(rows.map((r) => r.row))}::jsonb)`.execute(
      tx,
    );
    await insertHistory(tx, ctx, rows);
    const ids = rows.map((r) => r.row.application_id);
    const stored = await tx.selectFrom('application').selectAll().where('application_id', 'in', ids).execute();
    const byId = new Map(stored.map((a) => [a.application_id, a]));
    return ids.map((id) => byId.get(id) as Application);
  });
}

type Built = Awaited<ReturnType<typeof rowOf>>;

const pairOf = (): BuiltChoice => ({
  entryKey: newId(),
  versionId: newId(),
  institutionId: newId(),
  schoolName: '测试技师学院',
  major: '汽车维修',
  level: '中级工',
  years: 3,
});

const anInventedPair = pairOf();

async function rowOf(tx: Tx, ctx: Context, spec: ApplicationSpec) {
  counter += 1;
  const state = spec.state ?? 'draft';
  const year = spec.year ?? Number(ctx.clock.today().slice(0, 4));
  const places = placesOf(spec.villageCode ?? VILLAGE);
  const sequence = await takeNumbers(tx, numberScope('application', places.villageCode, year));
  const name =
    spec.personName ?? `申请人${counter.toString(10).replace(/\d/g, (d) => '零一二三四五六七八九'[Number(d)]!)}`;
  const choice = spec.choice ?? anInventedPair;
  const steps = stepsOf(state);
  const registered = steps.length > 1;
  const now = ctx.clock.now().toISOString();
  const row = {
    person_id: spec.personId ?? newId(),
    application_id: newId(),
    number: applicationNumber(places.villageCode, year, sequence),
    year,
    category: spec.category ?? 'junior_high',
    state,
    held_by: HELD_BY[state],
    held_since: (spec.heldSince ?? ctx.clock.now()).toISOString(),
    round: steps.some((s) => s.action === 'send_to_township') ? 1 : 0,
    poverty_decided: false,
    hr_decided: false,
    village_code: places.villageCode,
    township_code: places.townshipCode,
    county_code: places.countyCode,
    city_code: places.cityCode,
    entered_as: 'village',
    person_name: name,
    card_no: `FP${places.villageCode}-${String(counter).padStart(4, '0')}`,
    entry_key: choice.entryKey,
    version_id: choice.versionId,
    catalogue_city_code: choice.cityCode ?? places.cityCode,
    institution_id: choice.institutionId,
    school_name: choice.schoolName,
    major: choice.major,
    level: choice.level,
    years: choice.years,
    graduation_school: '测试初级中学',
    graduation_year: year,
    graduation_proved: true,
    not_continuing: true,
    consent: registered,
    consent_on: registered ? ctx.clock.today() : null,
    contact_phone: bytes(ctx.vault.encrypt(`154${String(counter).padStart(8, '0')}`)),
    contact_address: bytes(ctx.vault.encrypt(`曹县青堌集镇测试村${counter}号`)),
    green_channel: spec.greenChannel ?? true,
    eligibility: 'yes',
    register_list_date: ctx.clock.today(),
    match_certainty: 'proved',
    created_by: 'builder',
    created_at: now,
    version: steps.length,
    ...spec.changes,
  };
  return { row, steps, spec };
}

/** Both offices answer before a round closes; the way through the table itself does not pass that loop. */
function stepsOf(state: ApplicationState) {
  return routeTo(state).flatMap((step) => {
    if (!step.action.startsWith('round_')) return [step];
    const loop = { action: 'answer' as const, from: 'township_review' as const, to: 'township_review' as const };
    return [{ ...loop, office: 'poverty' as const }, { ...loop, office: 'hr' as const }, step];
  });
}

async function insertHistory(tx: Tx, ctx: Context, rows: readonly Built[]): Promise<void> {
  const at = ctx.clock.now().toISOString();
  const events = rows.flatMap(({ row, steps }) =>
    steps.map((step, i) => ({
      person_id: row.person_id,
      application_id: row.application_id,
      seq: i + 1,
      event: step.action,
      from_state: step.from,
      to_state: step.to,
      office: 'office' in step ? step.office : null,
      round: 'office' in step ? 1 : null,
      reason: ['not_agree', 'round_returned', 'round_failed', 'withdraw'].includes(step.action) ? '测试数据' : null,
      defects: [],
      data: {},
      user_id: 'builder',
      user_name: '测试数据',
      unit_name: '测试单位',
      village_code: row.village_code,
      institution_id: row.institution_id,
      at: i === steps.length - 1 ? row.held_since : at,
    })),
  );
  await sql`insert into application_event select * from jsonb_populate_recordset(null::application_event, ${JSON.stringify(events)}::jsonb)`.execute(
    tx,
  );
  const reviews = rows.flatMap(({ row, steps }) => {
    const closing = steps.find((s) => s.action.startsWith('round_'))?.action;
    const decision = closing === 'round_failed' ? 'fail' : closing === 'round_returned' ? 'return' : 'pass';
    return (['poverty', 'hr'] as const)
      .filter((office) => steps.some((s) => 'office' in s && s.office === office))
      .map((office) => ({
        person_id: row.person_id,
        application_id: row.application_id,
        round: 1,
        office,
        decision,
        reason: decision === 'pass' ? null : '测试数据',
        defects: [],
        facts: {},
        mode: 'joint',
        closed: true,
        user_id: `builder-${office}`,
        user_name: '测试数据',
        village_code: row.village_code,
        at,
      }));
  });
  await sql`insert into application_review select * from jsonb_populate_recordset(null::application_review, ${JSON.stringify(reviews)}::jsonb)`.execute(
    tx,
  );
}

/** People of a household out of poverty, as an assisted register would have stated them. */
async function insertPeople(tx: Tx, ctx: Context, rows: readonly Built[]): Promise<void> {
  if (rows.length === 0) return;
  const people = rows.map(({ row }) => personOf(ctx, row));
  await sql`insert into person select * from jsonb_populate_recordset(null::person, ${JSON.stringify(people)}::jsonb)`.execute(
    tx,
  );
  const statuses = people.map((p) => ({
    person_id: p.person_id,
    status_id: newId(),
    household_id: p.household_id,
    village_code: p.village_code,
    relation: '户主',
    household_types: ['一般脱贫户'],
    identified_on: '2014-12-31',
    education: '初中',
    in_school: '非在校生',
    labour_skill: '普通劳动力',
    veteran: false,
    residence: '农村',
    doubtful_fields: [],
    valid_from: '2020-06-20',
    known_from: 1,
    list_id: LIST,
    list_row: 1,
  }));
  await sql`insert into person_status select * from jsonb_populate_recordset(null::person_status, ${JSON.stringify(statuses)}::jsonb)`.execute(
    tx,
  );
}

const LIST = newId();

const BIRTHS_FROM = Date.UTC(2001, 0, 1);
const BIRTHS = 4 * 365;
const PER_BIRTH = 500;
/** Begins anywhere, so that two programs on one database hardly ever invent the same citizen; within one program none comes twice. */
let citizens = randomInt(BIRTHS * PER_BIRTH);

function personOf(ctx: Context, row: Built['row']) {
  citizens = (citizens + 1) % (BIRTHS * PER_BIRTH);
  const day = new Date(BIRTHS_FROM + Math.floor(citizens / PER_BIRTH) * 86_400_000);
  const birth = plainDate(day.toISOString().slice(0, 10));
  const region = String(row.county_code).slice(0, 6);
  const id = syntheticCitizenId({ region, birth, sex: '男', sequence: (citizens % PER_BIRTH) * 2 });
  const phone = `154${String(counter).padStart(8, '0')}`;
  return {
    person_id: row.person_id,
    source: 'entered',
    name: row.person_name,
    name_key: nameKey(row.person_name),
    name_sort: pinyinSortKey(row.person_name),
    sex: '男',
    ethnic: '汉族',
    birth,
    id_kind: 'resident',
    id_state: 'valid',
    id_number: bytes(ctx.vault.encrypt(id)),
    id_index: bytes(ctx.vault.index('id', id)),
    id_tail_index: bytes(ctx.vault.index('id.tail', id.slice(-4))),
    id_mask: maskCitizenId(id),
    phone: bytes(ctx.vault.encrypt(phone)),
    phone_mask: `154****${phone.slice(-4)}`,
    address: bytes(ctx.vault.encrypt('曹县青堌集镇测试村')),
    village_code: row.village_code,
    household_id: newId(),
    created_seq: 1,
    version: 1,
  };
}

const bytes = (value: Buffer | null): string | null => (value === null ? null : `\\x${value.toString('hex')}`);
