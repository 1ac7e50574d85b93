import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { actsOpen } from '../../review/index.ts';
import { definitions } from '../engine/definition-files.ts';
import { executionOf, type Execution } from '../engine/execution.ts';
import { agreementTransitions, type AgreementAct } from '../engine/transitions.ts';
import { measuresOf, type MeasureShown } from '../measures/run-measures.ts';
import { AgreementId } from '../schema.ts';
import { kindOf } from './draft-agreement.ts';
import { missingFor } from './readiness.ts';
import { mayEnterFor, roleIn, sidesOf } from './side.ts';
import {
  commitmentsOf,
  deedsOf,
  eventsOf,
  findAgreement,
  partiesOf,
  sectionsOf,
  type Agreement,
  type AgreementEvent,
  type Party,
  type Section,
} from './store.ts';

export type AgreementFile = {
  agreement: Omit<Agreement, 'execution'>;
  kindTitle: { zh: string; en: string };
  parties: (Party & { roleTitle: { zh: string; en: string }; own: boolean; mayEnter: boolean })[];
  execution: Execution;
  sections: Section[];
  events: AgreementEvent[];
  acts: { action: AgreementAct; label: string; needsReason: boolean }[];
  missing: string[];
  measures: MeasureShown[];
};

/** One agreement as a file: sides, what is promised and how far it is done, sections, what happened, what may be done now. @throws NOT_FOUND */
export async function openAgreement(ctx: Context, input: AgreementId): Promise<AgreementFile> {
  const actor = authorise(ctx, 'agreement.read');
  const { agreementId } = AgreementId.parse(input);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const { execution: kept, ...agreement } = await findAgreement(tx, agreementId);
    const kind = kindOf(agreement.kind);
    const parties = await partiesOf(tx, [agreementId]);
    const promised = (await commitmentsOf(tx, [agreementId])).map((c) => ({ ...c, id: c.commitmentId }));
    const role = actor.permissions.has('agreement.keep') ? roleIn(actor, agreement, parties) : null;
    const own = new Set(sidesOf(actor, parties).map((p) => p.seq));
    const declared =
      definitions()
        .definitionOf(agreement.kind)
        ?.measures.filter((m) => m.over === 'agreement') ?? [];
    const acts = role === null ? [] : actsOpen(agreementTransitions, agreement.state, role);
    return {
      agreement,
      kindTitle: kind.title,
      parties: parties.map((p) => ({
        ...p,
        roleTitle: kind.parties.find((r) => r.role === p.role)?.title ?? { zh: p.role, en: p.role },
        own: own.has(p.seq),
        mayEnter: mayEnterFor(actor, p),
      })),
      execution: (kept as Execution | null) ?? executionOf(promised, await deedsOf(tx, [agreementId]), today),
      sections: await sectionsOf(tx, [agreementId]),
      events: await eventsOf(tx, agreementId),
      acts: acts.map((t) => ({ action: t.action, label: t.label, needsReason: t.needs?.includes('reason') ?? false })),
      missing:
        agreement.state === 'signed' ? await missingFor(tx, { ...agreement, execution: null }, parties, today) : [],
      measures: await measuresOf(tx, { ...agreement, execution: null }, declared, { today }),
    };
  });
}
