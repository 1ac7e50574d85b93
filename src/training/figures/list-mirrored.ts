import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listPage } from '../../platform/list-page.ts';
import type { Page } from '../../platform/http.ts';
import { ListMirrored } from './schema.ts';

export type MirroredRow = {
  personId: string;
  name: string;
  institution: string;
  className: string;
  trade: string | null;
  endsOn: string | null;
  state: string;
  result: string | null;
};

/** What people of one's area were trained in elsewhere, the newest first; credited there, shown here (N2021 三(六)). */
export async function listMirrored(ctx: Context, input: ListMirrored): Promise<Page<MirroredRow>> {
  const actor = authorise(ctx, 'training.read');
  const { page, size } = ListMirrored.parse(input);
  const scope = insideRanges('m.village_code', actor.areas);
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<MirroredRow>(
      tx,
      { page, size },
      {
        counted: sql`training_mirror m where ${scope}`,
        rows: sql`select m.person_id as "personId", p.name, m.institution_name as institution, m.class_name as "className", m.trade, m.ends_on as "endsOn",
        m.state, m.result
      from training_mirror m join person p on p.person_id = m.person_id where ${scope} order by m.ends_on desc, m.person_id`,
      },
    );
    return { rows, total, page, size };
  });
}
