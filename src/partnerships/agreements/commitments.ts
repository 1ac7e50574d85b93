import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { AgreementKind } from '../engine/definition.ts';
import { partnershipErrors } from '../errors.ts';
import type { CommitmentInput } from '../schema.ts';

/**
 * Whether commitments may be added to those there: known kinds, not twice the same code, not more than the document allows.
 * @throws AGREEMENT_COMMITMENTS_WRONG
 */
export function checkCommitments(
  kind: AgreementKind,
  standing: readonly { kind: string; code: string | null }[],
  added: readonly CommitmentInput[],
): void {
  const wrong = (message: string) => partnershipErrors.AGREEMENT_COMMITMENTS_WRONG({ message });
  const all = [...standing, ...added.map((c) => ({ kind: c.kind, code: c.code ?? null }))];
  for (const c of added) {
    const declared = kind.commitments.find((d) => d.kind === c.kind);
    if (!declared) throw wrong(`这种协议没有“${c.kind}”一项承诺。`);
    if (declared.coded && !c.code) throw wrong(`请写明${declared.title.zh}。`);
    const same = all.filter((o) => o.kind === c.kind && o.code !== null && o.code === (c.code ?? null));
    if (same.length > 1) throw wrong(`${declared.title.zh}“${c.code}”重复。`);
    const count = all.filter((o) => o.kind === c.kind).length;
    if (declared.max !== undefined && count > declared.max)
      throw wrong(`${declared.title.zh}最多 ${declared.max} 个。`);
  }
}

export async function insertCommitments(
  tx: Tx,
  ctx: Context,
  kind: AgreementKind,
  agreementId: string,
  commitments: readonly CommitmentInput[],
): Promise<string[]> {
  if (commitments.length === 0) return [];
  // Identifiers of one moment have no order of their own; theirs is that of the commitments, by which they are read.
  const ids = commitments.map(() => ctx.newId()).toSorted();
  const rows = commitments.map((c, i) => {
    const declared = kind.commitments.find((d) => d.kind === c.kind)!;
    return {
      agreement_id: agreementId,
      commitment_id: ids[i]!,
      kind: c.kind,
      title: c.title || (c.code ? `${declared.title.zh}：${c.code}` : declared.title.zh),
      code: c.code ?? null,
      quantity: c.quantity,
      unit: declared.unit,
      due_on: c.dueOn ?? null,
      party_seq: c.party ?? null,
    };
  });
  await tx.insertInto('agreement_commitment').values(rows).execute();
  return rows.map((r) => r.commitment_id);
}
