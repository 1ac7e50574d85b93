import { Readable } from 'node:stream';
import { sql } from 'kysely';
import pg from 'pg';
import sharp from 'sharp';
import { decideEligibility, keepEligibility } from '../../../enrolment/applicants/eligibility.ts';
import { checklistOf } from '../../../enrolment/papers/paper-checklist.ts';
import type { Application } from '../../../enrolment/index.ts';
import type { RoleName } from '../../../organizations/index.ts';
import type { Category } from '../../../enrolment/schema.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { officialName } from '../names.ts';

/**
 * Gives cases made by rows what the village's verbs would have left with them: contact taken from the register, a school of graduation, the decision on eligibility with its
 * facts, and specimen papers on the checklist.
 */
export async function completeCases(services: Services, list: readonly Application[]): Promise<void> {
  if (list.length === 0) return;
  const ctx = makeContext(services, null);
  await transactionAs(services.db, 'system', async (tx) => {
    await sql`update application a set contact_phone = p.phone, contact_address = p.address, guardian_name = h.head_name,
        graduation_school = d.name || case a.category when 'senior_high' then '第一中学（虚构）' else '实验初级中学（虚构）' end,
        veteran_certificate = case when a.category = 'veteran' then '退字第' || right(a.number, 5) || '号' end
      from person p left join household h on h.household_id = p.household_id, division d
      where a.application_id = any(${list.map((a) => a.application_id)}::uuid[]) and p.person_id = a.person_id and d.code = a.county_code and d.valid_to is null`.execute(
      tx,
    );
    const answers = await decideEligibility(
      tx,
      ctx,
      list.map((a) => ({
        personId: a.person_id,
        villageCode: a.village_code,
        year: a.year,
        begunOn: null,
        claims: {
          graduationProved: true,
          veteranCertificate: a.category === 'veteran' ? '有' : null,
          choiceOffered: true,
        },
      })),
    );
    const villages = new Map(list.map((a) => [a.person_id, a.village_code]));
    const remembered = await keepEligibility(tx, ctx, answers, (id) => villages.get(id)!);
    const rows = [...remembered].map(([person_id, r]) => ({ person_id, ...r }));
    await sql`update application a set eligibility = r.eligibility, decision_id = r.decision_id, register_list_id = r.register_list_id,
        register_list_date = r.register_list_date, match_certainty = r.match_certainty
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, eligibility text, decision_id uuid, register_list_id uuid, register_list_date date, match_certainty text)
      where a.person_id = r.person_id`.execute(tx);
    await addPapers(
      tx,
      services,
      list.filter((a) => a.state !== 'draft'),
    );
  });
}

/**
 * Puts real offices and reasons into the histories that were made by rows, on the owner's connection: the application itself may never change an event.
 */
export async function nameHistories(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    const names = await officialsOf(client);
    await client.query(
      `update application_event e set unit_name = u.name, user_name = n.official, reason = case when e.reason is null then null
        when e.to_state = 'returned_to_village' then '户口簿照片不清楚，请重新拍照' when e.to_state = 'township_not_passed' then '本年度已在普通高中就读'
        when e.to_state = 'withdrawn' then '本人决定外出务工' else '本人尚未满足报名条件' end
      from application a, unit u join jsonb_to_recordset($1::jsonb) n(unit_id uuid, official text) using (unit_id)
      where e.user_id = 'builder' and a.person_id = e.person_id and a.application_id = e.application_id
        and u.line = case when e.office = 'hr' then 'hr' when e.office = 'poverty' or e.event like 'round_%' then 'poverty' else 'village' end
        and u.division_code = case when e.office is not null or e.event like 'round_%' then a.township_code else a.village_code end`,
      [names],
    );
    await client.query(`update application_event e set at = l.at - (l.seq - e.seq) * interval '26 hours'
      from (select distinct on (application_id) application_id, seq, at from application_event where user_id = 'builder' order by application_id, seq desc) l
      where e.application_id = l.application_id and e.user_id = 'builder' and e.seq < l.seq`);
    await client.query(
      `update application a set created_at = e.at from application_event e where e.application_id = a.application_id and e.seq = 1 and e.user_id = 'builder'`,
    );
    await client.query(
      `update application_review r set user_name = n.official, reason = case decision when 'pass' then null
        when 'return' then '户口簿照片不清楚，请重新拍照' else '本年度已在普通高中就读' end
      from application a, unit u join jsonb_to_recordset($1::jsonb) n(unit_id uuid, official text) using (unit_id)
      where r.user_id like 'builder%' and a.person_id = r.person_id and a.application_id = r.application_id and u.line = r.office and u.division_code = a.township_code`,
      [names],
    );
  } finally {
    await client.end();
  }
}

