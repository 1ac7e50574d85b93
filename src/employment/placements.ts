import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../organizations/index.ts';
import { audit } from '../platform/audit/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { read, transaction, type Tx } from '../platform/db.ts';
import { listPage } from '../platform/list-page.ts';
import { errors } from '../platform/errors.ts';
import type { Page } from '../platform/http.ts';
import { employmentErrors } from './errors.ts';
import { KeepAgency, ListPlacements, RecordPlacements, type AgencyLine, type PlacementView } from './schema.ts';

type Row = ReturnType<(typeof RecordPlacements)['parse']>['rows'][number];

/**
 * Writes what work people found, and how strongly it is shown: anything stronger than the person's own word comes with its paper. Who stands as the one that
 * brought them must be registered on that day (N2021 三(五)). The same person, kind and first day is kept once; later knowledge replaces it.
 * @throws NOT_FOUND for a person one may not see, PLACEMENT_IN_FUTURE, EVIDENCE_FILE_REQUIRED, AGENCY_NOT_REGISTERED
 */
export async function recordPlacements(ctx: Context, input: RecordPlacements): Promise<{ recorded: number }> {
  const actor = authorise(ctx, 'employment.record');
  const { rows } = RecordPlacements.parse(input);
  const today = ctx.clock.today();
  if (rows.some((r) => r.beganOn > today)) throw employmentErrors.PLACEMENT_IN_FUTURE();
  if (rows.some((r) => r.evidence !== 'self_report' && r.fileId === undefined))
    throw employmentErrors.EVIDENCE_FILE_REQUIRED();
  return transaction(ctx, async (tx) => {
    await requireAgencies(tx, rows);
    const said = JSON.stringify(rows.map((r) => ({ ...r, placementId: ctx.newId() })));
    const given = sql`jsonb_to_recordset(${said}::jsonb) as r("placementId" uuid, "personId" uuid, "classId" uuid, kind text, employer text, "employerId" uuid, "beganOn" date, "endedOn" date,
      "inTrade" boolean, "nearHome" boolean, "placeCode" bigint, channel text, "agencyId" uuid, "jobsDriven" int, evidence text, "fileId" uuid, "contractFrom" date)`;
    await sql`update placement w set employer = coalesce(r.employer, w.employer), ended_on = coalesce(r."endedOn", w.ended_on), in_trade = coalesce(r."inTrade", w.in_trade),
        near_home = coalesce(r."nearHome", w.near_home), jobs_driven = coalesce(r."jobsDriven", w.jobs_driven), evidence = case when r.evidence = 'self_report' then w.evidence else r.evidence end,
        file_id = coalesce(r."fileId", w.file_id), contract_from = coalesce(r."contractFrom", w.contract_from), recorded_by = ${actor.userId}, recorded_at = ${ctx.clock.now()}
      from ${given} where w.person_id = r."personId" and w.kind = r.kind and w.began_on = r."beganOn"`.execute(tx);
    const seen = await sql<{
      n: number;
    }>`select count(distinct p.person_id)::int as n from ${given} join person p on p.person_id = r."personId"`.execute(
      tx,
    );
    if (seen.rows[0]!.n !== new Set(rows.map((r) => r.personId)).size) throw errors.NOT_FOUND();
    await sql`insert into placement (person_id, placement_id, institution_id, village_code, class_id, kind, employer, employer_id, began_on, ended_on, in_trade, near_home, place_code, channel,
        agency_id, jobs_driven, evidence, file_id, contract_from, recorded_by, recorded_at)
      select p.person_id, r."placementId", ${actor.institutionId}::uuid, p.village_code, r."classId", r.kind, r.employer, r."employerId", r."beganOn", r."endedOn", r."inTrade", r."nearHome",
        r."placeCode", r.channel, r."agencyId", r."jobsDriven", r.evidence, r."fileId", r."contractFrom", ${actor.userId}, ${ctx.clock.now()}
      from ${given} join person p on p.person_id = r."personId"
      where not exists (select 1 from placement w where w.person_id = r."personId" and w.kind = r.kind and w.began_on = r."beganOn")`.execute(
      tx,
    );
    const [only] = rows;
    await audit(tx, ctx, {
      action: 'employment.record',
      subjectType: rows.length === 1 ? 'person' : 'placements',
      subjectId: rows.length === 1 ? only!.personId : `${rows.length}`,
      personId: rows.length === 1 ? only!.personId : null,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `登记就业 ${rows.length} 人`,
    });
    return { recorded: rows.length };
  });
}

