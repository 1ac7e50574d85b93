import type { Tx } from '../../platform/db.ts';
import type { Row } from '../engine/condition.ts';
import { unmet, type Standing } from '../engine/requirement.ts';
import { rowsOf } from '../measures/rows.ts';
import { kindOf } from './draft-agreement.ts';
import { commitmentsOf, sectionsOf, type Agreement, type Party } from './store.ts';

/** What an agreement still lacks before it may be put in force, in words: the document's requirements and sections not confirmed by all sides. */
export async function missingFor(
  tx: Tx,
  agreement: Agreement,
  parties: readonly Party[],
  today: string,
): Promise<string[]> {
  const kind = kindOf(agreement.kind);
  const commitments = await commitmentsOf(tx, [agreement.agreementId]);
  const standing: Standing = {
    commitments: commitments.map((c): Row => ({
      id: c.commitmentId,
      kind: c.kind,
      label: c.title,
      code: c.code,
      quantity: c.quantity,
      due: c.dueOn,
    })),
    entries: await rowsOf(
      tx,
      { agreementId: agreement.agreementId },
      { of: 'entries', where: {}, all: false, on: 'on' },
      today,
    ),
    children: [],
    parties: parties.map((p): Row => ({
      id: String(p.seq),
      kind: p.role,
      label: p.name,
      officer: p.officer,
      phone: p.officerPhone,
    })),
    rows: {},
  };
  const least = kind.commitments.filter(
    (c) => c.min !== undefined && commitments.filter((o) => o.kind === c.kind).length < c.min,
  );
  const confirmed = await sectionsOf(tx, [agreement.agreementId]);
  const open = kind.sections.flatMap((s) => {
    const count = Object.keys(confirmed.find((c) => c.section === s.key)?.confirmed ?? {}).length;
    return s.needed && count < parties.length ? [`“${s.title.zh}”已确认 ${count}/${parties.length} 方`] : [];
  });
  return [
    ...least.map((c) => `${c.title.zh}至少 ${c.min} 个`),
    ...unmet(kind.activate, standing, today).map((u) =>
      u.which.length > 0 ? `${u.says}：${u.which.join('、')}` : u.says,
    ),
    ...open,
  ];
}
