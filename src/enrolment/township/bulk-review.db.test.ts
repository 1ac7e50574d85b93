import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { openDatabase } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { makeContext } from '../../platform/services.ts';
import { openTestHouse } from '../../testing/context.ts';
import { applications } from '../builders.ts';
import { bulkReview, previewBulkReview } from './bulk-review.ts';
import { reviewApplication } from './review-application.ts';
import { aVillage, type Village } from '../testing-village.ts';

const house = await openTestHouse();
let village: Village;
let poverty: Context;
let hr: Context;

beforeAll(async () => {
  village = await aVillage(house);
  poverty = house.as(village.poverty);
  hr = house.as(village.hr);
});

const stored = (id: string) =>
  house.system((tx) =>
    tx.selectFrom('application').selectAll().where('application_id', '=', id).executeTakeFirstOrThrow(),
  );

describe('many at once', () => {
  it('passes in bulk only cases whose every fact is true, tells why others are skipped, and previews exactly that', async () => {
    const good = await applications(
      house,
      Array.from({ length: 5 }, () => ({ state: 'township_review' as const })),
    );
    const [unsure] = await applications(house, [{ state: 'township_review' }]);
    await house.owner('update person set id_state = $1 where person_id = $2', ['doubtful', unsure!.person_id]);
    const [done] = await applications(house, [{ state: 'township_passed' }]);
    await house.owner('update application set poverty_decided = true where application_id = $1', [
      done!.application_id,
    ]);
    const ids = [...good, unsure!, done!].map((a) => a.application_id);
    const ask = { ids: [...ids, newId()], decision: 'pass' as const };
    const preview = await previewBulkReview(poverty, ask);
    expect(preview.done).toBe(5);
    expect(preview.skipped.map((s) => s.reason).sort()).toEqual(
      ['不在您的管辖范围内', '核验不符合条件', '本部门已对这份申请作出审核意见。'].sort(),
    );
    expect((await stored(ids[0]!)).poverty_decided).toBe(false);
    expect(await bulkReview(poverty, ask)).toEqual(preview);
    expect(await bulkReview(poverty, ask)).toMatchObject({ done: 0 });
    expect(await bulkReview(hr, { ids, decision: 'pass' })).toMatchObject({ done: 5, closing: 5 });
    expect((await stored(ids[0]!)).state).toBe('township_passed');
  });

  it('200 clerks on one queue of 150 cases: no case is decided twice by one office, none is lost', async () => {
    const made = await applications(
      house,
      Array.from({ length: 150 }, () => ({ state: 'township_review' as const, villageCode: 371721103205 })),
    );
    let already = 0;
    const work = async (ctx: Context, turn: number): Promise<void> => {
      // Each case is wanted by several clerks of each office at the same moment.
      const order = Array.from({ length: 6 }, (_, i) => made[(Math.floor(turn / 2) * 3 + i) % made.length]!);
      for (const app of order) {
        try {
          await reviewApplication(ctx, { id: app.application_id, decision: 'pass' });
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'REVIEW_ALREADY_DECIDED') throw error;
          already += 1;
        }
      }
    };
    const { services } = house;
    const db = openDatabase(services.db.url, { max: 60, today: () => services.clock.today() });
    const clerks = Array.from({ length: 200 }, (_, i) => {
      const office = i % 2 === 0 ? village.poverty : village.hr;
      return makeContext({ ...services, db }, { ...office, userId: `clerk-${i}` });
    });
    await Promise.all(clerks.map(work)).finally(() => db.pool.end());
    const result = await house.owner(
      `select count(*)::int as cases, count(*) filter (where state = 'township_passed')::int as passed from application where village_code = 371721103205`,
    );
    expect(result.rows[0]).toEqual({ cases: 150, passed: 150 });
    const reviews = await house.owner(
      `select count(*)::int as n, count(distinct (application_id, office))::int as pairs from application_review r
        where village_code = 371721103205 and user_id like 'clerk-%'`,
    );
    expect(reviews.rows[0]).toEqual({ n: 300, pairs: 300 });
    const events = await house.owner(
      `select count(*) filter (where event = 'answer')::int as answers, count(*) filter (where event = 'round_passed')::int as closed
        from application_event where village_code = 371721103205`,
    );
    expect(events.rows[0]).toEqual({ answers: 300, closed: 150 });
    expect(already).toBe(200 * 6 - 300);
  }, 300_000);
});
