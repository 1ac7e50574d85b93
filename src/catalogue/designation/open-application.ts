import { authoriseAny, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import {
  criterionTitles,
  majorCriteria,
  schoolCriteria,
  type MajorCriterion,
  type SchoolCriterion,
} from './criteria.ts';
import type { Behind } from './figures.ts';
import { callOf, type Call } from './list-calls.ts';
import { ApplicationId, FigureRecords } from './schema.ts';
import { rateStandard } from './settings.ts';
import { callById, majorsOf, requiredOf, type ApplicationRow, type MajorRow, type Required } from './store.ts';
import { figuresNow } from './submit-application.ts';

export type Score = { met: boolean; remark: string | null; threshold: number | null; by: string; at: string };
export type SheetLine<C extends string> = {
  criterion: C;
  title: string;
  statement: string;
  figures: Record<string, number | null>;
  records: number;
};
export type SheetMajor = {
  majorId: string;
  major: string;
  level: string;
  base: string;
  years: number;
  plan: number | null;
  tuitionFen: number | null;
  accommodationFen: number | null;
  requirement: string | null;
  criteria: SheetLine<MajorCriterion>[];
};
export type ApplicationSheet = {
  applicationId: string;
  call: Call;
  institutionId: string;
  schoolName: string;
  state: string;
  contact: string | null;
  phone: string | null;
  submittedOn: string | null;
  decidedOn: string | null;
  reason: string | null;
  /** Whether the figures are still counted anew on every look. */
  live: boolean;
  criteria: (SheetLine<SchoolCriterion> & { score: Score | null })[];
  majors: SheetMajor[];
  /** Registers the school must keep before it applies. */
  required: Required[];
  /** The employment rate in per cent set locally; null: not set. */
  rateStandard: number | null;
};

type Kept = { figures: Record<string, number | null>; records: Behind[] };

/**
 * One application as a sheet: what the school says of each criterion and the figures its records give, filled in beforehand; counted live while the school
 * writes, as counted on submission afterwards.
 * @throws NOT_FOUND for another school's, another city's, and for the city a draft
 */
export async function openApplication(ctx: Context, input: ApplicationId): Promise<ApplicationSheet> {
  const actor = authoriseAny(ctx, ['designation.apply', 'catalogue.edit']);
  const { applicationId } = ApplicationId.parse(input);
  return read(ctx, async (tx) => {
    const { application, majors, kept } = await sheetOf(tx, ctx, actor, applicationId);
    const call = await callById(tx, application.call_id);
    const school = await tx
      .selectFrom('institution')
      .select('name')
      .where('institution_id', '=', application.institution_id)
      .executeTakeFirstOrThrow();
    const scores = await scoresOf(tx, applicationId);
    const line = lineOf(kept);
    const said = application.statements as Record<string, string>;
    return {
      applicationId,
      call: callOf(call, ctx.clock.today()),
      institutionId: application.institution_id,
      schoolName: school.name,
      state: application.state,
      contact: application.contact,
      phone: application.phone,
      submittedOn: application.submitted_on,
      decidedOn: application.decided_on,
      reason: application.decision_reason,
      live: application.submitted_on === null,
      criteria: schoolCriteria.map((c) => ({ ...line(applicationId, c, said), score: scores.get(c) ?? null })),
      majors: majors.map((m) => sheetMajor(m, line)),
      required: await requiredOf(tx, application.institution_id, ctx.clock.today()),
      rateStandard: await rateStandard(tx, application.city_code, ctx.clock.today()),
    };
  });
}

/**
 * The records behind a figure of an application, paged: which, of which day, what each says; no names (SD2017-3.3-05).
 * @throws NOT_FOUND as {@link openApplication}
 */
export async function figureRecords(ctx: Context, input: FigureRecords): Promise<{ rows: Behind[]; total: number }> {
  const actor = authoriseAny(ctx, ['designation.apply', 'catalogue.edit']);
  const { applicationId, subject, criterion, page, size } = FigureRecords.parse(input);
  return read(ctx, async (tx) => {
    const { kept } = await sheetOf(tx, ctx, actor, applicationId);
    const counted = kept.get(subject)?.[criterion];
    if (!counted) throw errors.NOT_FOUND();
    return { rows: counted.records.slice((page - 1) * size, page * size), total: counted.records.length };
  });
}

type Sheet = { application: ApplicationRow; majors: MajorRow[]; kept: Map<string, Record<string, Kept>> };

async function sheetOf(tx: Tx, ctx: Context, actor: Actor, applicationId: string): Promise<Sheet> {
  const application = await tx
    .selectFrom('designation_application')
    .selectAll()
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  if (!application) throw errors.NOT_FOUND();
  const own = application.institution_id === actor.institutionId;
  if (!own && (application.submitted_on === null || !areasHold(actor.areas, application.city_code)))
    throw errors.NOT_FOUND();
  const majors = await majorsOf(tx, [applicationId]);
  if (application.submitted_on !== null) return { application, majors, kept: await keptFigures(tx, applicationId) };
  const call = await callById(tx, application.call_id);
  return { application, majors, kept: await figuresNow(tx, ctx.clock.today(), { application, majors, call }) };
}

async function keptFigures(tx: Tx, applicationId: string): Promise<Map<string, Record<string, Kept>>> {
  const rows = await tx
    .selectFrom('designation_figure')
    .select(['subject', 'criterion', 'figures', 'records'])
    .where('application_id', '=', applicationId)
    .execute();
  const kept = new Map<string, Record<string, Kept>>();
  for (const r of rows) {
    const counted = { figures: r.figures as Kept['figures'], records: r.records as Behind[] };
    kept.set(r.subject, { ...kept.get(r.subject), [r.criterion]: counted });
  }
  return kept;
}

async function scoresOf(tx: Tx, applicationId: string): Promise<Map<string, Score>> {
  const rows = await tx
    .selectFrom('designation_score')
    .selectAll()
    .where('application_id', '=', applicationId)
    .execute();
  return new Map(
    rows.map((r) => [
      r.criterion,
      {
        met: r.met,
        remark: r.remark,
        threshold: r.threshold === null ? null : Number(r.threshold),
        by: r.scored_name,
        at: r.scored_at.toISOString(),
      },
    ]),
  );
}

type LineOf = <C extends SchoolCriterion | MajorCriterion>(
  subject: string,
  criterion: C,
  statements: Readonly<Record<string, string>>,
) => SheetLine<C>;

function lineOf(kept: Map<string, Record<string, Kept>>): LineOf {
  return (subject, criterion, statements) => {
    const counted = kept.get(subject)?.[criterion];
    return {
      criterion,
      title: criterionTitles[criterion],
      statement: statements[criterion] ?? '',
      figures: counted?.figures ?? {},
      records: counted?.records.length ?? 0,
    };
  };
}

function sheetMajor(m: MajorRow, line: LineOf): SheetMajor {
  const said = m.statements as Record<string, string>;
  return {
    majorId: m.major_id,
    major: m.major,
    level: m.level,
    base: m.base,
    years: Number(m.years),
    plan: m.plan,
    tuitionFen: m.tuition_fen,
    accommodationFen: m.accommodation_fen,
    requirement: m.requirement,
    criteria: majorCriteria.map((c) => line(m.major_id, c, said)),
  };
}
