import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListNotices } from '../schema-city.ts';
import { dwellOf, type Dwell } from '../dwell/step-limit.ts';

export type NoticeRow = {
  noticeId: string;
  number: string;
  schoolName: string;
  year: number;
  persons: number;
  /** Letters issued of the persons named. */
  letters: number;
  /** Persons named who have given their place up since. */
  withdrawn: number;
  sentAt: string;
  readAt: string | null;
  reminders: number;
  /** How long it has been unread; null once read. */
  unread: Dwell | null;
};

/** Notices of one's own city or to one's own school, newest first: when each was read, and how many letters followed (SD2017-3.2-13). */
export async function listSchoolNotices(ctx: Context, input: ListNotices): Promise<Page<NoticeRow>> {
  const actor = authorise(ctx, 'application.read');
  const { page, size, year, unread } = ListNotices.parse(input);
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('school_notice as n')
      .innerJoin('institution as i', 'i.institution_id', 'n.institution_id');
    query = actor.institutionId
      ? query.where('n.institution_id', '=', actor.institutionId)
      : query.where((eb) => inAreas(eb, 'n.city_code', actor));
    if (year !== undefined) query = query.where('n.year', '=', year);
    if (unread !== undefined) query = query.where('n.read_at', unread === 'yes' ? 'is' : 'is not', null);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll('n')
      .select('i.name')
      .select((eb) =>
        eb
          .selectFrom('admission as d')
          .innerJoin('admission_letter as l', (join) =>
            join
              .onRef('l.person_id', '=', 'd.person_id')
              .onRef('l.admission_id', '=', 'd.admission_id')
              .on('l.state', '=', 'valid'),
          )
          .whereRef('d.notice_id', '=', 'n.notice_id')
          .select((inner) => inner.fn.countAll<number>().as('letters'))
          .as('letters'),
      )
      .select((eb) =>
        eb
          .selectFrom('admission as w')
          .whereRef('w.notice_id', '=', 'n.notice_id')
          .where('w.withdrawn_at', 'is not', null)
          .select((inner) => inner.fn.countAll<number>().as('withdrawn'))
          .as('withdrawn'),
      )
      .orderBy('n.sent_at', 'desc')
      .orderBy('n.number', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return {
      total,
      page,
      size,
      rows: rows.map((n) => ({
        noticeId: n.notice_id,
        number: n.number,
        schoolName: n.name,
        year: n.year,
        persons: n.persons,
        letters: n.letters ?? 0,
        withdrawn: n.withdrawn ?? 0,
        sentAt: n.sent_at.toISOString(),
        readAt: n.read_at?.toISOString() ?? null,
        reminders: n.reminders,
        unread: n.read_at ? null : dwellOf(n.sent_at, ctx.clock.today(), null),
      })),
    };
  });
}
