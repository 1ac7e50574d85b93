import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { explain, FACTS, LISTS, valueText, type Decision } from '../../policy/index.ts';
import { BENEFIT_NAMES, BENEFITS, NOTES, type Benefit, type LineOutcome, type Note } from './benefit-names.ts';
import type { CardItem } from '../schema.ts';

type LineRow = {
  benefit: Benefit;
  outcome: LineOutcome;
  amount_fen: number | null;
  payee: string | null;
  note: Note | null;
  decided_at: Date;
  decision: Decision;
};

/** The items of a student's card for a school year in the order of the clause, each with the decision that gave it; none before the first decision. */
export async function cardOf(
  tx: Tx,
  status: { person_id: string; status_id: string },
  schoolYear: string,
): Promise<CardItem[]> {
  const { rows } = await sql<LineRow>`
    select l.benefit, l.outcome, l.amount_fen, l.payee, l.note, l.decided_at, d.decision from benefit_line l
      join policy_decision d on d.person_id = l.person_id and d.decision_id = l.decision_id
    where l.person_id = ${status.person_id} and l.status_id = ${status.status_id} and l.school_year = ${schoolYear} and l.superseded_by is null`.execute(
    tx,
  );
  const byName = new Map(rows.map((row) => [row.benefit, row]));
  return BENEFIT_NAMES.flatMap((name) => {
    const row = byName.get(name);
    return row ? [itemOf(row)] : [];
  });
}

function itemOf(row: LineRow): CardItem {
  const { decision } = row;
  return {
    benefit: row.benefit,
    title: { zh: BENEFITS[row.benefit], en: decision.rule.title.en },
    outcome: row.outcome,
    amountFen: row.amount_fen,
    payee: row.payee,
    note: row.note,
    noteText: row.note ? NOTES[row.note] : null,
    clause: decision.clause,
    document: decision.document.title,
    documentNumbers: decision.document.numbers,
    ruleVersion: `${decision.rule.key} v${decision.rule.version}`,
    reasons: { zh: explain(decision, 'zh'), en: explain(decision, 'en') },
    facts: decision.facts.map((f) => ({
      label: FACTS[f.fact].label,
      value: {
        zh: `${valueText(f.fact, f.value, 'zh')}${f.note ? `（${f.note}）` : ''}`,
        en: `${valueText(f.fact, f.value, 'en')}${f.note ? ` (${f.note})` : ''}`,
      },
      source: f.source ?? LISTS[f.list].zh,
      date: f.asOf ?? '',
    })),
    decidedAt: row.decided_at.toISOString(),
  };
}
