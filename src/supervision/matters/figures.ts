import { rateOf } from '../../platform/rate.ts';
import type { MatterKind } from './kinds.ts';
import type { MatterState } from './transitions.ts';

/** A matter as far as figures ask. `lateDays` 0 when it is not late. */
export type Counted = {
  kind: MatterKind;
  state: MatterState;
  topic: string | null;
  partner: string | null;
  evidence: boolean;
  confirmed: boolean | null;
  sanction: string | null;
  escalations: number;
  lateDays: number;
};

export type KindFigures = {
  kind: MatterKind;
  total: number;
  closed: number;
  /** Of 100, one digit; a measure counts as done only with evidence. Null without any. */
  rate: number | null;
  open: number;
  late: number;
  escalated: number;
  confirmed: number;
  sanctioned: number;
};

/** How matters stand, kind by kind. */
export function figuresByKind(matters: readonly Counted[]): KindFigures[] {
  return [...Map.groupBy(matters, (m) => m.kind)].map(([kind, own]) => ({ kind, ...figuresOf(own) }));
}

/** How problems stand with each partner department. */
export function figuresByPartner(matters: readonly Counted[]): ({ partner: string } & Omit<KindFigures, 'kind'>)[] {
  const shared = matters.filter((m) => m.partner !== null);
  return [...Map.groupBy(shared, (m) => m.partner!)].map(([partner, own]) => ({ partner, ...figuresOf(own) }));
}

/** As one figure for all of them. */
export function figuresOf(own: readonly Counted[]): Omit<KindFigures, 'kind'> {
  const n = (fits: (m: Counted) => boolean) => own.filter(fits).length;
  const closed = n((m) => m.state === 'closed');
  const done = n((m) => m.state === 'closed' && (m.kind !== 'measure' || m.evidence));
  return {
    total: own.length,
    closed,
    rate: rateOf(done, own.length),
    open: own.length - closed,
    late: n((m) => m.lateDays > 0),
    escalated: n((m) => m.escalations > 0),
    confirmed: n((m) => m.confirmed === true),
    sanctioned: n((m) => m.confirmed === true && m.sanction !== null),
  };
}
