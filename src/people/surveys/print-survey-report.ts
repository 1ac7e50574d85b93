import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { surveyCoverage } from './survey-coverage.ts';
import { SurveyCoverage } from './survey-schema.ts';
import { surveyReport, type SurveyReportData } from './survey-report.ts';

/**
 * The report of a school's visits of a year as PDF: villages surveyed and missing, visits with and without publicity, what was handed out (SD2017-3.1-12).
 * @throws NOT_FOUND for a school without villages in the actor's scope
 */
export async function printSurveyReport(ctx: Context, input: SurveyCoverage): Promise<Download> {
  const data = await surveyReportData(ctx, input);
  const pdf = await renderPdf({ template: surveyReport, data });
  return new Download(`走访报告-${data.school}-${data.year}.pdf`, 'application/pdf', pdf, true);
}

/** What {@link printSurveyReport} prints. @throws NOT_FOUND */
export async function surveyReportData(ctx: Context, input: SurveyCoverage): Promise<SurveyReportData> {
  const actor = authoriseAny(ctx, ['survey.visit', 'survey.assign']);
  const { year, institutionId } = SurveyCoverage.parse(input);
  const { schools, villages } = await surveyCoverage(ctx, { year, institutionId });
  const chosen = institutionId ?? actor.institutionId;
  const school = schools.length === 1 ? schools[0] : schools.find((s) => s.institutionId === chosen);
  if (!school) throw errors.NOT_FOUND();
  const names = new Map(villages.map((v) => [v.villageCode, v.name]));
  const visits = await transaction(ctx, async (tx) => {
    const { rows } = await sql<{
      villageCode: number;
      visitedOn: string;
      visitors: string;
      people: number;
      publicity: string | null;
      materials: string | null;
      attendees: number | null;
    }>`select village_code as "villageCode", visited_on as "visitedOn", visitors, people, publicity, materials, attendees from survey_visit
      where institution_id = ${school.institutionId} and year = ${year} order by visited_on, village_code`.execute(tx);
    await audit(tx, ctx, {
      action: 'survey.print',
      subjectType: 'institution',
      subjectId: school.institutionId,
      institutionId: school.institutionId,
      divisionCode: actor.divisionCode,
      summary: `打印走访报告：${school.name}，${year}年，走访 ${rows.length} 次`,
    });
    return rows;
  });
  return {
    school: school.name,
    year,
    assigned: school.assigned,
    surveyed: school.surveyed,
    visits: school.visits,
    withPublicity: school.withPublicity,
    people: school.people,
    wouldStudy: school.wouldStudy,
    wouldTrain: school.wouldTrain,
    attendees: visits.reduce((n, v) => n + (v.attendees ?? 0), 0),
    rows: visits.map(({ villageCode, ...v }) => ({
      ...v,
      village: names.get(villageCode) ?? String(villageCode),
      publicity: v.publicity ?? '未开展',
      materials: v.materials ?? '',
    })),
    missing: villages.filter((v) => v.visits === 0).map((v) => v.name),
    reportedOn: ctx.clock.today(),
    printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
  };
}
