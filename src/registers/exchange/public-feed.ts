import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { escapeXml } from '../../platform/sheets/xml-text.ts';
import { registerNamed } from '../definition/definition-store.ts';
import { registerErrors } from '../errors.ts';
import { RegisterKey } from '../schema.ts';
import { publicFields } from './public-register.ts';

const ATOM = 'application/atom+xml; charset=utf-8';
const MOST = 100;
type Entry = { record_id: string; title: string; day: string; changed: string; data: Record<string, string> };

/**
 * The public records of a register as an Atom feed (RFC 4287), the newest day first, for websites that carry them on (FYP14 专栏5-3).
 * @throws REGISTER_NOT_FOUND for a register without a public page
 */
export async function publicFeed(ctx: Context, input: RegisterKey): Promise<Download> {
  const { key } = RegisterKey.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    if (!definition.public) throw registerErrors.REGISTER_NOT_FOUND();
    const { rows } = await sql<Entry>`
      select record_id, title, coalesce(holds_from, published_on) as day, published_on as changed, data from register_public
      where register = ${key} and (holds_from is null or holds_from <= ${today}) and (holds_until is null or holds_until > ${today})
      order by day desc, record_id limit ${MOST}`.execute(tx);
    const page = `/public/registers/${key}`;
    const fields = publicFields(definition);
    const entries = rows.map((r) =>
      element('entry', [
        element('id', [`urn:uuid:${r.record_id}`]),
        element('title', [escapeXml(r.title)]),
        element('published', [midnight(r.day)]),
        element('updated', [midnight(r.changed)]),
        `<link rel="alternate" href="${page}"/>`,
        element('content', [
          escapeXml(fields.flatMap((f) => (r.data[f.key] ? `${f.title.zh}：${r.data[f.key]}` : [])).join('\n')),
        ]),
      ]),
    );
    const feed = [
      element('id', [`urn:jiqiao:register:${key}`]),
      element('title', [escapeXml(definition.title.zh)]),
      element('updated', [
        midnight(
          rows
            .map((r) => r.changed)
            .sort()
            .at(-1) ?? today,
        ),
      ]),
      element('author', [element('name', ['技桥'])]),
      `<link rel="self" href="/api/public/registers/feed?key=${key}"/>`,
      ...entries,
    ].join('\n');
    const xml = `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n${feed}\n</feed>\n`;
    return new Download(`${key}.xml`, ATOM, Buffer.from(xml), true);
  });
}

const element = (name: string, inside: readonly string[]): string => `<${name}>${inside.join('')}</${name}>`;

/** Days are days in China. */
const midnight = (day: string): string => `${day}T00:00:00+08:00`;
