import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';

export type NamedInstitution = { institutionId: string; name: string; locationCode: number };

const ENDING =
  /(?:技师学院|高级技工学校|技工学校|技工院校|技校|学校|学院|培训中心|培训基地|培训机构|培训学校|有限公司|公司|中心)/g;

/**
 * The institution that the texts above a list name: the longest name (or short name) that stands in one of them; of several equally long, none.
 * @param area only institutions of this range of codes
 */
export async function institutionNamedIn(
  tx: Tx,
  texts: readonly string[],
  area: { lo: number; hi: number },
  onDate: string,
): Promise<NamedInstitution | null> {
  const plain = texts.map((t) => t.normalize('NFKC').replace(/\s/g, ''));
  const rows = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name', 'short_names', 'location_code'])
    .where('kind', 'in', ['technical_school', 'training_institution'])
    .where('location_code', '>=', area.lo)
    .where('location_code', '<', area.hi)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .execute();
  const found = rows
    .flatMap((r) => [r.name, ...r.short_names].map((name) => ({ r, name: name.normalize('NFKC').replace(/\s/g, '') })))
    .filter(({ name }) => name.length > 3 && plain.some((text) => text.includes(name)))
    .sort((a, b) => b.name.length - a.name.length);
  const [best, next] = found;
  if (!best || (next && next.name.length === best.name.length && next.r.institution_id !== best.r.institution_id))
    return null;
  return { institutionId: best.r.institution_id, name: best.r.name, locationCode: best.r.location_code };
}

/** The name of an institution at the head of a title: "曹县启航技工学校职业技能培训班学员花名册" names 曹县启航技工学校. Null where none ends in a word for one. */
export function institutionNameIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const plain = text
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/^(?:填报单位|培训机构|学校名称|学校|单位|承办单位)[:：]?/, '');
    const ends = [...plain.matchAll(ENDING)].map((m) => m.index + m[0].length);
    const end = ends.find((at) => at >= 6);
    if (end !== undefined && /^[\p{Script=Han}（）()·]+$/u.test(plain.slice(0, end))) return plain.slice(0, end);
  }
  return null;
}

/**
 * Enters an institution that a list names and nobody has recorded: at the county whose name its own begins with, else at the area itself.
 * Of two lists at once the second finds what the first entered.
 */
export async function recordNamed(
  tx: Tx,
  ctx: Context,
  name: string,
  area: { lo: number; hi: number },
): Promise<NamedInstitution> {
  await lockUntilEnd(tx, `institution name ${name}`);
  const known = await institutionNamedIn(tx, [name], area, ctx.clock.today());
  if (known?.name === name) return known;
  const county = await sql<{
    code: number;
  }>`select code from division where code >= ${area.lo} and code < ${area.hi} and level = 'county' and valid_to is null
    and (${name} like name || '%' or ${name} like left(name, -1) || '%' and length(name) > 2) order by length(name) desc, code limit 1`.execute(
    tx,
  );
  const institution = { institutionId: ctx.newId(), name, locationCode: county.rows[0]?.code ?? area.lo };
  await tx
    .insertInto('institution')
    .values({
      institution_id: institution.institutionId,
      kind: /技师学院|技工学校|技校/.test(name) ? 'technical_school' : 'training_institution',
      name,
      location_code: institution.locationCode,
      valid_from: `${ctx.clock.today().slice(0, 4)}-01-01`,
    })
    .execute();
  await audit(tx, ctx, {
    action: 'institution.create',
    subjectType: 'institution',
    subjectId: institution.institutionId,
    divisionCode: institution.locationCode,
    institutionId: institution.institutionId,
    summary: `按报送的名单登记机构：${name}`,
  });
  return institution;
}
