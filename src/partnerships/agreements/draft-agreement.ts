import { sql } from 'kysely';
import { areasHold } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import type { AgreementKind } from '../engine/definition.ts';
import { definitions } from '../engine/definition-files.ts';
import { faultsIn } from '../engine/fields.ts';
import { partnershipErrors } from '../errors.ts';
import { DraftAgreement, type CommitmentInput, type PartyInput } from '../schema.ts';
import { checkCommitments, insertCommitments } from './commitments.ts';
import { sidesOf } from './side.ts';
import { takeStep } from './steps.ts';
import { findAgreement, type Agreement } from './store.ts';

type Draft = ReturnType<typeof DraftAgreement.parse>;
export type PlacedParty = PartyInput & { seq: number; divisionCode: number; name: string; kind: string | null };

/**
 * Writes the draft of an agreement: its sides, term, what each promises, the sections they are to fix together. The drafter is one of the sides,
 * or an office that leads agreements in the place of one.
 * @throws AGREEMENT_KIND_UNKNOWN, AGREEMENT_PARTIES_WRONG, AGREEMENT_TERM_WRONG, AGREEMENT_COMMITMENTS_WRONG, AGREEMENT_NOT_A_PARTY, INPUT_INVALID
 */
export async function draftAgreement(
  ctx: Context,
  input: DraftAgreement,
): Promise<{ agreementId: string; number: string }> {
  const actor = authorise(ctx, 'agreement.keep');
  const draft = DraftAgreement.parse(input);
  const kind = kindOf(draft.kind);
  checkTerm(draft);
  const faults = faultsIn(kind.fields, draft.data);
  if (faults.length > 0) throw errors.INPUT_INVALID({ fields: faults.map((f) => ({ ...f, path: `data.${f.path}` })) });
  return transaction(ctx, async (tx) => {
    const parties = await placeParties(tx, kind, draft.parties);
    checkCommitments(kind, [], draft.commitments);
    const [own] = sidesOf(
      actor,
      parties.map((p) => ({ ...p, institutionId: p.institutionId ?? null })),
    );
    const led = parties.find((p) => actor.permissions.has('agreement.lead') && areasHold(actor.areas, p.divisionCode));
    if (!own && !led) throw partnershipErrors.AGREEMENT_NOT_A_PARTY();
    if (draft.renews) await findAgreement(tx, draft.renews);
    const side = own
      ? { divisionCode: own.divisionCode, institutionId: own.institutionId }
      : { divisionCode: led!.divisionCode, institutionId: null };
    const created = await insertAgreement(tx, ctx, actor, kind, { ...draft, parties, state: 'draft', ...side });
    return { agreementId: created.agreementId, number: created.number };
  });
}

/** @throws AGREEMENT_KIND_UNKNOWN */
export function kindOf(kind: string): AgreementKind {
  const found = definitions().agreements.get(kind);
  if (!found) throw partnershipErrors.AGREEMENT_KIND_UNKNOWN({ details: { kind } });
  return found;
}

function checkTerm({ startsOn, endsOn }: Pick<Draft, 'startsOn' | 'endsOn'>): void {
  if (startsOn && endsOn && endsOn < startsOn) throw partnershipErrors.AGREEMENT_TERM_WRONG();
}

const INSTITUTION_KINDS: Record<string, readonly string[]> = {
  school: ['technical_school'],
  enterprise: ['enterprise', 'donor'],
  institution: ['technical_school', 'training_institution', 'enterprise', 'donor', 'assessment_body'],
};

