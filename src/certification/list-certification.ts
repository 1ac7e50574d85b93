import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../organizations/index.ts';
import { authorise, type Actor, type Context } from '../platform/context.ts';
import { read } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import type { Page } from '../platform/http.ts';
import { rateOf } from '../platform/rate.ts';
import {
  AssessmentId,
  ListAssessments,
  ListCertificates,
  YearFigures,
  type AssessmentView,
  type BodyView,
  type CandidateView,
  type CertificateView,
  type CertificationFigures,
} from './schema.ts';

/** Rows of one's own institution, or of one's area. */
export const scopeOf = (actor: Actor, area: string, institution: string) =>
  actor.institutionId === null
    ? insideRanges(area, actor.areas)
    : sql<SqlBool>`${sql.ref(institution)} = ${actor.institutionId}`;

/** Assessments of one's institution or area, the newest first. */
export async function listAssessments(ctx: Context, input: ListAssessments): Promise<Page<AssessmentView>> {
  const actor = authorise(ctx, 'certification.read');
  const { page, size, year } = ListAssessments.parse(input);
  const where = sql`${scopeOf(actor, 's.location_code', 's.institution_id')} and (${year ?? null}::int is null or extract(year from s.held_on) = ${year ?? null})`;
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<AssessmentView>`select s.session_id as "sessionId", s.number, i.name as institution, s.occupation, s.level, s.held_on as "heldOn", s.room, s.capacity, s.state,
        (select count(*) from assessment_candidate a where a.session_id = s.session_id)::int as seated,
        (select count(*) from assessment_candidate a where a.session_id = s.session_id and a.result = '合格')::int as passed,
        (select count(*) from certificate c where c.session_id = s.session_id and c.institution_id = s.institution_id)::int as certificates
      from assessment_session s join institution i on i.institution_id = s.institution_id where ${where} order by s.held_on desc, s.number limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const counted = await sql<{
      n: number;
    }>`select count(*)::int as n from assessment_session s where ${where}`.execute(tx);
    return { rows, total: counted.rows[0]!.n, page, size };
  });
}

/** Who sits an assessment, with results and certificates. @throws NOT_FOUND */
export async function openAssessment(
  ctx: Context,
  input: AssessmentId,
): Promise<{ rows: CandidateView[]; total: number }> {
  const actor = authorise(ctx, 'certification.read');
  const { sessionId } = AssessmentId.parse(input);
  return read(ctx, async (tx) => {
    const { rows: there } = await sql<{
      ok: number;
    }>`select 1 as ok from assessment_session s where s.session_id = ${sessionId} and ${scopeOf(actor, 's.location_code', 's.institution_id')}`.execute(
      tx,
    );
    if (there.length === 0) throw errors.NOT_FOUND();
    const { rows } =
      await sql<CandidateView>`select a.person_id as "personId", p.name, a.audience, a.theory::float8 as theory, a.practice::float8 as practice, a.result, c.number as "certificateNo"
      from assessment_candidate a join person p on p.person_id = a.person_id left join certificate c on c.person_id = a.person_id and c.session_id = a.session_id
      where a.session_id = ${sessionId} order by p.name_sort, a.person_id`.execute(tx);
    return { rows, total: rows.length };
  });
}

/** Certificates issued by one's institution or in one's area. */
export async function listCertificates(ctx: Context, input: ListCertificates): Promise<Page<CertificateView>> {
  const actor = authorise(ctx, 'certification.read');
  const { page, size, kind } = ListCertificates.parse(input);
  const where = sql`${scopeOf(actor, 'c.village_code', 'c.institution_id')} and (${kind ?? null}::text is null or c.kind = ${kind ?? null})`;
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<CertificateView>`select c.certificate_id as "certificateId", c.person_id as "personId", c.number, c.kind, c.holder_name as holder, c.occupation, c.level,
        c.class_level as "classLevel", i.name as institution, c.issued_on as "issuedOn", c.valid
      from certificate c join institution i on i.institution_id = c.institution_id where ${where} order by c.issued_on desc, c.number limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const counted = await sql<{ n: number }>`select count(*)::int as n from certificate c where ${where}`.execute(tx);
    return { rows, total: counted.rows[0]!.n, page, size };
  });
}

