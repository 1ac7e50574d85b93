import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/paging.ts';
import { inside } from '../family/inside.ts';
import { channelOf } from '../../platform/gateways/channel.ts';
import { bound, type TextBody } from '../../platform/gateways/queue-text.ts';
import { ListTexts, ShowChannel, type ChannelView, type TextLine } from './schema.ts';

type Row = Omit<TextLine, 'body' | 'createdAt' | 'triedAt' | 'endedAt'> & {
  body: Buffer | null;
  createdAt: Date;
  triedAt: Date | null;
  endedAt: Date | null;
  total: number;
};

/** The outbox of texts in one's area, dead ones first, then the newest. @throws NOT_FOUND for a division outside */
export async function listTexts(ctx: Context, input: ListTexts): Promise<Page<TextLine>> {
  const actor = authorise(ctx, 'texts.manage');
  const { page, size, division, state } = ListTexts.parse(input);
  const now = ctx.clock.now();
  return read(ctx, async (tx) => {
    const { rows } = await sql<Row>`
      select t.text_id as "textId", t.kind, t.sent_to as "sentTo",
        (select d.name from division d where d.code = t.division_code order by d.valid_from desc limit 1) as "villageName",
        t.state, t.attempts, t.last_error as "lastError", t.reference, case when t.state = 'shown' then t.body end as body,
        t.created_at as "createdAt", t.tried_at as "triedAt", t.ended_at as "endedAt",
        t.state = 'dead' and t.body is not null and t.expires_at > ${now} as resendable, count(*) over ()::int as total
      from outgoing_text t where ${inside(actor, 't.division_code', division)} and (${state ?? null}::text is null or t.state = ${state ?? null})
      order by t.state = 'dead' desc, t.created_at desc, t.text_id limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    return { rows: rows.map((row) => lineOf(ctx, row)), total: rows[0]?.total ?? 0, page, size };
  });
}

function lineOf(ctx: Context, { total: _total, body, createdAt, triedAt, endedAt, ...row }: Row): TextLine {
  const text = ctx.vault.decrypt(body, bound(row.textId, 'body'));
  return {
    ...row,
    body: text === null ? null : (JSON.parse(text) as TextBody).text,
    createdAt: createdAt.toISOString(),
    triedAt: triedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/** How texts leave, and how many of one's area wait or are dead. */
export async function showChannel(ctx: Context, input: ShowChannel): Promise<ChannelView> {
  const actor = authorise(ctx, 'texts.manage');
  ShowChannel.parse(input);
  return read(ctx, async (tx) => {
    const { rows } = await sql<
      Omit<ChannelView, 'channel'>
    >`select (count(*) filter (where state = 'waiting'))::int as waiting,
        (count(*) filter (where state = 'dead'))::int as dead
      from outgoing_text where ${inside(actor, 'division_code')} and state in ('waiting', 'dead')`.execute(tx);
    return { channel: await channelOf(tx, ctx), ...rows[0]! };
  });
}