/** Sides with their place and name, after checking that each role has its number of them and of the right sort. @throws AGREEMENT_PARTIES_WRONG */
export async function placeParties(
  tx: Tx,
  kind: AgreementKind,
  parties: readonly PartyInput[],
): Promise<PlacedParty[]> {
  const wrong = (message: string) => partnershipErrors.AGREEMENT_PARTIES_WRONG({ message });
  const ids = parties.flatMap((p) => (p.institutionId ? [p.institutionId] : []));
  if (new Set(ids).size !== ids.length) throw wrong('同一单位不能在协议中出现两次。');
  const found =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('institution')
          .select(['institution_id', 'name', 'kind', 'location_code'])
          .where('institution_id', 'in', ids)
          .execute();
  const byId = new Map(found.map((i) => [i.institution_id, i]));
  for (const { role, title, min, max } of kind.parties) {
    const count = parties.filter((p) => p.role === role).length;
    if (count < min) throw wrong(`至少需要 ${min} 个${title.zh}。`);
    if (count > max) throw wrong(`${title.zh}最多 ${max} 个。`);
  }
  return parties.map((party, i) => {
    const role = kind.parties.find((r) => r.role === party.role);
    if (!role) throw wrong(`协议中没有“${party.role}”一方。`);
    const institution = party.institutionId ? byId.get(party.institutionId) : undefined;
    if (role.of === 'area') {
      if (party.institutionId || !party.divisionCode) throw wrong(`${role.title.zh}应为行政区划。`);
    } else if (!institution || !INSTITUTION_KINDS[role.of]!.includes(institution.kind))
      throw wrong(`请选择${role.title.zh}。`);
    return {
      ...party,
      seq: i + 1,
      divisionCode: institution?.location_code ?? party.divisionCode!,
      name: party.name || institution?.name || String(party.divisionCode),
      kind: institution?.kind ?? null,
    };
  });
}

export type NewAgreement = Pick<Draft, 'title' | 'startsOn' | 'endsOn' | 'sections' | 'data' | 'renews'> & {
  parties: readonly PlacedParty[];
  commitments: readonly CommitmentInput[];
  state: 'draft' | 'agreed';
  divisionCode: number;
  institutionId: string | null;
  serial?: number | null;
};

/** Stores an agreement with everything in it; a draft is seen by its drafter, one agreed in a plan by every side. */
export async function insertAgreement(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  kind: AgreementKind,
  agreement: NewAgreement,
): Promise<Agreement> {
  const agreementId = ctx.newId();
  const year = ctx.clock.today().slice(0, 4);
  const number = `XY${year}-${String(await takeNumbers(tx, `agreement ${year}`)).padStart(5, '0')}`;
  const seen = agreement.state === 'agreed' ? agreement.parties : [];
  await sql`insert into agreement (agreement_id, kind, number, title, state, division_code, institution_id, seen_divisions, seen_institutions, starts_on,
      ends_on, sight_from, serial, data, renews, created_by, created_at)
    values (${agreementId}, ${kind.kind}, ${number}, ${agreement.title}, ${agreement.state}, ${agreement.divisionCode}, ${agreement.institutionId},
      ${seen.map((p) => p.divisionCode)}::bigint[], ${seen.flatMap((p) => p.institutionId ?? [])}::uuid[], ${agreement.startsOn ?? null},
      ${agreement.endsOn ?? null}, ${agreement.state === 'agreed' ? ctx.clock.today() : null}, ${agreement.serial ?? null}, ${JSON.stringify(agreement.data)}, ${agreement.renews ?? null}, ${actor.userId}, ${ctx.clock.now()})`.execute(
    tx,
  );
  await tx
    .insertInto('agreement_party')
    .values(
      agreement.parties.map((p) => ({
        agreement_id: agreementId,
        seq: p.seq,
        role: p.role,
        institution_id: p.institutionId ?? null,
        division_code: p.divisionCode,
        name: p.name,
        leads: p.leads,
        officer: p.officer || null,
        officer_phone: p.officerPhone || null,
        responsible_unit: p.responsibleUnit || null,
      })),
    )
    .execute();
  await insertCommitments(tx, ctx, kind, agreementId, agreement.commitments);
  if (agreement.sections.length > 0)
    await tx
      .insertInto('agreement_section')
      .values(agreement.sections.map((s) => ({ agreement_id: agreementId, section: s.section, words: s.words })))
      .execute();
  const stored = await findAgreement(tx, agreementId);
  await takeStep(tx, ctx, actor, stored, {
    action: 'draft',
    summary: agreement.state === 'draft' ? '起草协议' : '列入计划表',
  });
  return stored;
}