/** Filed assessment bodies with occupation, levels and days. */
export async function listBodies(ctx: Context, input: ListCertificates): Promise<Page<BodyView>> {
  const actor = authorise(ctx, 'certification.read');
  const { page, size } = ListCertificates.parse(input);
  const where = scopeOf(actor, 'b.location_code', 'b.institution_id');
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<BodyView>`select i.name as institution, b.occupation, b.level_from as "levelFrom", b.level_to as "levelTo", b.audience, b.valid_from as "validFrom",
        b.valid_to as "validTo", b.filed_no as "filedNo"
      from assessment_scope b join institution i on i.institution_id = b.institution_id where ${where} order by i.name, b.occupation, b.valid_from limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const counted = await sql<{ n: number }>`select count(*)::int as n from assessment_scope b where ${where}`.execute(
      tx,
    );
    return { rows, total: counted.rows[0]!.n, page, size };
  });
}

/** Assessment and certificates of a year in one's area: schools that assess, graduates with a certificate, groups served, the plan of abilities. */
export async function showCertificationFigures(ctx: Context, input: YearFigures): Promise<CertificationFigures> {
  const actor = authorise(ctx, 'certification.read');
  const { year } = YearFigures.parse(input);
  return read(ctx, async (tx) => {
    const { rows: schools } = await sql<{
      name: string;
      held: boolean;
    }>`select i.name, exists (select 1 from report_assessment a where a.institution_id = i.institution_id
        and extract(year from a.counted_on) = ${year} and a.result is not null) as held
      from institution i where i.kind = 'technical_school' and i.valid_to is null and ${scopeOf(actor, 'i.location_code', 'i.institution_id')} order by i.name`.execute(
      tx,
    );
    const { rows: graduates } = await sql<{
      n: number;
      certified: number;
    }>`select count(*)::int as n, (count(*) filter (where exists (select 1 from report_certificate c
        where c.person_id = g.human and c.kind = 'skill_level' and c.valid)))::int as certified
      from (select distinct coalesce(m.register_person_id, s.person_id) as human from student_listing s join institution i on i.institution_id = s.institution_id
          left join record_match m on m.person_id = s.person_id and m.known_to is null
        where s.known_to is null and s.state = 'graduated' and extract(year from s.graduated_on) = ${year} and ${scopeOf(actor, 'i.location_code', 'i.institution_id')}) g`.execute(
      tx,
    );
    const { rows: groups } = await sql<{
      audience: string | null;
      people: number;
    }>`select a.audience, count(*)::int as people from report_assessment a
      join assessment_session s on s.session_id = a.session_id where extract(year from a.counted_on) = ${year} and a.result is not null and ${scopeOf(actor, 's.location_code', 's.institution_id')}
      group by 1 order by 2 desc`.execute(tx);
    const { rows: plans } = await sql<{
      classes: number;
      trainees: number;
    }>`select sum(p.classes)::int as classes, sum(p.trainees)::int as trainees from ability_plan p
      where p.year = ${year} and ${actor.institutionId === null ? insideRanges('p.location_code', actor.areas) : sql`true`} having count(*) > 0`.execute(
      tx,
    );
    const { rows: ability } = await sql<{
      classes: number;
      trainees: number;
      passed: number;
    }>`select count(distinct c.class_id)::int as classes, count(r.source_id)::int as trainees,
        (count(*) filter (where r.result = '合格'))::int as passed
      from training_class c join report_training_participation r on r.class_id = c.class_id
      where c.kind = 'special_ability' and c.state in ('assessed', 'closed') and extract(year from c.starts_on) = ${year} and ${scopeOf(actor, 'c.location_code', 'c.institution_id')}`.execute(
      tx,
    );
    const done = schools.filter((s) => s.held);
    const plan = plans[0];
    const held = ability[0]!;
    return {
      schools: {
        of: schools.length,
        done: done.length,
        percent: rateOf(done.length, schools.length),
        missing: schools.filter((s) => !s.held).map((s) => s.name),
      },
      graduates: {
        of: graduates[0]!.n,
        withCertificate: graduates[0]!.certified,
        percent: rateOf(graduates[0]!.certified, graduates[0]!.n),
      },
      audiences: groups.flatMap((g) => (g.audience === null ? [] : [{ audience: g.audience, people: g.people }])),
      uncoded: groups.find((g) => g.audience === null)?.people ?? 0,
      ability: plan
        ? {
            planClasses: plan.classes,
            planTrainees: plan.trainees,
            ...held,
            completionPercent: rateOf(held.classes, plan.classes),
            passPercent: rateOf(held.passed, held.trainees),
          }
        : null,
    };
  });
}
