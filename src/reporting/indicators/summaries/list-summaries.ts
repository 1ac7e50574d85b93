import { inAreas } from '../../../organizations/index.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { ListSummaries, type SummaryLine } from '../schema.ts';
import { summaryCycles } from './summary-cycle.ts';

/** The periodic summaries of one's area, the latest first: who has confirmed them, and which are overdue. */
export async function listSummaries(ctx: Context, input: ListSummaries): Promise<SummaryLine[]> {
  const actor = authorise(ctx, 'indicator.read');
  const asked = ListSummaries.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('indicator_summary as s')
      .leftJoin('division as d', (j) => j.onRef('d.code', '=', 's.division_code').on('d.valid_to', 'is', null))
      .selectAll('s')
      .select('d.full_name')
      .where((eb) => inAreas(eb, 's.division_code', actor))
      .$if(asked.cycle !== undefined, (q) => q.where('s.cycle', '=', asked.cycle!))
      .orderBy('s.period_to', 'desc')
      .orderBy('s.division_code')
      .limit(400)
      .execute();
    return rows.map((r) => {
      const cycle = summaryCycles().find((c) => c.key === r.cycle);
      return {
        summaryId: r.summary_id,
        cycle: r.cycle,
        title: cycle?.title ?? { zh: r.cycle, en: r.cycle },
        place: r.full_name ?? String(r.division_code),
        divisionCode: r.division_code,
        from: r.period_from,
        to: r.period_to,
        dueOn: r.due_on,
        state: r.state as SummaryLine['state'],
        submittedOn: r.submitted_on,
        overdue: r.state === 'draft' && r.due_on !== null && r.due_on < today,
        late: r.submitted_on !== null && r.due_on !== null && r.submitted_on > r.due_on,
        waitsFor: (cycle?.confirmed_by ?? []).filter(
          (line) => (line === 'hr' ? r.hr_confirmed_at : r.poverty_confirmed_at) === null,
        ),
      };
    });
  });
}