/** Who sits in the village and township offices of the applications that there are, as JSON. */
async function officialsOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ unit_id: string; name: string; role: RoleName }>(
    `select unit_id, name, case line when 'village' then 'village_clerk' else 'township_' || line || '_officer' end as role from unit
      where line in ('village', 'hr', 'poverty') and (division_code in (select village_code from application) or division_code in (select township_code from application))`,
  );
  return JSON.stringify(rows.map((r) => ({ unit_id: r.unit_id, official: officialName(r.name, r.role) })));
}

async function addPapers(tx: Tx, services: Services, list: readonly Application[]): Promise<void> {
  const specimens = await specimenFiles(tx, services);
  const rows = list.flatMap((a) =>
    checklistOf(a.category as Category)
      .filter((p) => p.needed)
      .map((p) => ({
        person_id: a.person_id,
        application_id: a.application_id,
        paper_id: newId(),
        kind: p.kind,
        file_id: specimens.get(p.kind) ?? null,
        village_code: a.village_code,
        institution_id: a.institution_id,
        added_by: 'demo',
        added_at: a.created_at,
      })),
  );
  await sql`insert into application_paper (person_id, application_id, paper_id, kind, file_id, village_code, institution_id, added_by, added_at)
    select person_id, application_id, paper_id, kind, file_id, village_code, institution_id, added_by, added_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, application_id uuid, paper_id uuid, kind text, file_id uuid, village_code bigint,
      institution_id uuid, added_by text, added_at timestamptz)`.execute(tx);
}

/** One picture a kind of paper, marked as a specimen; kept once however many cases show it. */
async function specimenFiles(tx: Tx, services: Services): Promise<Map<string, string>> {
  const kinds = new Map(
    (['junior_high', 'veteran'] as const).flatMap((c) => checklistOf(c)).map((p) => [p.kind, p.name]),
  );
  const known = await tx
    .selectFrom('stored_file')
    .select(['file_id', 'name'])
    .where('purpose', '=', 'demo_specimen')
    .execute();
  const files = new Map<string, string>();
  for (const [kind, name] of kinds) {
    const there = known.find((k) => k.name === `样张-${name}.png`);
    files.set(kind, there?.file_id ?? (await storeSpecimen(tx, services, name)));
  }
  return files;
}

async function storeSpecimen(tx: Tx, services: Services, name: string): Promise<string> {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="#f4f4f4" stroke="#999"/>
    <text x="320" y="190" font-size="34" text-anchor="middle" font-family="Noto Sans CJK SC, sans-serif" fill="#333">${name}</text>
    <text x="320" y="250" font-size="24" text-anchor="middle" font-family="Noto Sans CJK SC, sans-serif" fill="#a33">样张 · 虚构</text></svg>`;
  const bytes = await sharp(Buffer.from(picture)).png().toBuffer();
  const fileId = newId();
  const stored = await services.files.put(Readable.from([bytes]), 1_000_000, fileId);
  await tx
    .insertInto('stored_file')
    .values({
      file_id: fileId,
      sha256: stored.sha256,
      name: `样张-${name}.png`,
      media_type: 'image/png',
      size: stored.size,
      purpose: 'demo_specimen',
      uploaded_by: 'demo',
      uploaded_at: services.clock.now(),
    })
    .execute();
  return fileId;
}
