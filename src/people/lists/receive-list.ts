import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob } from '../../platform/jobs.ts';
import { rangeOf, scopeOf } from '../../organizations/index.ts';
import { rememberedChoices } from './column-choices.ts';
import { insertList } from './list-store.ts';
import { ReceiveList } from '../schema.ts';

export type ReceivedList = { listId: string; jobId: string | null; state: string; earlier: boolean };

const TITLES = { assisted_register: '检查帮扶名单', wishes: '导入意愿登记' } as const;
const JOBS = { assisted_register: 'people.import-register', wishes: 'people.import-wishes' } as const;
const PERMISSIONS = { assisted_register: 'register.import', wishes: 'wish.record' } as const;

/**
 * Takes a list as the sender's office says it is (complete or supplement, for which area, of which day) and queues its check. The same
 * bytes for the same area again are answered with the earlier list, unless that one was cancelled or failed; wishes are then matched anew.
 * @throws NOT_FOUND for another unit's file or an area outside the sender's, INPUT_INVALID for a date in the future
 */
export async function receiveList(ctx: Context, input: ReceiveList): Promise<ReceivedList> {
  const list = ReceiveList.parse(input);
  const actor = authorise(ctx, PERMISSIONS[list.kind]);
  const area = ownArea(actor, list.areaCode);
  if (list.listDate > ctx.clock.today())
    throw errors.INPUT_INVALID({ fields: [{ path: 'listDate', message: '名单日期不能晚于今天' }] });
  return transaction(ctx, async (tx) => {
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', list.fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId: list.fileId } });
    await lockUntilEnd(tx, `people.receive ${file.sha256} ${area.lo}`);
    const earlier = await earlierList(tx, list.kind, file.sha256, area.lo, area.hi);
    if (earlier) {
      const { list_id: listId, state } = earlier;
      const jobId = await judgedAgain(tx, ctx, earlier, `重新核对意愿：${file.name}`);
      return { listId, jobId, state, earlier: true };
    }
    const listId = ctx.newId();
    const payload = { listId, autoPublish: list.autoPublish, year: list.year ?? Number(list.listDate.slice(0, 4)) };
    const jobId = await queueJob(tx, ctx, {
      kind: JOBS[list.kind],
      title: `${TITLES[list.kind]}：${file.name}`,
      input: payload,
    });
    const { fileId, kind, coverage, listDate } = list;
    const choices = JSON.stringify(await rememberedChoices(tx, actor.unitId, kind));
    await insertList(
      tx,
      ctx,
      actor,
      { listId, kind, area, coverage, listDate, file: { fileId, name: file.name, sha256: file.sha256 } },
      { job_id: jobId, column_choices: choices },
    );
    await audit(tx, ctx, {
      action: 'list.receive',
      subjectType: 'source_list',
      subjectId: listId,
      divisionCode: area.lo,
      summary: `收到名单：${file.name}（${list.coverage === 'complete' ? '完整' : '补充'}，${list.listDate}）`,
      payload: { kind: list.kind, sha256: file.sha256, areaCode: list.areaCode },
    });
    return { listId, jobId, state: 'received', earlier: false };
  });
}

/** Wishes that were taken before are matched again with the register as it is now; of other lists the answer is what they came to. */
async function judgedAgain(
  tx: Tx,
  ctx: Context,
  earlier: { list_id: string; kind: string; state: string; job_id: string | null; input: unknown; list_date: string },
  title: string,
): Promise<string | null> {
  const { list_id: listId, kind, state, input, list_date: listDate } = earlier;
  if (kind !== 'wishes' || state !== 'published') return earlier.job_id;
  const year = (input as { year?: number } | null)?.year ?? Number(listDate.slice(0, 4));
  return queueJob(tx, ctx, { kind: 'people.judge-wishes', title, input: { listId, year } });
}

/** The area a list is for must lie wholly within the sender's. @throws NOT_FOUND */
export function ownArea(actor: Actor, code: number): { lo: number; hi: number } {
  const wanted = rangeOf(code);
  const [own, ...more] = scopeOf(actor, code);
  if (more.length > 0 || own?.lo !== wanted.lo || own.hi !== wanted.hi)
    throw errors.NOT_FOUND({ details: { division: code } });
  return wanted;
}

async function earlierList(tx: Tx, kind: string, sha256: string, lo: number, hi: number) {
  return tx
    .selectFrom('source_list as s')
    .leftJoin('job as j', 'j.job_id', 's.job_id')
    .select(['s.list_id', 's.kind', 's.job_id', 's.state', 's.list_date', 'j.input'])
    .where('s.kind', '=', kind)
    .where('s.sha256', '=', sha256)
    .where('s.area_lo', '=', lo)
    .where('s.area_hi', '=', hi)
    .where('s.state', 'not in', ['cancelled', 'failed'])
    .where((eb) =>
      eb.or([
        eb('s.state', 'not in', ['received', 'checking']),
        eb('j.state', 'is', null),
        eb('j.state', 'not in', ['cancelled', 'failed']),
      ]),
    )
    .orderBy('s.received_at', 'desc')
    .executeTakeFirst();
}
