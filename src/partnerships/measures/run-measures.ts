import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { findAgreement, type Agreement } from '../agreements/store.ts';
import type { Row } from '../engine/condition.ts';
import type { Measure, Source } from '../engine/definition.ts';
import { definitions } from '../engine/definition-files.ts';
import { measured, type Measured } from '../engine/measure.ts';
import { partnershipErrors } from '../errors.ts';
import { RunMeasures } from '../schema.ts';
import { rowsOf, type Scope } from './rows.ts';

export type MeasureShown = Measured & {
  title: { zh: string; en: string };
  type: Measure['type'];
  each: string | null;
  clause: string;
};
type Asked = { from?: string | undefined; to?: string | undefined; today: string };

/**
 * Figures of one agreement, or of the reader's areas: those asked for by key, or all of a definition, or for an agreement all of its kind's.
 * A measure told for each code (each major) gives one answer a code. The figures are computed from the records as of `asOf` (today unless told).
 * @throws MEASURE_UNKNOWN, MEASURE_TOO_WIDE, NOT_FOUND
 */
export async function runMeasures(ctx: Context, input: RunMeasures): Promise<{ rows: MeasureShown[] }> {
  const actor = authorise(ctx, 'agreement.read');
  const asked = RunMeasures.parse(input);
  const today = asked.asOf ?? ctx.clock.today();
  return read(ctx, async (tx) => {
    if (asked.agreementId) {
      const agreement = await findAgreement(tx, asked.agreementId);
      return { rows: await measuresOf(tx, agreement, chosen(asked, agreement.kind), { ...asked, today }) };
    }
    const scope = { institutionId: actor.institutionId, areas: scopeOf(actor, asked.division ?? null) };
    const measures = chosen(asked, null).filter((m) => m.over === 'area');
    return { rows: await answers(tx, scope, measures, { ...asked, today }) };
  });
}

/** @throws MEASURE_UNKNOWN */
function chosen(asked: { keys?: string | undefined; definition?: string | undefined }, kind: string | null): Measure[] {
  const known = definitions();
  if (asked.keys !== undefined)
    return asked.keys.split(',').map((key) => {
      const measure = known.measures.get(key);
      if (!measure) throw partnershipErrors.MEASURE_UNKNOWN({ details: { key } });
      return measure;
    });
  const of =
    kind === null
      ? known.all.filter((d) => asked.definition === undefined || d.key === asked.definition)
      : [known.definitionOf(kind)];
  return of.flatMap((d) => (d ? d.measures : [])).filter((m) => kind === null || m.over === 'agreement');
}

/** The figures of one agreement, from its own records. */
export async function measuresOf(
  tx: Tx,
  agreement: Agreement,
  measures: readonly Measure[],
  asked: Asked,
): Promise<MeasureShown[]> {
  const scope: Scope = { agreementId: agreement.agreementId };
  const residencies = measures.some((m) => m.grace?.since === 'first_residency')
    ? await rowsOf(tx, scope, { of: 'entries', kind: 'residency', where: {}, all: false, on: 'on' }, asked.today)
    : [];
  const subject: Row = {
    id: agreement.agreementId,
    kind: agreement.kind,
    label: agreement.title,
    in_force: agreement.inForceOn,
    first_residency: residencies[0]?.on ?? null,
  };
  return answers(tx, scope, measures, asked, subject);
}

/** The figures over a scope, each source read once. */
export async function answers(
  tx: Tx,
  scope: Scope,
  measures: readonly Measure[],
  asked: Asked,
  subject?: Row,
): Promise<MeasureShown[]> {
  const { today, from, to } = asked;
  const read = new Map<string, Row[]>();
  const keyOf = (s: Source) => `${s.of}:${JSON.stringify(s.kind ?? null)}`;
  for (const source of measures.flatMap(sourcesOf))
    if (!read.has(keyOf(source))) read.set(keyOf(source), await rowsOf(tx, scope, source, today));
  const all = {
    rowsOf: (s: Source) => read.get(keyOf(s)) ?? [],
    today,
    ...(from && to ? { window: { from, to } } : {}),
    ...(subject ? { subject } : {}),
  };
  return measures.flatMap((m): MeasureShown[] => {
    const base = { title: m.title, type: m.type, clause: m.clause };
    if (m.type !== 'coverage' || m.each === undefined) return [{ ...measured(m, all), ...base, each: null }];
    const { each } = m;
    const codes = [
      ...new Set(
        [...read.values()].flat().flatMap((r) => (r.kind === each && typeof r.code === 'string' ? [r.code] : [])),
      ),
    ];
    return codes.map((code) => {
      const only = (s: Source) => all.rowsOf(s).filter((r) => r.code === code);
      return { ...measured(m, { ...all, rowsOf: only }), ...base, each: code };
    });
  });
}

/** Every source a measure reads; a measure for each code also reads the commitments that name the codes. */
function sourcesOf(m: Measure): Source[] {
  const plain = (kind: string): Source => ({ of: 'commitments', kind, where: {}, all: false, on: 'on' });
  if (m.type === 'coverage')
    return [m.have, ...(Array.isArray(m.of) ? [] : [m.of]), ...(m.each ? [plain(m.each)] : [])];
  if (m.type === 'share') return [m.part, m.whole];
  if (m.type === 'cadence') return [m.of, ...(m.each ? [m.each] : [])];
  return [m.of];
}