async function requireAgencies(tx: Tx, rows: readonly Row[]): Promise<void> {
  const wanted = rows.filter((r) => r.agencyId !== undefined || r.channel === 'agency' || r.channel === 'broker');
  if (wanted.length === 0) return;
  const ids = [...new Set(wanted.flatMap((r) => (r.agencyId === undefined ? [] : [r.agencyId])))];
  const known =
    ids.length === 0 ? [] : await tx.selectFrom('labour_agency').selectAll().where('agency_id', 'in', ids).execute();
  const holds = (r: Row) =>
    known.some(
      (a) =>
        a.agency_id === r.agencyId && a.valid_from <= r.beganOn && (a.valid_to === null || r.beganOn <= a.valid_to),
    );
  if (!wanted.every(holds)) throw employmentErrors.AGENCY_NOT_REGISTERED();
}

/** Registers who may bring people to work: a public service, an agency, a broker. The same name at a place is the same. */
export async function keepAgency(ctx: Context, input: KeepAgency): Promise<{ agencyId: string }> {
  const actor = authorise(ctx, 'certification.file');
  const said = KeepAgency.parse(input);
  const place = actor.divisionCode;
  if (place === null) throw errors.NOT_PERMITTED();
  return transaction(ctx, async (tx) => {
    const values = {
      kind: said.kind,
      registered_no: said.registeredNo,
      valid_from: said.validFrom,
      valid_to: said.validTo ?? null,
      kept_by: actor.userId,
      kept_at: ctx.clock.now(),
    };
    const row = await tx
      .insertInto('labour_agency')
      .values({ agency_id: ctx.newId(), name: said.name, location_code: place, ...values })
      .onConflict((c) => c.columns(['location_code', 'name']).doUpdateSet(values))
      .returning('agency_id')
      .executeTakeFirstOrThrow();
    await audit(tx, ctx, {
      action: 'employment.keep_agency',
      subjectType: 'labour_agency',
      subjectId: row.agency_id,
      divisionCode: place,
      summary: `登记劳务服务主体：${said.name}（${said.registeredNo}）`,
    });
    return { agencyId: row.agency_id };
  });
}

/** Work that people of one's area, or whom one's institution follows up, have found; the newest first. */
export async function listPlacements(ctx: Context, input: ListPlacements): Promise<Page<PlacementView>> {
  const actor = authorise(ctx, 'employment.read');
  const { page, size, classId, year } = ListPlacements.parse(input);
  const scope =
    actor.institutionId === null
      ? insideRanges('w.village_code', actor.areas)
      : sql<SqlBool>`w.institution_id = ${actor.institutionId}`;
  const where = sql`${scope} and (${classId ?? null}::uuid is null or w.class_id = ${classId ?? null}) and (${year ?? null}::int is null or extract(year from w.began_on) = ${year ?? null})`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<PlacementView>(
      tx,
      { page, size },
      {
        counted: sql`placement w where ${where}`,
        rows: sql`select w.placement_id as "placementId", w.person_id as "personId", p.name, w.kind, w.employer, w.began_on as "beganOn", w.ended_on as "endedOn",
        w.evidence, c.name as "className", a.name as agency
      from placement w join person p on p.person_id = w.person_id left join training_class c on c.class_id = w.class_id left join labour_agency a on a.agency_id = w.agency_id
      where ${where} order by w.began_on desc, w.placement_id`,
      },
    );
    return { rows, total, page, size };
  });
}

/** Registered intermediaries of one's area with the placements that stand under their name, and the sums by kind (N2021 三(五)). */
export async function listAgencies(
  ctx: Context,
  input: ListPlacements,
): Promise<Page<AgencyLine> & { byKind: { kind: string; placements: number }[] }> {
  const actor = authorise(ctx, 'employment.read');
  const { page, size } = ListPlacements.parse(input);
  const scope = insideRanges('a.location_code', actor.areas);
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<AgencyLine>(
      tx,
      { page, size },
      {
        counted: sql`labour_agency a where ${scope}`,
        rows: sql`select a.agency_id as "agencyId", a.kind, a.name, a.registered_no as "registeredNo", a.valid_to as "validTo",
        (select count(*) from placement w where w.agency_id = a.agency_id)::int as placements
      from labour_agency a where ${scope} order by a.kind, a.name`,
      },
    );
    const { rows: byKind } = await sql<{
      kind: string;
      placements: number;
    }>`select a.kind, count(w.placement_id)::int as placements from labour_agency a
      left join placement w on w.agency_id = a.agency_id where ${scope} group by 1 order by 1`.execute(tx);
    return { rows, total, page, size, byKind };
  });
}
