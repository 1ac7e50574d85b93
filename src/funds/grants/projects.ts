import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { listPage, type ListPage } from '../../platform/list-page.ts';
import { ListProjects, RecordProject, type ProjectView } from './schema.ts';

/** Puts a special-ability project in the scope of subsidised training from a day, for the office's place and all below (N2021 四(三)). */
export async function recordProject(ctx: Context, input: RecordProject): Promise<{ projectId: string }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { title, includedOn, decidedBy } = RecordProject.parse(input);
  return transaction(ctx, async (tx) => {
    const projectId = ctx.newId();
    await tx
      .insertInto('funds_project')
      .values({
        project_id: projectId,
        division_code: actor.divisionCode ?? -1,
        title,
        included_on: includedOn,
        decided_by: decidedBy,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'funds.record_project',
      subjectType: 'funds_project',
      subjectId: projectId,
      divisionCode: actor.divisionCode,
      summary: `专项能力项目纳入补贴范围：${title}，${includedOn} 起，${decidedBy}`,
    });
    return { projectId };
  });
}

/** Special-ability projects in scope at the reader's place, those of the places above included, the latest first. */
export async function listProjects(ctx: Context, input: ListProjects): Promise<ListPage<ProjectView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListProjects.parse(input);
  const place = actor.divisionCode ?? 0;
  const above = [0, ...[10_000_000_000, 100_000_000, 1_000_000].map((unit) => Math.floor(place / unit) * unit)];
  const where = sql`(${insideRanges('j.division_code', scopeOf(actor))} or j.division_code = any (${above}::bigint[])) and j.excluded_on is null`;
  return read(ctx, (tx) => {
    return listPage<ProjectView>(tx, asked, {
      counted: sql`funds_project j where ${where}`,
      rows: sql`
      select j.project_id as "projectId", j.title, d.full_name as place, j.included_on::text as "includedOn", j.decided_by as "decidedBy"
      from funds_project j left join division d on d.code = j.division_code and d.valid_to is null where ${where}
      order by j.included_on desc, j.project_id`,
    });
  });
}
